/** The angle of a segment that carries the phone: how far it turned from its own rest pose. */

import { turn } from "./angles.js";

export class PhoneAngle {
  /**
   * @param {number} rest  angle that the rest pose stands for [deg]
   * @param {number} large  a turn that tells which way is up [deg]
   */
  constructor(rest, large) {
    Object.assign(this, { rest, large });
  }

  /** @param {import("./sensor.js").Up} up */
  zero(up) {
    this.from = up;
    this.axis = undefined;
  }

  /** @returns {number} [deg] */
  of(up) {
    if (!this.from) return this.rest;
    const size = turn(this.from, up);
    const [a, b] = [this.from, up];
    const across = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    if (size > this.large) this.axis ??= across; // the first large turn is the lift
    const along = this.axis ? across.reduce((sum, v, i) => sum + v * this.axis[i], 0) : 1;
    return this.rest + (along < 0 ? -size : size);
  }
}
