/** What is seen while measuring: the picture with the body, the angle, the clock, the checks. */

import { facing, thighElevations } from "./angles.js";
import { levelCheck, setUpChecks } from "./checks.js";
import { lightOf } from "./light.js";
import { drawFrame, drawLevel } from "./skeleton.js";

const SIGN = { good: "✓", bad: "✗", open: "?" };
const EVERY_MS = 400;

const by = (id) => document.getElementById(id);

const HIP = ["up", "front", "bent", "split", "far"];

/** @returns {import("./angles.js").HipOffset} */
export const hipOffset = (limits) =>
  Object.fromEntries(HIP.map((name) => [name, limits[`camera.hip_${name}_full`] / 100]));

/** The thigh that the test is about: the raised one, or the hanging one, whatever its label. */
export function testedThigh(points, test, limits) {
  const both = thighElevations(points, facing(points), hipOffset(limits));
  return test.thigh === "lowest" ? Math.min(...both) : Math.max(...both);
}

export class Stage {
  #checked_ms = 0;
  #up;

  /** @param {{test: object, side: "left" | "right", limits: Record<string, number>}} attempt */
  constructor({ test, side, limits }) {
    Object.assign(this, { test, side, limits });
    this.listener = ({ beta, gamma, absolute }) => {
      if (beta === null || gamma === null || absolute) return;
      const [b, g] = [beta, gamma].map((deg) => (deg * Math.PI) / 180);
      this.#up = [-Math.cos(b) * Math.sin(g), Math.sin(b), Math.cos(b) * Math.cos(g)];
    };
    addEventListener("deviceorientation", this.listener);
    this.showAngle(undefined);
  }

  close() {
    removeEventListener("deviceorientation", this.listener);
    by("checks").replaceChildren();
  }

  /** @param {import("./camera.js").Frame} frame */
  show(frame) {
    const size = frame.picture ? undefined : [frame.width, frame.height];
    drawFrame(by("picture"), frame.picture ?? null, frame.points, { side: this.side, size });
    if (this.test.level_line) drawLevel(by("picture"), frame.points, this.side);
  }

  /** @param {number | undefined} angle  thigh elevation [deg] */
  showAngle(angle) {
    const standing = this.test.reading === "from down";
    if (angle === undefined) by("angle").textContent = "–";
    else by("angle").textContent = `${Math.round(standing ? angle : Math.abs(90 - angle))}°`;
    const lying = angle !== undefined && angle > 90 ? "thigh above level" : "thigh below level";
    by("angle-name").textContent = standing ? "thigh; level is 90°" : lying;
    const enough = angle >= (this.test.hold?.level ?? Infinity);
    by("stage").classList.toggle("enough", enough);
  }

  /** @param {number | undefined} left_s */
  showClock(left_s) {
    by("clock").hidden = left_s === undefined;
    if (left_s !== undefined) by("clock").textContent = `${Math.ceil(left_s)} s`;
  }

  /** Twice a second is enough for the eye, and leaves the processor to the model. */
  check(frame) {
    const now = performance.now();
    if (now - this.#checked_ms < EVERY_MS) return;
    this.#checked_ms = now;
    const limits = Object.fromEntries(
      Object.entries(this.limits).map(([key, value]) => [key.replace("camera.", ""), value]),
    );
    limits.widths = { shoulder: limits.shoulder_width / 100 };
    const light = frame.picture ? lightOf(frame.picture) : null;
    const checks = setUpChecks(frame, light, this.side, limits);
    list([...checks, levelCheck(this.#up)]);
  }
}

function list(checks) {
  const place = by("checks");
  const text = JSON.stringify(checks);
  if (place.dataset.shown === text && place.children.length) return;
  place.dataset.shown = text;
  place.replaceChildren(...checks.map(({ name, state, text: words }) => {
    const line = document.createElement("li");
    line.className = state;
    const sign = document.createElement("b");
    sign.textContent = SIGN[state];
    sign.setAttribute("aria-hidden", "true");
    const told = document.createElement("span");
    const head = document.createElement("strong");
    head.textContent = `${name}${state === "bad" ? ", not yet" : ""}. `;
    told.append(head, words);
    line.append(sign, told);
    return line;
  }));
}
