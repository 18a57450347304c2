/** Whether an angle has been still, and where it should be, for long enough. */
export class Still {
  #window = [];

  /** @param {{for_s: number, within: number, where?: (angle: number) => boolean}} how */
  constructor({ for_s, within, where = () => true }) {
    Object.assign(this, { for_s, within, where });
  }

  /**
   * @param {number} t [s]
   * @param {number} angle [deg]
   * @returns {boolean}
   */
  feed(t, angle) {
    if (!this.where(angle)) this.#window = [];
    else this.#window.push({ t, angle });
    const from = t - this.for_s;
    while (this.#window.length && this.#window[0].t < from - 0.25) this.#window.shift();
    if (!this.#window.length || this.#window[0].t > from) return false;
    const angles = this.#window.map((seen) => seen.angle);
    return Math.max(...angles) - Math.min(...angles) <= this.within;
  }
}
