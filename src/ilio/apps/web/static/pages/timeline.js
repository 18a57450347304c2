// A session in time: where it stands after so many seconds, with pause, back and skip. No clock and no page in here.

export class Timeline {
  /** @param {{seconds: number}[]} steps */
  constructor(steps) {
    this.steps = steps;
    this.index = 0;
    this.spent = 0; // seconds of the present step that are over
    this.paused = false;
    this.skipped = 0;
  }

  get over() {
    return this.index >= this.steps.length;
  }

  get step() {
    return this.steps[this.index];
  }

  get left() {
    return this.over ? 0 : Math.max(this.step.seconds - this.spent, 0);
  }

  /** Let time pass; a page in the background may be woken late, so several steps can end at once. */
  pass(seconds) {
    if (this.paused || this.over) return [];
    const begun = [];
    this.spent += seconds;
    while (!this.over && this.spent >= this.step.seconds) {
      this.spent -= this.step.seconds;
      this.index += 1;
      if (!this.over) begun.push(this.index);
    }
    return begun;
  }

  skip() {
    if (this.over) return;
    this.skipped += 1;
    this.index += 1;
    this.spent = 0;
  }

  /** To the begin of this step; within its first seconds to the step before. */
  back() {
    if (this.spent < 3 && this.index > 0) this.index -= 1;
    this.spent = 0;
  }

  /** Seconds from now at which each coming step ends. */
  ends() {
    const found = [];
    let at = -this.spent;
    for (const step of this.steps.slice(this.index)) {
      at += step.seconds;
      found.push(at);
    }
    return found;
  }
}
