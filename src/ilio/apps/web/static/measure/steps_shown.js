/** One step of the flow shows at a time. */

const steps = () => [...document.querySelectorAll("[data-step]")];

/** @param {string} name */
export function show(name) {
  for (const step of steps()) step.hidden = step.dataset.step !== name;
  trouble("");
  const heading = document.querySelector(`[data-step=${name}] h2`);
  scrollTo({ top: 0 });
  heading?.focus({ preventScroll: true });
}

/**
 * @param {string} sentence  empty to take it away
 * @param {Element=} beside  what it is about; else it stands above everything
 */
export function trouble(sentence, beside) {
  const place = document.getElementById("trouble");
  if (beside) beside.before(place);
  else document.getElementById("test").prepend(place);
  place.hidden = !sentence;
  place.textContent = sentence;
  if (sentence) place.scrollIntoView({ block: "center" });
}

/** The parts of the measuring step that belong to a way in, a test and a phase. */
export function dress({ way, protocol, side, pelvis, kind, test }) {
  const step = document.querySelector("[data-step=measure]");
  step.dataset.way = way;
  step.dataset.side = side;
  for (const part of step.querySelectorAll("[data-only]")) {
    part.hidden = !part.dataset.only.split(" ").includes(way.replace("phone-camera", "camera").replace("phone-sensor", "phone"));
  }
  for (const part of step.querySelectorAll("[data-how]")) part.hidden = part.dataset.how !== protocol || pelvis;
  const notes = new Set(pelvis ? [`pelvis-${protocol}`] : [kind === "phone" ? `phone-${protocol}` : protocol]);
  if (kind === "points") notes.add("camera");
  for (const note of step.querySelectorAll("[data-note]")) note.hidden = !notes.has(note.dataset.note);
  document.getElementById("picture").hidden = kind !== "points";
  const nothingToTime = kind === "answers" && !test.hold;
  document.getElementById("stage").hidden = nothingToTime;
  if (nothingToTime) {
    for (const part of step.querySelectorAll("[data-do^=start]")) part.hidden = true;
  }
}

/** @param {string} phase */
export function dressPhase(phase) {
  document.querySelector("[data-step=measure]").dataset.phase = phase;
  for (const row of document.querySelectorAll("[data-when-phase]")) {
    row.hidden = !row.dataset.whenPhase.split(" ").includes(phase);
  }
  const words = { setup: "Set up", count: "Get ready", run: "Test", done: "Done" };
  document.getElementById("h-measure").textContent = words[phase];
  // whoever starts stands back: what counts has to be in view
  if (phase !== "setup") document.getElementById("measure-name").scrollIntoView({ block: "start" });
}
