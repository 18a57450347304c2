/** Why a way in could not be opened, in words for the person who wanted it. */
export class SourceError extends Error {
  /**
   * @param {"insecure" | "denied" | "missing" | "busy" | "broken"} kind
   * @param {string} sentence
   */
  constructor(kind, sentence) {
    super(sentence);
    this.kind = kind;
  }
}
