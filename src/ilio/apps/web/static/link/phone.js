/** The phone's page: joins with the key of the link, measures when the computer says so. */

import { ask } from "../measure/server.js";
import { drawFrame } from "../measure/skeleton.js";
import { stayAwake } from "../measure/wake.js";
import { Outbox } from "./outbox.js";

const page = {
  state: document.getElementById("state"),
  words: document.getElementById("words"),
  start: document.getElementById("start"),
  leave: document.getElementById("leave"),
  view: document.getElementById("view"),
};

const WAYS = {
  camera: {
    button: "Switch the camera on",
    words: "Lean the phone against something, at hip height, where it sees you from the side.",
  },
  sensor: {
    button: "Switch the motion sensor on",
    words: "Strap the phone to the front of the thigh, screen outside.",
  },
};
const BEGUN = "begun take";
const KEPT = "Keep going: everything is kept here and sent when the network is back.";

const csrf = document.querySelector("meta[name=csrf]");
/** What the computer wants. */
let wanted = { kind: "camera", take: 0, running: false, words: "" };
/** How this phone is. */
const now = {
  /** @type {{kind: string, stop: () => void} | undefined} */
  source: undefined,
  /** the take begun last, and how many readings it has had, null while it goes on */
  take: 0,
  total: null,
  measures: false,
  begun_s: 0,
  trouble: "",
  lost: false,
  ended: "",
};
/** @type {Outbox | undefined} */
let outbox;
let mayDim = () => {};

async function join() {
  const key = location.hash.slice(1);
  history.replaceState(null, "", location.pathname); // the key stays in no history
  if (key) csrf.content = (await ask("POST", "/link/join", { key })).csrf;
  else if (document.body.dataset.joined !== "yes") {
    throw new Error("Scan the code that the computer shows.");
  }
  outbox = new Outbox(csrf.content, hearSending);
  const orders = new EventSource("/link/orders");
  orders.addEventListener("order", ({ data }) => obey(JSON.parse(data)));
  orders.addEventListener("gone", () => {
    orders.close();
    end("The computer has ended the link.");
  });
}

function hearSending(word) {
  if (word === "gone") return end("The computer has ended the link, or another phone has joined.");
  if (word === "full") return tooLong();
  if (now.lost === (word === "lost")) return;
  now.lost = word === "lost";
  tell();
}

/** Do what the newest order says, as far as the person has switched the phone on. */
function obey(order) {
  wanted = order;
  if (now.source && now.source.kind !== order.kind) switchOff();
  if (order.running && now.source && !(now.measures && now.take === order.take)) begin();
  if (!order.running) finish();
  tell();
}

/** Called by a tap: browsers ask for that before they give camera or sensor. */
async function switchOn() {
  page.start.disabled = true;
  now.trouble = "";
  mayDim = stayAwake();
  try {
    now.source = await open(wanted.kind);
    if (wanted.running) begin();
  } catch (error) {
    switchOff();
    now.trouble = error.message;
  } finally {
    page.start.disabled = false;
  }
  tell();
}

async function open(kind) {
  const hear = { onFrame, onState };
  if (kind === "sensor") {
    const { openSensor } = await import("../measure/sensor.js");
    return { kind, stop: (await openSensor(hear)).stop };
  }
  const { openCamera } = await import("../measure/camera.js");
  page.view.hidden = false;
  return { kind, stop: (await openCamera(hear)).stop };
}

function onState(word, sentence) {
  if (sentence) page.words.textContent = sentence;
  if (word !== "ended") return;
  switchOff();
  now.trouble = sentence;
  tell();
}

function onFrame(frame) {
  if (frame.picture) drawFrame(page.view, frame.picture, frame.points);
  if (now.measures) {
    if (outbox.total === 0) now.begun_s = frame.t;
    outbox.add(compact(frame));
  }
  frame.picture?.close();
}

/** What travels of a reading: never the picture. */
function compact({ t, points, up, picture }) {
  const at = { t: round(t - now.begun_s, 4) };
  if (up) return { ...at, up: up.map((part) => round(part, 6)) };
  const { width, height } = picture;
  return { ...at, points: points.map((p) => p.map((part) => round(part, 3))), width, height };
}

function round(value, digits) {
  return Number(value.toFixed(digits));
}

/** The computer takes no more of this take. */
function tooLong() {
  finish();
  outbox.begin(now.take);
  now.trouble = "Ten minutes are over. Begin anew on the computer.";
  tell();
}

/** Begin the take that is wanted. One that was begun before, and broke off, is not mixed with. */
function begin() {
  const name = `${csrf.content}:${wanted.take}`;
  if (sessionStorage.getItem(BEGUN) === name) {
    now.trouble = "This attempt broke off. Begin it anew on the computer.";
    return;
  }
  sessionStorage.setItem(BEGUN, name);
  Object.assign(now, { take: wanted.take, total: null, measures: true, trouble: "" });
  outbox.begin(now.take);
}

function finish() {
  if (now.measures) Object.assign(now, { total: outbox.total, measures: false });
}

function switchOff() {
  finish();
  now.source?.stop();
  now.source = undefined;
  page.view.hidden = true;
  mayDim();
}

/** Show how things are, and say it to the computer. */
function tell() {
  const way = WAYS[wanted.kind];
  page.start.hidden = Boolean(now.source || now.ended);
  page.leave.hidden = !now.source;
  page.start.textContent = way.button;
  const [state, words] = inWords(wanted.words || way.words);
  page.state.textContent = state;
  page.words.textContent = words;
  outbox?.say({ state: stateWord(), words: now.trouble.slice(0, 300), take: now.take, total: now.total });
}

/** @returns {[string, string]} a heading and a sentence */
function inWords(todo) {
  if (now.ended) return ["Link ended", now.ended];
  if (now.lost) return ["Not connected", KEPT];
  if (now.trouble) return ["That did not work", now.trouble];
  if (!now.source) return ["Connected", todo];
  if (now.measures) return ["Measuring", wanted.words || "The computer shows what this phone sees."];
  return ["Ready", todo];
}

function stateWord() {
  if (now.trouble) return "failed";
  if (!now.source) return "joined";
  if (now.measures) return "running";
  return now.total === null ? "ready" : "stopped";
}

function end(words) {
  outbox?.close();
  switchOff();
  now.ended = words;
  tell();
}

page.start.addEventListener("click", switchOn);
page.leave.addEventListener("click", () => {
  switchOff();
  tell();
});

join().catch((error) => {
  page.state.textContent = "Not joined";
  page.words.textContent = error.message;
});
