/** Points set right by hand: kept in the record as such, one after the other, taken back likewise. */

import { ask } from "../measure/server.js";

const SCHEMA = "ilio/landmark-edits/1";

export class Corrections {
  /** @param {string} path  of the attempt in the API */
  constructor(path) {
    this.path = `${path}/edits`;
    this.list = [];
  }

  /** @param {{edits: object[]} | null} kept */
  take(kept) {
    this.list = kept?.edits ?? [];
  }

  /** @param {{joint: string, time_s: number, x: number, y: number, line: boolean}} moved */
  async add({ joint, time_s, x, y, line }) {
    const before = this.list.filter((edit) => !(edit.joint === joint && edit.time_s === time_s));
    const earlier = before.some((edit) => edit.joint === joint && edit.time_s < time_s);
    const edit = { joint, time_s, x, y, ...(line && earlier ? { line_from_previous: true } : {}) };
    const inOrder = [...before, edit].sort((a, b) => a.time_s - b.time_s);
    await this.#put(inOrder);
    this.last = edit;
    return earlier || !line;
  }

  async undo() {
    const last = this.list.includes(this.last) ? this.last : this.list.at(-1);
    await this.#put(this.list.filter((edit) => edit !== last));
  }

  async undoAll() {
    await this.#put([]);
  }

  async #put(edits) {
    await ask("PUT", this.path, { schema: SCHEMA, edits });
    this.list = edits;
  }
}
