/**
 * Readings on their way to the computer. They wait here until they have arrived, so that a lost
 * network costs time and no reading.
 */

const EVERY_MS = 150;
const REPORT_MS = 1500;
const RETRY_MS = 700;
const PATIENCE_MS = 5000;
const MOST_AT_ONCE = 300;

/**
 * @typedef {{t: number, points?: number[][], up?: number[], width?: number, height?: number}} Reading
 * @typedef {{state: string, words?: string, take?: number, total?: number | null}} Report
 */

export class Outbox {
  #csrf;
  #hear;
  /** @type {Reading[]} those that have not arrived, in order */
  #waiting = [];
  #take = 0;
  #first = 0;
  /** @type {Report} */
  #report = { state: "joined" };
  #reported_ms = -Infinity;
  #report_changed = true;
  #open = true;

  /**
   * @param {string} csrf
   * @param {(word: "sent" | "lost" | "gone" | "full") => void} hear  how the sending goes
   */
  constructor(csrf, hear) {
    this.#csrf = csrf;
    this.#hear = hear;
    this.#run();
  }

  /** Readings from here on belong to this take. */
  begin(take) {
    this.#take = take;
    this.#first = 0;
    this.#waiting = [];
  }

  /** @param {Reading} reading */
  add(reading) {
    this.#waiting.push(reading);
  }

  /** How many readings the take has had so far. */
  get total() {
    return this.#first + this.#waiting.length;
  }

  /** @param {Report} report  told at once, and again every now and then as a sign of life */
  say(report) {
    if (JSON.stringify(report) === JSON.stringify(this.#report)) return;
    this.#report = report;
    this.#report_changed = true;
  }

  close() {
    this.#open = false;
  }

  async #run() {
    while (this.#open) {
      let pause = EVERY_MS;
      try {
        await this.#send();
        this.#hear("sent");
      } catch (error) {
        if (error.status === 401) this.#open = false;
        this.#hear(error.status === 401 ? "gone" : error.status === 413 ? "full" : "lost");
        pause = RETRY_MS;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  async #send() {
    const take = this.#take;
    const readings = this.#waiting.slice(0, MOST_AT_ONCE);
    if (readings.length) {
      const body = { take, first: this.#first, readings };
      const { next } = await this.#post("/link/readings", body);
      if (take === this.#take) this.#arrived(next);
    }
    if (this.#report_changed || performance.now() - this.#reported_ms > REPORT_MS) {
      this.#report_changed = false;
      try {
        await this.#post("/link/report", this.#report);
      } catch (error) {
        this.#report_changed = true;
        throw error;
      }
      this.#reported_ms = performance.now();
    }
  }

  #arrived(next) {
    const done = Math.max(0, Math.min(next - this.#first, this.#waiting.length));
    this.#waiting.splice(0, done);
    this.#first += done;
  }

  async #post(path, body) {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": this.#csrf },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) throw Object.assign(new Error(path), { status: answer.status });
    return answer.status === 204 ? {} : answer.json();
  }
}
