/** Forms of questions: which of them show, which answer ends the rest, what was answered. */

/** @typedef {Record<string, string | number | string[]>} Answers  by id of the question */

const valueOf = (field) => {
  if (field.dataset.kind === "number") {
    const typed = field.querySelector("input").value;
    return typed === "" ? undefined : Number(typed);
  }
  return field.querySelector("input:checked")?.value;
};

const fieldsOf = (form) => [...form.querySelectorAll("[data-question]")];

/** @returns {boolean} */
function holds(conditions, answers) {
  return conditions.every(({ question, any_of, under, not_under }) => {
    const value = answers[question];
    if (any_of.length && ![value].flat().some((one) => any_of.includes(one))) return false;
    if (under !== null && !(typeof value === "number" && value < under)) return false;
    return not_under === null || !(typeof value === "number" && value < not_under);
  });
}

/** Whether the conditions of a field hold: all of the first kind, one of the second. */
const wanted = ({ when, any }, answers) => {
  const either = JSON.parse(any);
  return holds(JSON.parse(when), answers) && (!either.length || either.some((one) => holds([one], answers)));
};

/**
 * Show what has to be asked.
 * @param {HTMLFormElement} form
 * @param {{kind: string, told: Answers, side?: string, left_out?: string[]}} seen  kind of the recording, what
 *   it answers itself, the side, and the movements that safety answers leave out
 */
export function arrange(form, { kind, told, side = "", left_out = [] }) {
  const answers = { ...told };
  let ended = false;
  let sideEnded = false;
  for (const block of form.querySelectorAll("[data-block]")) block.hidden = true;
  for (const field of fieldsOf(form)) {
    const { question, told: by, ends } = field.dataset;
    const block = field.closest("[data-block]");
    if (block) block.hidden = sideEnded || barred(block, left_out) || !(hurt(block, side) || holds(JSON.parse(block.dataset.when), answers));
    const known = (kind !== "" && by.split(" ").includes(kind)) || question in told;
    const shows = !(block ? sideEnded : ended) && !known && !block?.hidden && wanted(field.dataset, answers);
    field.hidden = !shows;
    const value = shows ? valueOf(field) : undefined;
    if (value !== undefined) answers[question] = value;
    const ending = shows ? JSON.parse(ends) : null;
    const over = Boolean(ending?.on.includes(value));
    const said = field.querySelector(".said");
    said.hidden = !(over && ending.say);
    said.textContent = over ? ending.say : "";
    ended ||= over;
    sideEnded ||= over && ending.what !== "attempt";
  }
}

/** Whether pain of an earlier visit has to be asked for again. */
const hurt = (block, side) => block.dataset.again.split(" ").includes(side);

/** Whether a block makes a person do what an answer leaves out. */
const barred = (block, left_out) => block.dataset.movements.split(" ").some((one) => left_out.includes(one));

/** @returns {string | undefined} the first question that shows, must be answered and is not */
export const unanswered = (form) => fieldsOf(form).find((field) =>
  "must" in field.dataset && !field.hidden && valueOf(field) === undefined)?.dataset.question;

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string | number | boolean>} by field of the answers, only what shows
 */
export function answered(form) {
  const found = {};
  for (const field of fieldsOf(form)) {
    const value = field.hidden || field.closest("[data-block]")?.hidden ? undefined : valueOf(field);
    if (value === undefined || !field.dataset.field) continue;
    found[field.dataset.field] = field.dataset.kind === "yes/no" ? value === "yes" : value;
  }
  return found;
}

/** Put answers back into a form. */
export function fill(form, answers) {
  for (const field of fieldsOf(form)) {
    const value = answers[field.dataset.field];
    for (const input of field.querySelectorAll("input")) {
      if (input.type !== "radio") input.value = value ?? "";
      else input.checked = value !== undefined && input.value === (typeof value === "boolean" ? (value ? "yes" : "no") : value);
    }
  }
}
