/** The questions before any test: signs for a clinician, reasons against a test, the person. */

import { answered, arrange, fill } from "./asking.js";

const form = (name) => document.querySelector(`form[data-form=${name}]`);
const boxes = (name) => [...document.querySelectorAll(`input[name=${name}]`)];
const ticked = (name) => boxes(name).filter((box) => box.checked).map((box) => box.value);

/** Shows what a ticked sign means, and which button fits. */
export function watchFirst() {
  // while a number is being typed, too: the next question may hang on it
  document.addEventListener("input", arrangeFirst);
  document.addEventListener("change", ({ target }) => {
    const more = target.closest?.(".check")?.querySelector(".more");
    if (more) more.hidden = !target.checked;
    const some = ticked("red_flags").length > 0;
    document.querySelector("[data-do=safety-some]").hidden = !some;
    document.querySelector("[data-do=safety-none]").hidden = some;
    arrangeFirst();
  });
  arrangeFirst();
}

const arrangeFirst = () => arrange(form("person"), { kind: "", told: {} });

/** Put a kept visit back into the forms. */
export function fillFirst({ red_flags = [], do_not_test = [], person = {} }) {
  for (const [name, list] of Object.entries({ red_flags, do_not_test })) {
    for (const box of boxes(name)) {
      box.checked = list.includes(box.value);
      box.closest("label").querySelector(".more").hidden = !box.checked;
    }
  }
  fill(form("person"), person);
  document.dispatchEvent(new Event("change"));
}

/** @returns {string[]} */
export const redFlags = () => ticked("red_flags");

/** @returns {{do_not_test: string[], person: Record<string, unknown>, stop: string}} */
export function personAnswers() {
  const said = [...form("person").querySelectorAll(".said:not([hidden])")].map((p) => p.textContent);
  return { do_not_test: ticked("do_not_test"), person: answered(form("person")), stop: said.join(" ") };
}

/** @returns {string[]} what to do about each ticked sign */
export function whatToDo() {
  return ticked("red_flags").map((id) =>
    document.querySelector(`input[name=red_flags][value="${id}"]`)
      .closest("label").querySelector(".more").textContent);
}
