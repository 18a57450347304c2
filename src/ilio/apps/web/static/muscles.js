/**
 * The leg with sliders: asks the server for the picture of these angles, and shows it.
 *
 * What it needs on the page (all text comes from the server, so no word about health stands here):
 *   <form data-muscles="/api/v1/body">  with  <input type="range" name="hip_deg"> and the others
 *     of `sliders()`; beside each an <output> with for= the input's id
 *   <div data-muscles-picture>   the drawing
 *   <div data-muscles-told>      the sentences
 *   <p data-muscles-problem role="alert" hidden>
 */

/** @typedef {{name: string, text: string}} Value */
/** @typedef {{statement: string, status: string, grade: string, evidence: string, values: Value[], notes: string[]}} Sentence */
/** @typedef {{svg: string, sentences: Sentence[]}} View */

const form = document.querySelector("form[data-muscles]");
if (form) start(form);

/** @param {HTMLFormElement} form */
function start(form) {
  const picture = document.querySelector("[data-muscles-picture]");
  const told = document.querySelector("[data-muscles-told]");
  const problem = document.querySelector("[data-muscles-problem]");
  let asked = null;
  let again = false;

  // one question at a time, and always the latest: a dragged slider must not pile them up
  async function show() {
    name(form);
    if (asked) {
      again = true;
      return;
    }
    asked = ask(form);
    try {
      const view = await asked;
      picture.replaceChildren(drawn(view.svg));
      told.replaceChildren(...view.sentences.map(sentence));
      problem.hidden = true;
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
    asked = null;
    if (again) {
      again = false;
      show();
    }
  }

  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

/** @param {HTMLFormElement} form @returns {Promise<View>} */
async function ask(form) {
  const words = new URLSearchParams();
  for (const input of form.querySelectorAll("input[type=range]")) words.set(input.name, input.value);
  const answer = await fetch(`${form.dataset.muscles}?${words}`, { headers: { accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`Expected ${body.error.expected}, got ${body.error.came}. ${body.error.todo}`);
  return body;
}

/** The value of each slider beside it, with its unit. @param {HTMLFormElement} form */
function name(form) {
  for (const input of form.querySelectorAll("input[type=range]")) {
    const output = form.querySelector(`output[for="${input.id}"]`);
    const unit = input.dataset.unit ?? "";
    // what has no unit is a part of the model's own, easier read in per cent
    const text = unit === "" ? `${Math.round(100 * Number(input.value))} %` : `${input.value} ${unit}`;
    if (output) output.textContent = text;
    input.setAttribute("aria-valuetext", text);
  }
}

/** @param {string} svg */
function drawn(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);
}

/** @param {Sentence} told */
function sentence(told) {
  const part = element("section", "", "told");
  part.append(element("h3", told.statement), element("p", `${told.status}, grade ${told.grade}`, "soft"));
  const list = element("dl", "");
  for (const value of told.values) list.append(element("dt", value.name), element("dd", value.text));
  part.append(list, ...told.notes.map((note) => element("p", note, "soft")));
  const more = element("details", "");
  more.append(element("summary", "What this rests on"), element("p", told.evidence));
  part.append(more);
  return part;
}

function element(tag, text, kind = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}
