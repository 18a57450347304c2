/** The visit so far: kept on the server after every step, so that a reload loses nothing. */

import { ask, askTagged } from "./server.js";

const SCHEMA = "ilio/visit-input/1";
const CHANGED = 409;
const TRIES = 5;
const FROM_PAGE = new Set(["passive_knee_to_chest_deg", "passive_knee_to_chest_pain"]);

export class Visit {
  /** @param {string} person */
  constructor(person) {
    this.path = `/api/v1/people/${person}`;
    this.given = { schema: SCHEMA };
    this.tag = undefined;
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
    const { values: draft, tag } = await askTagged("GET", `${this.path}/draft`);
    this.tag = tag;
    this.given = draft?.schema ? draft : { schema: SCHEMA };
    return Boolean(draft?.schema);
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

  /**
   * Keep a change. Where another tab has changed the visit meanwhile, the change is made to that one:
   * nothing of either is lost.
   * @param {(given: object) => object=} changed  from the visit so far to what is new in it
   * @returns {Promise<{anew: boolean}>} whether it was made to a visit that this tab had not seen
   */
  save(changed = () => ({})) {
    return this.#inTurn(() => this.#put(changed, TRIES));
  }

  async #put(changed, tries) {
    const given = { ...this.given, ...changed(this.given) };
    try {
      ({ tag: this.tag } = await askTagged("PUT", `${this.path}/draft`, given, { seen: this.tag }));
      this.given = given;
      return { anew: tries < TRIES };
    } catch (error) {
      if (error.status !== CHANGED || !tries) throw error;
      await this.load();
      return this.#put(changed, tries - 1);
    }
  }

  /** Drop what this tab has seen; what another one has changed since stays. */
  async forget() {
    try {
      await this.#inTurn(() => askTagged("DELETE", `${this.path}/draft`, undefined, { seen: this.tag }));
    } catch (error) {
      if (error.status !== CHANGED) throw error;
    }
    await this.load();
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
    await this.save(({ attempt: before = [], passive_knee_to_chest = {}, page = {} }) => {
      const chest = { ...passive_knee_to_chest };
      if (Object.keys(passive).length) chest[attempt.side] = passive;
      return {
        attempt: [...before, attempt],
        ...(Object.keys(chest).length ? { passive_knee_to_chest: chest } : {}),
        page: { ...page, sentences: [...(page.sentences ?? []), sentence], pending: undefined },
      };
    });
  }

  /** An attempt whose recording is safe, but whose questions are not answered yet. */
  get pending() {
    return this.given.page?.pending;
  }

  async setPending(pending) {
    await this.save(({ page = {} }) => ({ page: { ...page, sentences: page.sentences ?? [], pending } }));
  }

  async replace(index, attempt, sentence = this.sentences[index]) {
    await this.#atPlaceOf(index, (list, at, value) => list.with(at, value), attempt, sentence);
  }

  async remove(index) {
    await this.#atPlaceOf(index, (list, at) => list.toSpliced(at, 1));
  }

  /** A change of one attempt, wherever it stands by now; what another tab has thrown away stays so. */
  async #atPlaceOf(index, change, attempt, sentence) {
    const own = JSON.stringify(this.attempts[index]);
    await this.save(({ attempt: before = [], page = {} }) => {
      const at = before.findIndex((one) => JSON.stringify(one) === own);
      if (at < 0) return {};
      const sentences = before.map((_, n) => page.sentences?.[n] ?? "");
      return { attempt: change(before, at, attempt), page: { ...page, sentences: change(sentences, at, sentence) } };
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
    await this.save();
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
