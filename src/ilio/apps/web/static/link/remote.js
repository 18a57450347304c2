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

/** @param {{kind: "camera" | "sensor", running: boolean, words?: string}} wish */
export async function order(wish) {
  const { take } = await ask("POST", ORDERS, wish);
  return take;
}

/**
 * Begin to measure with the phone. It "ended" when the phone has stopped without being told to.
 * @param {{kind: "camera" | "sensor", words?: string, onFrame: (frame: object) => void,
 *          onState?: (word: string, sentence: string) => void}} options
 * @returns {Promise<{stop: () => void, whole: (longest_s: number) => Promise<boolean>}>}
 *   `whole` stops, waits until the last reading is here, and tells whether all of them came
 */
export async function openRemote({ kind, words = "", onFrame, onState }) {
  let take = -1;
  let came = 0;
  let phone = { state: "absent", words: "", total: null, heard: false, take: -1 };
  let check = () => {};
  let stopped = false;
  const early = [];
  const isWhole = () => phone.take === take && phone.total === came;
  const takeIn = (part) => {
    if (part.take !== take) return;
    for (const [place, frame] of part.readings.entries()) {
      if (part.first + place !== came) continue; // it came before
      came += 1;
      onFrame(frame);
    }
    check();
  };
  const link = follow({
    onPhone: (now) => {
      phone = now;
      const { word, sentence } = stateOf(now);
      const off = came > 0 && (isWhole() || ["failed", "absent"].includes(word));
      if (off && !stopped) onState?.("ended", now.words || "The phone has stopped measuring.");
      else onState?.(word === "lost" ? "silent" : word, sentence);
      check();
    },
    onReadings: (part) => (take < 0 ? early.push(part) : takeIn(part)),
    onServer: (heard) => heard || onState?.("lost", "The computer's server does not answer."),
  });
  try {
    take = await order({ kind, running: true, words });
  } catch (error) {
    link.close();
    throw error;
  }
  early.forEach(takeIn);
  const end = () => {
    stopped = true;
    return order({ kind, running: false }).catch(() => {}); // a closing page may fail to say it
  };
  return {
    stop: () => {
      link.close();
      end();
    },
    whole: async (longest_s) => {
      await end();
      const all = await new Promise((resolve) => {
        const late = setTimeout(() => resolve(false), longest_s * 1000);
        check = () => {
          if (!isWhole()) return;
          clearTimeout(late);
          resolve(true);
        };
        check();
      });
      link.close();
      return all;
    },
  };
}
