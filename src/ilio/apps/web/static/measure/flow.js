/** The guided test: questions, then test after test, then the result. The entry of the page. */

import { answersDone, askAbout, changeAnswers, rearrange } from "./answering.js";
import { addedMeanwhile, fillFirst, personAnswers, redFlags, watchFirst } from "./first_answers.js";
import { by, root, state } from "./flow_state.js";
import { begin, choose, openFile, wayChosen } from "./measuring.js";
import { forgetGone } from "./pictures.js";
import { passed } from "./safely.js";
import { show, trouble } from "./steps_shown.js";

const { visit } = state;

const doing = {
  "safety-done": () => keepFirst().then(choose),
  "person-done": () => keepFirst().then(choose),
  "to-safety": () => show("safety"),
  "to-choose": choose,
  "start-anew": () => visit.forget().then(() => location.reload()), // what another tab has done shows then
  begin: (button) => begin(button.dataset),
  "start-10": () => state.running.start("delay"),
  "start-now": () => state.running.start("now"),
  "start-loud": () => state.running.start("loud").catch((error) =>
    begin(state.running).then(() => trouble(error.message))),
  "turn-camera": () => {
    state.facing = state.facing === "user" ? "environment" : "user";
    return begin(state.running);
  },
  "again-source": () => begin(state.running),
  "to-answers": () => state.running.stop(),
  stop: () => state.running.stop(),
  answered: answersDone,
  "back-to-answers": changeAnswers,
  discard: () => visit.setPending(undefined).then(choose),
  undo: () => visit.remove(visit.attempts.length - 1).then(choose),
  next: choose,
  repeat: () => begin(state.current),
  pelvis: () => begin({ ...state.current, pelvis: true, index: visit.attempts.length - 1 }),
  finish: async () => {
    const url = new URL(root.dataset.result, location.href);
    url.pathname += `/${await visit.finish()}`;
    location.assign(url);
  },
};

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

/** The first answers, from each tick on: a worry counts even where the page is left before "Go on". */
async function keepFirst() {
  const { ready, ...answers } = personAnswers();
  const own = { ...redFlags(), ...answers };
  const seen = visit.given;
  const kept = await visit.save((given) => ({ ...own, ...addedMeanwhile(own, seen, given), page: { ...given.page, ready } }));
  if (kept.anew) fillFirst(visit.given);
}

root.addEventListener("change", ({ target }) => {
  if (target.name === "way") wayChosen();
  if (target.id === "film" && target.files[0]) openFile(target.files[0]);
});
root.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-form=answers]");
  if (form) rearrange(form);
});
root.addEventListener("submit", (event) => event.preventDefault());
addEventListener("pagehide", () => state.running?.close());

/** A visit that was begun goes on where it was left. */
async function goOn() {
  const kept = await visit.load();
  if (kept) fillFirst(visit.given);
  by("resumed").hidden = !kept;
  if (!kept || !(await passed())) return;
  if (visit.pending) {
    state.current = visit.pending;
    askAbout();
  } else await choose();
}

const wanted = new URLSearchParams(location.search).get("way");
const box = root.querySelector(`input[name=way][value="${wanted}"]`);
if (box) box.checked = true;
watchFirst();
// after the lists have settled what a tick takes away
document.addEventListener("change", ({ target }) => {
  if (target.closest("[data-step=safety], [data-step=person]")) keepFirst().catch(({ message }) => trouble(message));
});
wayChosen();
forgetGone();
await goOn().catch((error) => trouble(error.message));
root.dataset.ready = "";
