/** The questions after an attempt, and what the attempt showed: worked out by Python. */

import { answered, arrange, fill } from "./asking.js";
import { by, named, root, state } from "./flow_state.js";
import { ask } from "./server.js";
import { show } from "./steps_shown.js";
import { parted } from "./visit.js";

const formOf = (protocol) =>
  root.querySelector(`form[data-form=answers][data-protocol=${protocol}]`);

/** @param {Record<string, unknown>=} before  answers to begin with */
export function askAbout(before = {}) {
  const { current, visit } = state;
  const form = formOf(current.protocol);
  for (const other of root.querySelectorAll("form[data-form=answers]")) other.hidden = other !== form;
  form.reset();
  const { seen_by, table_level, device } = visit.attempts.at(-1) ?? {};
  fill(form, { seen_by, table_level, device, ...before });
  rearrange(form);
  for (const place of root.querySelectorAll("[data-attempt-name]")) place.textContent = named(current);
  root.querySelector("[data-step=answers] h2").textContent =
    current.recording ? "What a sensor cannot see" : "What did you see and feel?";
  show("answers");
}

/** @param {HTMLFormElement} form */
export const rearrange = (form) => arrange(form, { ...state.current, left_out: state.safety?.left_out });

/** The answers are given: one attempt, as a visit file has it. */
export async function answersDone() {
  const { protocol, side, recording, rest } = state.current;
  const { attempt, passive } = parted(answered(formOf(protocol)));
  const measured = { ...(recording && { recording }), ...(rest && { rest }) };
  await showOutcome({ protocol, side, ...measured, ...attempt }, passive);
}

/** Worked out, kept in the draft, then shown: what is on the screen is safe. */
export async function showOutcome(attempt, passive) {
  by("outcome").textContent = "Working it out.";
  show("outcome");
  const shown = document.createElement("template");
  try {
    shown.innerHTML = await ask("POST", root.dataset.outcome, { attempt });
    const sentence = shown.content.querySelector(".summary").textContent;
    await state.visit.add(attempt, sentence, passive);
  } catch (error) {
    show("answers");
    throw error;
  }
  by("outcome").replaceChildren(shown.content);
  const adds = state.tests[attempt.protocol].pelvis.length > 0 && state.current.kind === "phone";
  root.querySelector("[data-do=pelvis]").hidden = !adds || Boolean(attempt.pelvis_recording);
}

/** Back to the questions of the last attempt. */
export async function changeAnswers() {
  const { visit } = state;
  const last = visit.attempts.at(-1);
  await visit.remove(visit.attempts.length - 1);
  askAbout(last);
}
