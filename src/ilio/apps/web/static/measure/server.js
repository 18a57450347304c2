/** Talks to Ilio's own server: JSON in, JSON out, its refusals as sentences. */

const token = () => document.querySelector("meta[name=csrf]").content;

/** What the server refused, or that it did not answer, in words; with the status, if there was an answer. */
export class ServerError extends Error {
  constructor(words, status = 0) {
    super(words);
    this.status = status;
  }
}

/**
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path
 * @param {unknown=} body  sent as JSON; a string as it is
 * @param {string=} kind
 * @returns {Promise<any>} null where the answer is empty
 * @throws {ServerError}
 */
export async function ask(method, path, body, kind = "application/json") {
  return (await askTagged(method, path, body, { kind })).values;
}

/**
 * The same for what others may change meanwhile.
 * @param {{kind?: string, seen?: string}} how  what was read last: a newer state is not replaced (409)
 * @returns {Promise<{values: any, tag: string | null}>}
 * @throws {ServerError}
 */
export async function askTagged(method, path, body, { kind = "application/json", seen } = {}) {
  const headers = { "X-CSRF-Token": token(), Accept: "application/json" };
  if (seen) headers["If-Match"] = seen;
  if (body !== undefined) headers["Content-Type"] = kind;
  const sent = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: sent, credentials: "same-origin" });
  } catch {
    throw new ServerError("Ilio does not answer. Is ilio serve still running? What you did is kept here; try again.");
  }
  const text = await answer.text();
  const isJson = (answer.headers.get("content-type") ?? "").includes("json");
  const values = isJson && text ? JSON.parse(text) : null;
  if (answer.ok) return { values: isJson ? values : text || null, tag: answer.headers.get("etag") };
  throw new ServerError(inWords(values?.error, answer.status), answer.status);
}

function inWords(error, status) {
  if (!error) return `Ilio could not do that (${status}). Try again.`;
  const { expected, came, todo } = error;
  return [expected && `Expected ${expected}${came ? `, got ${came}` : ""}.`, todo].filter(Boolean).join(" ");
}
