/** The stages of an attempt: what to ask for, and when the next one may follow. */

import { Still } from "./still.js";

/**
 * @param {object} test  the guide of a test, as its card has it
 * @param {"points" | "phone" | "pelvis"} kind  what is watched
 */
export function stepsOf(test, kind) {
  const held = test.hold && kind !== "pelvis" ? [{ hold: true }] : [];
  return [...(test[kind] ?? []).map(stillStep), ...held];
}

function stillStep({ ask, then, still_s, spare_s, after_s, within, ...where }) {
  const still = new Still({ for_s: still_s + spare_s, within, where: (angle) => isThere(angle, where) });
  return { ask, then, after_s, still };
}

function isThere(angle, { over, under, size_under }) {
  if (over !== undefined && angle <= over) return false;
  if (under !== undefined && angle >= under) return false;
  return size_under === undefined || Math.abs(angle) < size_under;
}
