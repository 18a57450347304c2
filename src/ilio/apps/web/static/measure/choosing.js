/** The step where tests and sides are chosen: what was done, what is left, what is ruled out. */

const NAMES = { camera: "camera", phone: "phone", questions: "answers" };

const made = (tag, text, className) =>
  Object.assign(document.createElement(tag), { textContent: text, ...(className ? { className } : {}) });

/**
 * @param {import("./visit.js").Visit} visit
 * @param {number} wanted  attempts of each test on each side
 * @param {(index: number) => void} remove
 */
export function fillChoices(visit, wanted, remove) {
  const banned = bans(visit);
  for (const card of document.querySelectorAll(".test-card")) {
    const { protocol } = card.dataset;
    const why = card.querySelector(".banned");
    why.hidden = !banned.has(protocol);
    why.textContent = banned.get(protocol) ?? "";
    for (const place of card.querySelectorAll("[data-side]:not(button)")) {
      const { side } = place.dataset;
      const done = visit.of(protocol, side);
      const over = visit.isOver(protocol, side);
      const count = place.querySelector("[data-count]");
      count.textContent = over ? "over: pain" : `${done.length} of ${wanted}`;
      count.className = `chip count${over ? " warn" : done.length >= wanted ? " good" : ""}`;
      place.querySelector("button[data-do=begin]").disabled = banned.has(protocol) || over;
      place.querySelector("[data-attempts]").replaceChildren(
        ...done.map(({ index, sentence, attempt }) => line(index, sentence, attempt, remove)),
      );
    }
  }
  const finish = document.querySelector("[data-step=choose] [data-do=finish]");
  finish.disabled = visit.attempts.length === 0;
}

function line(index, sentence, attempt, remove) {
  const item = document.createElement("li");
  const by = attempt.recording ? "" : ` (${NAMES.questions})`;
  item.append(made("span", (sentence.split(": ")[1] ?? (sentence || "Noted.")) + by));
  const button = made("button", "Remove", "quiet small");
  button.type = "button";
  button.setAttribute("aria-label", `Remove attempt: ${sentence}`);
  button.onclick = () => remove(index);
  item.append(button);
  return item;
}

/** @returns {Map<string, string>} tests that an answer rules out, and why */
function bans(visit) {
  const found = new Map();
  for (const id of visit.given.do_not_test ?? []) {
    const box = document.querySelector(`input[name=do_not_test][value="${id}"]`);
    const why = box?.closest("label").querySelector("small")?.textContent ?? "";
    for (const protocol of box?.dataset.forbids.split(" ") ?? []) found.set(protocol, why);
  }
  return found;
}
