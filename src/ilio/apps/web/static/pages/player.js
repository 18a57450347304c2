// The session player. The steps are read from the page's own list, which stays for whoever has no script.

import { Timeline } from "./timeline.js";
import { Sound } from "./sounding.js";
import { Wakeful } from "./wakeful.js";

const TICK_MS = 200;
const KINDS = { "get ready": "Get ready", hold: "Hold", reps: "Repetitions", "switch side": "Change side", rest: "Rest" };
const RESTING = ["get ready", "switch side", "rest"];

const at = (id) => document.getElementById(id);
const player = at("player");
const before = player.querySelector(".player-before");
const now = player.querySelector(".player-now");
const cards = [...document.querySelectorAll("[data-exercise].card")];

const steps = [...at("steps").children].map((row) => ({
  kind: row.dataset.kind,
  seconds: Number(row.dataset.seconds),
  exercise: row.dataset.exercise,
  side: row.dataset.side,
  reps: row.dataset.reps,
  text: row.querySelector(".step-text").textContent,
}));

const timeline = new Timeline(steps);
const sound = new Sound();
const wakeful = new Wakeful();
let timer = 0;
let last = 0;

/** The card of a step: an exercise may stand there twice, once a side. */
function cardOf(step) {
  const fits = ({ dataset }) => dataset.side.startsWith(step.side) || dataset.side.startsWith("both");
  const same = cards.filter((card) => card.dataset.exercise === step.exercise);
  return same.find(fits) ?? same[0];
}

function draw(card) {
  const drawing = card.querySelector("svg").cloneNode(true);
  for (const name of ["role", "aria-labelledby", "aria-describedby"]) drawing.removeAttribute(name);
  for (const part of drawing.querySelectorAll("title, desc")) part.remove();
  drawing.setAttribute("aria-hidden", "true");
  at("drawing").replaceChildren(drawing);
}

function show() {
  const step = timeline.step;
  const shown = cardOf(step);
  const side = step.side === "both" ? "" : `, ${step.side} side`;
  at("kind").textContent = timeline.paused ? "Paused" : `${KINDS[step.kind]}${side}`;
  at("count").textContent = `${timeline.index + 1} of ${steps.length}`;
  at("title").textContent = shown.querySelector("h3").textContent;
  if (!shown.classList.contains("is-now")) draw(shown);
  at("next").textContent = steps[timeline.index + 1]?.text ?? "the end";
  at("skip-words").textContent = step.reps ? "Done" : "Skip";
  at("pause").textContent = timeline.paused ? "Go on" : "Pause";
  player.classList.toggle("is-resting", RESTING.includes(step.kind));
  player.classList.toggle("is-paused", timeline.paused);
  for (const card of cards) card.classList.toggle("is-now", card === shown);
  count();
}

function count() {
  at("seconds").textContent = Math.ceil(timeline.left);
  const share = 100 * (timeline.left / (timeline.step.seconds || 1));
  at("ring").setAttribute("stroke-dasharray", `${share.toFixed(1)} 100`);
}

/** A step begins, or goes on after a pause: said, written, and its beeps laid out. */
function begin() {
  if (timeline.over) return finish();
  sound.plan(timeline.ends());
  announce();
}

function announce() {
  at("said").textContent = timeline.step.text;
  sound.say(timeline.step.text);
  show();
}

function tick() {
  const moment = performance.now();
  const begun = timeline.pass((moment - last) / 1000);
  last = moment;
  if (timeline.over) return finish();
  if (begun.length) announce();
  else count();
}

function start() {
  sound.unlock();
  sound.speaks = at("voice").checked;
  wakeful.hold();
  before.hidden = true;
  now.hidden = false;
  last = performance.now();
  timer = setInterval(tick, TICK_MS);
  begin();
  at("pause").focus({ preventScroll: true });
  player.scrollIntoView();
}

function pause() {
  timeline.paused = !timeline.paused;
  last = performance.now();
  if (timeline.paused) {
    sound.silence();
    at("said").textContent = "Paused.";
    show();
  } else begin();
}

function finish() {
  clearInterval(timer);
  sound.silence();
  wakeful.release();
  const whole = timeline.over && timeline.skipped === 0;
  const words = timeline.over ? "Well done. Now say how it was." : "Ended early. Now say how it was.";
  now.hidden = true;
  before.hidden = true;
  player.querySelector("#player-name").classList.remove("hidden-words");
  at("player-name").textContent = words;
  sound.say(words);
  for (const card of cards) card.classList.remove("is-now");
  if (whole) at("done-yes").checked = true;
  at("log").focus();
  at("log").scrollIntoView();
}

function move(how) {
  if (timeline.over) return;
  how();
  timeline.paused = false;
  last = performance.now();
  begin();
}

function noteVoice() {
  if (!sound.voice) at("voice-note").textContent = "This device has no voice of its own: it beeps, and shows the words.";
}

at("start").addEventListener("click", start);
at("pause").addEventListener("click", pause);
at("skip").addEventListener("click", () => move(() => timeline.skip()));
at("back").addEventListener("click", () => move(() => timeline.back()));
at("end").addEventListener("click", finish);
at("voice").addEventListener("change", (event) => (sound.speaks = event.target.checked));
window.speechSynthesis?.addEventListener?.("voiceschanged", noteVoice);
noteVoice();
player.hidden = false;
