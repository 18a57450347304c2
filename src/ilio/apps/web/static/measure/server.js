/** Talks to Ilio's own server: JSON in, JSON out, its refusals as sentences. */

const token = () => document.querySelector("meta[name=csrf]").content;

/** What the server refused, or that it did not answer, in words. */
export class ServerError extends Error {}

/**
 * @param {"GET" | "POST" | "PUT" | "DELETE"} method
 * @param {string} path
 * @param {unknown=} body  sent as JSON; a string as it is
 * @param {string=} kind
 * @returns {Promise<any>} null where the answer is empty
 * @throws {ServerError}
 */
export async function ask(method, path, body, kind = "application/json") {
  const headers = { "X-CSRF-Token": token(), Accept: "application/json" };
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
  if (answer.ok) return isJson ? values : text || null;
  throw new ServerError(inWords(values?.error, answer.status));
}

function inWords(error, status) {
  if (!error) return `Ilio could not do that (${status}). Try again.`;
  const { expected, came, todo } = error;
  return [expected && `Expected ${expected}${came ? `, got ${came}` : ""}.`, todo].filter(Boolean).join(" ");
}
