/**
 * The phone over the link, as one more source of readings: the same calls as the camera and the
 * sensor of this device.
 */

import { ask } from "../measure/server.js";

const EVENTS = "/api/v1/link/events";
const ORDERS = "/api/v1/link/orders";

/** What the person is told of each state of the phone. */
const SENTENCES = {
  absent: "No phone has joined yet: scan the code on the page Use your phone.",
  joined: "Tap the button on the phone to switch it on.",
  ready: "The phone is ready.",
  running: "The phone is measuring.",
  stopped: "The phone has stopped.",
  lost: "The phone is not heard. Keep going: what it measures arrives when the network is back.",
};

/**
 * @typedef {{state: string, words: string, total: number | null, heard: boolean, take: number}} Phone
 */

/**
 * Follow the phone.
 * @param {{onPhone?: (phone: Phone) => void,
 *          onReadings?: (part: {take: number, first: number, readings: object[]}) => void,
 *          onServer?: (heard: boolean) => void}} hear
 * @returns {{close: () => void}}
 */
export function follow({ onPhone, onReadings, onServer }) {
  const events = new EventSource(EVENTS); // it comes back by itself, and goes on where it was
  events.addEventListener("phone", ({ data }) => onPhone?.(JSON.parse(data)));
  events.addEventListener("readings", ({ data }) => onReadings?.(JSON.parse(data)));
  events.onopen = () => onServer?.(true);
  events.onerror = () => onServer?.(false);
  return { close: () => events.close() };
}

/** What to tell of a phone: a word and a sentence. */
export function stateOf(phone) {
  const lost = !phone.heard && phone.state !== "absent";
  const word = lost ? "lost" : phone.state;
  return { word, sentence: (!lost && phone.words) || SENTENCES[word] || phone.words };
}

let before = Promise.resolve();

/**
 * Orders arrive one after the other: a late "stop" would end the attempt that was begun after it.
 * @param {{kind: "camera" | "sensor", running: boolean, words?: string}} wish
 */
export async function order(wish) {
  const answer = before.then(() => ask("POST", ORDERS, wish));
  before = answer.catch(() => {});
  return (await answer).take;
}

/**
 * Begin to measure with the phone. It "ended" when the phone has stopped without being told to.
 * @param {{kind: "camera" | "sensor", words?: string, onFrame: (frame: object) => void,
 *          onState?: (word: string, sentence: string) => void}} options
 * @returns {Promise<{stop: () => void}>}
 */
export async function openRemote({ kind, words = "", onFrame, onState }) {
  let take = -1;
  let came = 0;
  let latest;
  const early = [];
  const takeIn = (part) => {
    if (part.take !== take) return;
    for (const [place, frame] of part.readings.entries()) {
      if (part.first + place !== came) continue; // it came before
      came += 1;
      onFrame(frame);
    }
    if (latest?.total === came) hearPhone(latest); // it was told of the end before the end was here
  };
  const hearPhone = (phone) => {
    latest = phone;
    const { word, sentence } = stateOf(phone);
    const all = phone.take === take && phone.total === came;
    const off = came > 0 && (all || ["failed", "absent"].includes(word));
    if (off) onState?.("ended", phone.words || "The phone has stopped measuring.");
    else onState?.(word === "lost" ? "silent" : word, sentence);
  };
  const link = follow({
    onPhone: hearPhone,
    onReadings: (part) => (take < 0 ? early.push(part) : takeIn(part)),
    onServer: (heard) => heard || onState?.("silent", "The computer's server does not answer."),
  });
  try {
    take = await order({ kind, running: true, words });
  } catch (error) {
    link.close();
    throw error;
  }
  early.forEach(takeIn);
  return {
    stop: () => {
      link.close();
      order({ kind, running: false }).catch(() => {}); // a page that closes may fail to say it
    },
  };
}
