/** What the steps of the flow share. */

import { Visit } from "./visit.js";

export const root = document.getElementById("test");
export const by = (id) => document.getElementById(id);

export const state = {
  limits: JSON.parse(by("limits").textContent),
  /** how each test is led, by protocol, as its card has it */
  tests: JSON.parse(by("guides").textContent),
  visit: new Visit(root.dataset.person),
  /** @type {import("./attempt.js").Attempt | undefined} what is being measured */
  running: undefined,
  /** what the safety answers allow, by the server; nothing is offered without it */
  safety: undefined,
  /** what is being answered: {protocol, side, kind, told, recording?, rest?} */
  current: undefined,
  /** which camera of a phone */
  facing: "environment",
};

export const way = () => root.querySelector("input[name=way]:checked").value;

export const named = ({ protocol, side }) =>
  root.querySelector(`.test-card[data-protocol=${protocol}] h3`).textContent + (side === "both" ? "" : `, ${side}`);
