/** The clock of a hold: when the hold began, how long it has lasted, when it is over. */

const NEVER_LEVEL_S = 3;

export class Hold {
  held_s = 0;
  #unbroken_from;
  #last_level;
  #raised_from;

  /**
   * @param {{level?: number, raised?: number, target_s?: number, dip_s?: number}} limits
   *   without a level the clock alone counts
   */
  constructor({ level, raised, target_s, dip_s }) {
    Object.assign(this, { level, raised, target_s, dip_s });
  }

  /**
   * @param {number} t [s]
   * @param {number} angle  thigh elevation [deg]
   * @returns {{began: boolean, gone_s: number, over: boolean}}
   */
  feed(t, angle) {
    if (this.level === undefined || angle >= this.level) {
      if (this.#last_level === undefined || t - this.#last_level > this.dip_s) this.#unbroken_from = t;
      this.#last_level = t;
      this.held_s = Math.max(this.held_s, t - this.#unbroken_from);
      this.began_at ??= t;
    }
    if (angle >= this.raised) this.#raised_from ??= t;
    else this.#raised_from = undefined;
    // a thigh that never comes to level is timed too: Python says what it was
    if (this.#raised_from !== undefined && t - this.#raised_from > NEVER_LEVEL_S) {
      this.began_at ??= t;
    }
    const gone_s = this.began_at === undefined ? 0 : t - this.began_at;
    const down = this.began_at !== undefined && angle < this.raised;
    return { began: this.began_at !== undefined, gone_s, over: down || gone_s >= this.target_s };
  }
}
