/** Where the safety answers lead. What they rule out is the server's word, asked for each time. */

import { openAboutPerson } from "./first_answers.js";
import { root, state } from "./flow_state.js";
import { show, trouble } from "./steps_shown.js";

const shown = (step) => !root.querySelector(`[data-step=${step}]`).hidden;
const questionOf = (id) => field(id).querySelector("legend, label").textContent;
const field = (id) => root.querySelector(`[data-list=${id}], [data-question=${id}]`);

/**
 * Ask whether testing may go on; where it may not, the step that stands in the way shows.
 * @returns {Promise<object | undefined>} what the answers allow
 */
export async function passed() {
  state.running?.close();
  state.running = undefined;
  state.safety = undefined;
  const safety = await state.visit.safety();
  const open = firstShown(safety.unanswered);
  const asked = open?.field ?? openAboutPerson();
  if (safety.refers && !safety.asks_first) stop(safety);
  else if (asked) askFor(asked, `Please answer first: ${open?.text ?? questionOf(asked)}`);
  else if (!Object.values(safety.tests).some(({ allowed }) => allowed)) stop(safety);
  else if (state.visit.ready !== "yes") askFor("safety", field("safety").querySelector(".said").textContent);
  else state.safety = safety;
  return state.safety;
}

/** The first of some open questions, as the page has them from top to bottom. */
function firstShown(unanswered) {
  const later = (a, b) => field(a.field).compareDocumentPosition(field(b.field)) & Node.DOCUMENT_POSITION_PRECEDING;
  return unanswered.toSorted((a, b) => (later(a, b) ? 1 : -1))[0];
}

function askFor(id, words) {
  const step = field(id).closest("[data-step]").dataset.step;
  const again = shown(step);
  if (!again) return show(step);
  trouble(words, field(id));
  field(id).querySelector("input").focus({ preventScroll: true });
}

function stop({ urgency, undo, whys }) {
  const backs = new Set(whys.map(({ back }) => back));
  root.querySelector("#h-stop").textContent = urgency || "Both tests are left out for now.";
  root.querySelector("#stop-back").textContent = [...backs].join(" ");
  root.querySelector("#stop-undo").textContent = undo;
  root.querySelector("[data-list=stop]").replaceChildren(...whys.map(line));
  show("stop");
}

function line({ text, place }) {
  const item = document.createElement("li");
  const words = Object.assign(document.createElement("p"), { textContent: text });
  const button = Object.assign(document.createElement("button"), {
    type: "button", className: "quiet small", textContent: "Change this answer",
  });
  button.addEventListener("click", () => goTo(place));
  item.append(words, button);
  return item;
}

/** To the answer itself. */
function goTo(place) {
  const at = document.getElementById(place) ?? field(place).querySelector("input");
  show(at.closest("[data-step]").dataset.step);
  at.focus();
  at.scrollIntoView({ block: "center" });
}
