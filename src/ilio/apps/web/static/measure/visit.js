/** The visit so far: kept on the server after every step, so that a reload loses nothing. */

import { ask } from "./server.js";

const SCHEMA = "ilio/visit-input/1";
const FROM_PAGE = new Set(["passive_knee_to_chest_deg", "passive_knee_to_chest_pain"]);

export class Visit {
  /** @param {string} person */
  constructor(person) {
    this.path = `/api/v1/people/${person}`;
    this.given = { schema: SCHEMA };
    this.sent = Promise.resolve();
  }

  /** One after the other: an older state never arrives after a newer one. */
  #inTurn(send) {
    const turn = this.sent.then(send);
    this.sent = turn.catch(() => undefined);
    return turn;
  }

  /** @returns {Promise<boolean>} whether something was kept */
  async load() {
    const draft = await ask("GET", `${this.path}/draft`);
    if (!draft?.schema) return false;
    this.given = draft;
    return true;
  }

  /** What the answers so far allow: the server's word. */
  safety() {
    const { attempt, page, ...answers } = this.given;
    return ask("POST", "/api/v1/safety", answers);
  }

  /** Whether everything is ready for the tests: "yes", "no", or not answered. */
  get ready() {
    return this.given.page?.ready;
  }

  async save(changes = {}) {
    this.given = { ...this.given, ...changes };
    await this.#inTurn(() => ask("PUT", `${this.path}/draft`, this.given));
  }

  async forget() {
    await this.#inTurn(() => ask("DELETE", `${this.path}/draft`));
    this.given = { schema: SCHEMA };
  }

  get attempts() {
    return this.given.attempt ?? [];
  }

  /** What each attempt showed, in one sentence, in the order of the attempts. */
  get sentences() {
    return this.given.page?.sentences ?? [];
  }

  of(protocol, side) {
    return this.attempts
      .map((attempt, index) => ({ attempt, index, sentence: this.sentences[index] ?? "" }))
      .filter(({ attempt }) => attempt.protocol === protocol && attempt.side === side);
  }

  /**
   * Whether pain has ended this test on this side: its own, or one that rules it out.
   * @param {Record<string, {hurts: string, ruled_out_by: string[]}>} tests
   */
  isOver(protocol, side, tests) {
    const hurt = this.attempts.filter(({ pain, ended }) => pain || ended === "pain");
    return hurt.some((attempt) => (attempt.protocol === protocol && attempt.side === side)
      || tests[protocol].ruled_out_by.includes(tests[attempt.protocol].hurts));
  }

  /**
   * @param {Record<string, unknown>} attempt
   * @param {string} sentence
   * @param {Record<string, unknown>} passive  knee to chest of that side
   */
  async add(attempt, sentence, passive) {
    const chest = { ...this.given.passive_knee_to_chest };
    if (Object.keys(passive).length) chest[attempt.side] = passive;
    await this.save({
      attempt: [...this.attempts, attempt],
      ...(Object.keys(chest).length ? { passive_knee_to_chest: chest } : {}),
      page: { ...this.given.page, sentences: [...this.sentences, sentence], pending: undefined },
    });
  }

  /** An attempt whose recording is safe, but whose questions are not answered yet. */
  get pending() {
    return this.given.page?.pending;
  }

  async setPending(pending) {
    await this.save({ page: { ...this.given.page, sentences: this.sentences, pending } });
  }

  async replace(index, attempt, sentence = this.sentences[index]) {
    await this.save({
      attempt: this.attempts.with(index, attempt),
      page: { ...this.given.page, sentences: this.sentences.with(index, sentence) },
    });
  }

  async remove(index) {
    const others = (list) => list.filter((_, at) => at !== index);
    await this.save({
      attempt: others(this.attempts),
      page: { ...this.given.page, sentences: others(this.sentences) },
    });
  }

  /** @returns {Promise<string>} id of the recording */
  async post(series) {
    const isPhone = series.kind === "phone";
    const kind = isPhone ? "text/csv" : "application/json";
    const { id } = await ask("POST", `${this.path}/recordings?kind=${series.kind}`, series.text(), kind);
    return id;
  }

  /** @returns {Promise<string>} id of the saved visit */
  async finish() {
    const { id } = await ask("POST", `${this.path}/visits`, this.given);
    await this.forget();
    return id;
  }
}

/** Answers of a form, parted into those of the attempt and those of the knee-to-chest. */
export function parted(answers) {
  const attempt = {};
  const passive = {};
  for (const [field, value] of Object.entries(answers)) {
    if (FROM_PAGE.has(field)) passive[field.replace("passive_knee_to_chest_", "")] = value;
    else if (field === "thigh_drop") attempt.thigh_drop_deg = value;
    else if (!(field === "device" && value === "none")) attempt[field] = value;
  }
  return { attempt, passive };
}
