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

/**
 * Show what has to be asked.
 * @param {HTMLFormElement} form
 * @param {{kind: string, told: Answers}} seen  kind of the recording, and what it answers itself
 */
export function arrange(form, { kind, told }) {
  const answers = { ...told };
  let ended = false;
  for (const block of form.querySelectorAll("[data-block]")) block.hidden = true;
  for (const field of fieldsOf(form)) {
    const { question, told: by, when, ends } = field.dataset;
    const block = field.closest("[data-block]");
    if (block) block.hidden = ended || !holds(JSON.parse(block.dataset.when), answers);
    const known = (kind !== "" && by.split(" ").includes(kind)) || question in told;
    const shows = !ended && !known && !block?.hidden && holds(JSON.parse(when), answers);
    field.hidden = !shows;
    const value = shows ? valueOf(field) : undefined;
    if (value !== undefined) answers[question] = value;
    const ending = shows ? JSON.parse(ends) : null;
    const over = Boolean(ending?.on.includes(value));
    const said = field.querySelector(".said");
    said.hidden = !(over && ending.say);
    said.textContent = over ? ending.say : "";
    ended ||= over;
  }
}

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
