/** The guided test: questions, then test after test, then the result. The entry of the page. */

import { answered, arrange, fill } from "./asking.js";
import { Attempt } from "./attempt.js";
import { fillChoices } from "./choosing.js";
import { unlockSound } from "./cues.js";
import { fillFirst, personAnswers, redFlags, watchFirst, whatToDo } from "./first_answers.js";
import { forgetOld } from "./pictures.js";
import { warmPose } from "./pose.js";
import { ask } from "./server.js";
import { dress, dressPhase, show, trouble } from "./steps_shown.js";
import { Visit, parted } from "./visit.js";

const root = document.getElementById("test");
const limits = JSON.parse(document.getElementById("limits").textContent);
const visit = new Visit(root.dataset.person);
const by = (id) => document.getElementById(id);
const formOf = (protocol) => root.querySelector(`form[data-form=answers][data-protocol=${protocol}]`);

/** @type {Attempt | undefined} */
let running;
/** What is being answered: {protocol, side, kind, told, recording?, rest?, index?} */
let current;
let facing = "environment";

const way = () => root.querySelector("input[name=way]:checked").value;
const named = ({ protocol, side }) =>
  `${root.querySelector(`.test-card[data-protocol=${protocol}] h3`).textContent}, ${side}`;

function choose() {
  running?.close();
  running = undefined;
  fillChoices(visit, limits["visit.attempts"], (index) => visit.remove(index).then(choose));
  show("choose");
  if (["camera", "film"].includes(way())) warmPose();
}

/** @param {{protocol: string, side: string, pelvis?: boolean, index?: number}} test */
async function begin({ protocol, side, pelvis = false, index }) {
  unlockSound();
  running?.close();
  const status = by("say");
  status.textContent = "";
  const attempt = new Attempt({
    protocol, side, pelvis, limits, status, facing, index,
    way: way(),
    onPhase: (phase) => (phase === "stopped" ? begin({ protocol, side, pelvis, index }) : dressPhase(phase)),
    onDone: (done) => recorded(done).catch((error) => trouble(error.message)),
  });
  running = attempt;
  attempt.onState = (state, sentence, share) => {
    if (attempt.phase === "setup" || state === "silent") status.textContent = sentence;
    by("film-progress").hidden = share === undefined;
    if (share !== undefined) by("film-progress").value = share;
    if (state === "ended" && attempt.phase !== "done") failed(sentence);
  };
  by("measure-name").textContent = named(attempt);
  by("film").value = "";
  by("again-source").hidden = true;
  show("measure");
  dress(attempt);
  dressPhase("setup");
  if (attempt.way !== "film") await attempt.open().catch((error) => failed(error.message));
}

function failed(sentence) {
  by("say").textContent = "";
  trouble(sentence);
  by("again-source").hidden = false;
}

/** A recording is over: bring it to safety, then ask what a sensor cannot see. */
async function recorded(done) {
  const { protocol, side, kind, told, series, pictures, pelvis, index } = done;
  const video = kind === "points" ? "video" : kind;
  current = { protocol, side, kind: video, told };
  if (kind === "phone" && protocol === "thomas" && !pelvis) current.rest = "lying";
  if (kind !== "answers") {
    if (series.length_s < 2) {
      choose();
      return trouble("That was too short to measure. Take the attempt again.");
    }
    const recording = await keepTrying(() => visit.post(series));
    await pictures.keep(recording);
    if (pelvis) return addPelvis(index, recording);
    current.recording = recording;
    await visit.setPending(current);
  }
  askAbout();
}

async function addPelvis(index, pelvis_recording) {
  const attempt = { ...visit.attempts[index], pelvis_recording };
  await visit.remove(index);
  current = { ...current, protocol: attempt.protocol, side: attempt.side };
  await showOutcome(attempt, {});
}

/** The series exists only here: say so, and try again until the server has it or the person gives up. */
async function keepTrying(send) {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!confirm(`${error.message}\n\nTry again? Otherwise this attempt is lost.`)) throw error;
    }
  }
}

function askAbout(before = {}) {
  const form = formOf(current.protocol);
  for (const other of root.querySelectorAll("form[data-form=answers]")) other.hidden = other !== form;
  form.reset();
  const { seen_by, table_level, device } = visit.attempts.at(-1) ?? {};
  fill(form, { seen_by, table_level, device, ...before });
  arrange(form, current);
  for (const place of root.querySelectorAll("[data-attempt-name]")) place.textContent = named(current);
  root.querySelector("[data-step=answers] h2").textContent =
    current.recording ? "What a sensor cannot see" : "What did you see and feel?";
  show("answers");
}

async function showOutcome(attempt, passive) {
  by("outcome").textContent = "Working it out.";
  show("outcome");
  by("outcome").innerHTML = await ask("POST", root.dataset.outcome, { attempt });
  const sentence = by("outcome").querySelector(".summary").textContent;
  await visit.add(attempt, sentence, passive);
  const lying = attempt.protocol === "thomas" && current.kind === "phone" && !attempt.pelvis_recording;
  root.querySelector("[data-do=pelvis]").hidden = !lying;
}

const doing = {
  "safety-none": () => visit.save({ red_flags: [] }).then(() => show("person")),
  "safety-some": async () => {
    await visit.save({ red_flags: redFlags() });
    stop(whatToDo());
  },
  "person-done": async () => {
    const { do_not_test, person, stop: why } = personAnswers();
    await visit.save({ do_not_test, person });
    if (why) return trouble(why);
    choose();
  },
  "to-safety": () => show("safety"),
  "to-choose": choose,
  "start-anew": async () => {
    await visit.forget();
    location.reload();
  },
  begin: (button) => begin(button.dataset),
  "start-10": () => running.start("delay"),
  "start-now": () => running.start("now"),
  "start-loud": () => running.start("loud").catch((error) => {
    const { protocol, side } = running;
    return begin({ protocol, side }).then(() => trouble(error.message));
  }),
  "turn-camera": () => {
    facing = facing === "user" ? "environment" : "user";
    return begin(running);
  },
  "again-source": () => begin(running),
  "to-answers": () => running.stop(),
  stop: () => running.stop(),
  answered: async () => {
    const { attempt, passive } = parted(answered(formOf(current.protocol)));
    const { protocol, side, recording, rest } = current;
    await showOutcome({ protocol, side, ...(recording && { recording }), ...(rest && { rest }), ...attempt }, passive);
  },
  "back-to-answers": async () => {
    const last = visit.attempts.at(-1);
    await visit.remove(visit.attempts.length - 1);
    askAbout(last);
  },
  discard: async () => {
    await visit.setPending(undefined);
    choose();
  },
  undo: async () => {
    await visit.remove(visit.attempts.length - 1);
    choose();
  },
  next: choose,
  repeat: () => begin(current),
  pelvis: () => begin({ ...current, pelvis: true, index: visit.attempts.length - 1 }),
  finish: async () => {
    const id = await visit.finish();
    const url = new URL(root.dataset.result, location.href);
    url.pathname += `/${id}`;
    location.assign(url);
  },
};

function stop(whats) {
  const list = root.querySelector("[data-list=stop]");
  list.replaceChildren(...whats.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  show("stop");
}

root.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-do]");
  if (!button || button.disabled) return;
  button.disabled = true;
  try {
    await doing[button.dataset.do](button);
  } catch (error) {
    trouble(error.message);
  } finally {
    button.disabled = false;
  }
});

root.addEventListener("change", ({ target }) => {
  if (target.name === "way") {
    for (const note of root.querySelectorAll("[data-way-note]")) note.hidden = note.dataset.wayNote !== way();
    if (["camera", "film"].includes(way())) warmPose();
  }
  if (target.id === "film" && target.files[0]) {
    trouble("");
    running.open(target.files[0]).catch((error) => failed(error.message));
  }
});
root.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-form=answers]");
  if (form) arrange(form, current);
});
root.addEventListener("submit", (event) => event.preventDefault());
addEventListener("pagehide", () => running?.close());

/** @param {string | null} wanted  from ?way= */
function chooseWay(wanted) {
  const box = root.querySelector(`input[name=way][value="${wanted}"]`);
  if (box) box.checked = true;
  for (const note of root.querySelectorAll("[data-way-note]")) note.hidden = note.dataset.wayNote !== way();
}

watchFirst();
forgetOld();
chooseWay(new URLSearchParams(location.search).get("way"));
try {
  const kept = await visit.load();
  if (kept) fillFirst(visit.given);
  by("resumed").hidden = !kept;
  if (visit.pending) {
    current = visit.pending;
    askAbout();
  } else if (kept && visit.given.person) choose();
} catch (error) {
  trouble(error.message);
}
root.dataset.ready = "";
