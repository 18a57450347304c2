/** The questions before any test: signs for a doctor, reasons against a test, the person. */

import { answered, arrange, fill, unanswered } from "./asking.js";
import { fillList, listed, watchLists } from "./lists.js";

const LISTS = ["red_flags", "do_not_test"];
const form = () => document.querySelector("form[data-form=person]");
const ready = () => form().querySelector("input[name=safety]:checked")?.value;

/** Shows what belongs to what was answered, while it is being answered. */
export function watchFirst() {
  watchLists(document);
  document.addEventListener("input", arrangeFirst);
  document.addEventListener("change", arrangeFirst);
  arrangeFirst();
}

function arrangeFirst() {
  const lists = LISTS.map((name) => [name, listed(name)]).filter(([, list]) => list);
  arrange(form(), { kind: "", told: Object.fromEntries(lists) });
}

/** Put a kept visit back into the forms. */
export function fillFirst({ red_flags, do_not_test, person = {}, page }) {
  fillList("red_flags", red_flags);
  fillList("do_not_test", do_not_test);
  fill(form(), person);
  for (const input of form().querySelectorAll("input[name=safety]")) {
    input.checked = input.value === page?.ready;
  }
  arrangeFirst();
}

/** @returns {{red_flags?: string[]}}  left out while the list is untouched */
export const redFlags = () => ({ red_flags: listed("red_flags") });

/** @returns {{do_not_test?: string[], person: Record<string, unknown>, ready?: string}} */
export const personAnswers = () => ({
  do_not_test: listed("do_not_test"),
  person: answered(form()),
  ready: ready(),
});

/**
 * What another tab has ticked since this one has read the visit: a worry of either counts.
 * @param {Record<string, unknown>} own  answers of this tab
 * @param {Record<string, unknown>} seen  the visit that it has read
 * @param {Record<string, unknown>} now  the visit as it is by now
 */
export function addedMeanwhile(own, seen, now) {
  const joined = LISTS.map((name) => {
    const added = (now[name] ?? []).filter((one) => !seen[name]?.includes(one));
    return [name, added.length ? [...new Set([...(own[name] ?? []), ...added])] : own[name] ?? now[name]];
  });
  return Object.fromEntries(joined);
}

/** @returns {string | undefined} what about the person is asked, must be answered and is not */
export const openAboutPerson = () => unanswered(form());
