/** The measuring step: a way in is opened, an attempt recorded and brought to safety. */

import { askAbout, showOutcome } from "./answering.js";
import { Attempt } from "./attempt.js";
import { fillChoices, offerWays } from "./choosing.js";
import { unlockSound } from "./cues.js";
import { by, named, root, state, way } from "./flow_state.js";
import { warmPose } from "./pose.js";
import { passed } from "./safely.js";
import { dress, dressPhase, show, trouble } from "./steps_shown.js";

const SHORTEST_S = 2;

/** The tests that the safety answers allow, for each side; or the answer that stands in the way. */
export async function choose() {
  const { visit, limits } = state;
  const safety = await passed();
  if (!safety) return;
  const remove = (index) => visit.remove(index).then(choose).catch(({ message }) => trouble(message));
  fillChoices(visit, safety.tests, state.tests, limits["visit.attempts"], remove);
  show("choose");
  wayChosen();
}

/** What the way in is about; the model is loaded while the person still reads. */
export function wayChosen() {
  for (const note of root.querySelectorAll("[data-way-note]")) {
    note.hidden = note.dataset.wayNote !== way();
  }
  offerWays(state.tests, way().replace("phone-camera", "camera").replace("phone-sensor", "phone"));
  const choosing = !root.querySelector("[data-step=choose]").hidden;
  if (choosing && ["camera", "film"].includes(way())) warmPose();
}

/**
 * Every way into a test goes through here: chosen, repeated, turned to another camera or phone.
 * @param {{protocol: string, side: string, pelvis?: boolean, index?: number}} test
 */
export async function begin({ protocol, side, pelvis = false, index }) {
  unlockSound();
  // no asking anew: a sensor may only be opened in the moment of the tap
  const over = state.visit.isOver(protocol, side, state.tests);
  if (over || !state.safety?.tests[protocol]?.allowed) return choose();
  state.running?.close();
  const status = by("say");
  status.textContent = "";
  const again = () => begin({ protocol, side, pelvis, index });
  const attempt = new Attempt({
    protocol, side, pelvis, index, status,
    test: state.tests[protocol],
    way: way(),
    limits: state.limits,
    facing: state.facing,
    onPhase: (phase) => (phase === "stopped" ? again() : dressPhase(phase)),
    onDone: (done) => recorded(done).catch((error) => trouble(error.message)),
    onState: (word, sentence, share) => told(attempt, word, sentence, share),
  });
  state.running = attempt;
  by("measure-name").textContent = named(attempt);
  by("film").value = "";
  failed("");
  show("measure");
  dress(attempt);
  dressPhase("setup");
  if (attempt.way !== "film") await attempt.open().catch((error) => failed(error.message));
}

/** @param {File} file */
export function openFile(file) {
  failed("");
  state.running.open(file).catch((error) => failed(error.message));
}

function told(attempt, word, sentence, share) {
  if (attempt.phase === "setup" || word === "silent") by("say").textContent = sentence;
  by("film-progress").hidden = share === undefined;
  if (share !== undefined) by("film-progress").value = share;
  if (word === "ended" && attempt.phase !== "done") failed(sentence);
}

/** @param {string} sentence  empty when all is well */
function failed(sentence) {
  root.querySelector("[data-step=measure]").toggleAttribute("data-failed", Boolean(sentence));
  by("again-source").hidden = !sentence || state.running?.way === "film";
  if (sentence) by("say").textContent = "";
  trouble(sentence);
}

/** A recording is over: bring it to safety, then ask what a sensor cannot see. */
async function recorded(done) {
  const { protocol, side, kind, told: answers, series, pictures, pelvis, index } = done;
  const { visit } = state;
  state.current = { protocol, side, kind: kind === "points" ? "video" : kind, told: answers };
  const { rest } = state.tests[protocol];
  if (kind === "phone" && rest !== "standing" && !pelvis) state.current.rest = rest;
  if (kind !== "answers") {
    if (series.length_s < SHORTEST_S) {
      await choose();
      return trouble("That was too short to measure. Take the attempt again.");
    }
    const recording = await keepTrying(() => visit.post(series));
    await pictures.keep(recording);
    if (pelvis) return addPelvis(index, recording);
    state.current.recording = recording;
    await visit.setPending(state.current);
  }
  askAbout();
}

async function addPelvis(index, pelvis_recording) {
  const attempt = { ...state.visit.attempts[index], pelvis_recording };
  await state.visit.remove(index);
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
