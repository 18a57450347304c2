/** The step where tests and sides are chosen: what was done, what is left, what is ruled out. */

const NAMES = { camera: "camera", phone: "phone", questions: "answers" };

const made = (tag, text, className) =>
  Object.assign(document.createElement(tag), { textContent: text, ...(className ? { className } : {}) });

/**
 * @param {import("./visit.js").Visit} visit
 * @param {Record<string, {allowed: boolean, why: string[]}>} tests  by protocol
 * @param {object} guides  how each test is led, by protocol
 * @param {number} wanted  attempts of each test on each side
 * @param {(index: number) => void} remove
 */
export function fillChoices(visit, tests, guides, wanted, remove) {
  for (const card of document.querySelectorAll(".test-card")) {
    const { protocol } = card.dataset;
    const { allowed, why } = tests[protocol];
    const banned = card.querySelector(".banned");
    banned.hidden = allowed;
    banned.replaceChildren(made("p", "Leave this test out."), ...why.map((text) => made("p", text)));
    for (const place of card.querySelectorAll("[data-side]:not(button)")) {
      const { side } = place.dataset;
      const done = visit.of(protocol, side);
      const over = visit.isOver(protocol, side, guides);
      const count = place.querySelector("[data-count]");
      count.textContent = over ? "over: pain" : `${done.length} of ${wanted}`;
      count.className = `chip count${over ? " warn" : done.length >= wanted ? " good" : ""}`;
      const begin = place.querySelector("button[data-do=begin]");
      begin.disabled = !allowed || over;
      begin.hidden = !allowed;
      place.hidden = !allowed && done.length === 0;
      place.querySelector("[data-attempts]").replaceChildren(
        ...done.map(({ index, sentence, attempt }) => line(index, sentence, attempt, remove)),
      );
    }
  }
  const finish = document.querySelector("[data-step=choose] [data-do=finish]");
  finish.disabled = visit.attempts.length === 0;
}

/** A test that this way cannot measure says so and is not begun. */
export function offerWays(tests, way) {
  for (const card of document.querySelectorAll(".test-card")) {
    const fits = tests[card.dataset.protocol].ways.includes(way);
    card.querySelector("[data-other-way]").hidden = fits;
    for (const place of card.querySelectorAll("[data-begin]")) place.hidden = !fits;
  }
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
