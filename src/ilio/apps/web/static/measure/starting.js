/** How an attempt starts when the hands are busy, and the clock of one without a device. */

import { beep } from "./cues.js";

const CUES = [[20, "Twenty seconds left."], [10, "Ten seconds left."]];
const LAST_S = 3;

/**
 * Count down by seconds.
 * @param {number} from_s
 * @param {(left_s: number) => void} onSecond
 * @param {() => void} onGo
 * @returns {() => void} calls it off
 */
export function countDown(from_s, onSecond, onGo) {
  let left = from_s;
  const tick = () => {
    if (left <= 0) {
      clearInterval(timer);
      return onGo();
    }
    onSecond(left);
    if (left <= LAST_S) beep(0, 660);
    left -= 1;
  };
  const timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}

/**
 * The clock of a hold that nothing watches, with its cues.
 * @param {import("./hold.js").Hold} hold
 * @param {{done: string, onLeft: (left_s: number) => void, say: (text: string) => void, onDone: () => void}} how
 * @returns {() => void} stops it
 */
export function holdClock(hold, { done, onLeft, say, onDone }) {
  const began = performance.now();
  const waiting = [...CUES];
  const timer = setInterval(() => {
    const { gone_s } = hold.feed((performance.now() - began) / 1000, hold.level);
    const left_s = hold.target_s - gone_s;
    onLeft(Math.max(0, left_s));
    if (waiting.length && left_s <= waiting[0][0]) say(waiting.shift()[1]);
    if (left_s > 0) return;
    clearInterval(timer);
    say(done);
    onDone();
  }, 100);
  return () => clearInterval(timer);
}
