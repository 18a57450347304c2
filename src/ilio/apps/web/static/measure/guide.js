/**
 * Leads through one attempt by what it sees: still first, then the test. It only gives the cues;
 * what the attempt was worth is worked out by Python from the whole series.
 */

import { Hold } from "./hold.js";
import { stepsOf } from "./steps.js";

const WAIT_S = 45;
const AFTER_S = 2;
const LONGEST_S = 150;

export class Guide {
  #at = 0;
  #since = 0;
  #ended_at;
  #told = new Set();

  /**
   * @param {{test: object, kind: "points" | "phone" | "pelvis" | "answers",
   *   say: (text: string) => void, onStill?: () => void}} how  test: as its card has it
   */
  constructor({ test, kind, say, onStill = () => {} }) {
    this.say = say;
    this.onStill = onStill;
    this.words = test.hold;
    this.steps = stepsOf(test, kind);
    this.hold = new Hold(test.hold ?? {});
  }

  /** What to do first. */
  get first() {
    return this.steps[0].ask;
  }

  /**
   * @param {number} t  since the attempt began [s]
   * @param {number | undefined} angle  undefined while nobody is seen
   * @returns {{clock_s?: number, done: boolean}}
   */
  feed(t, angle) {
    if (this.#ended_at !== undefined) return { done: t - this.#ended_at > AFTER_S };
    if (t > LONGEST_S) return { done: true };
    if (angle === undefined) return { done: false };
    const step = this.steps[this.#at];
    return step.hold ? this.#holding(t, angle) : this.#waiting(t, angle, step);
  }

  #waiting(t, angle, step) {
    const early = t - this.#since < (step.after_s ?? 0);
    const still = !early && step.still.feed(t, angle);
    if (!still && t - this.#since < WAIT_S) return { done: false };
    if (this.#at === 0) this.onStill();
    this.say(step.then);
    this.#since = t;
    if (this.#at === this.steps.length - 1) this.#ended_at = t;
    else this.#at += 1;
    return { done: false };
  }

  #holding(t, angle) {
    const { began, gone_s, over } = this.hold.feed(t, angle);
    if (!began) return { done: t - this.#since > WAIT_S };
    const left_s = this.hold.target_s - gone_s;
    this.#once("Hold.", true);
    this.#once("Twenty seconds left.", left_s <= 20);
    this.#once("Ten seconds left.", left_s <= 10);
    if (over) {
      this.#ended_at = t;
      this.say(left_s <= 0 ? this.words.done : this.words.down);
    }
    return { clock_s: Math.max(0, left_s), done: false };
  }

  #once(text, now) {
    if (!now || this.#told.has(text)) return;
    this.#told.add(text);
    this.say(text);
  }
}
