/** The panel that pairs a phone: the code to scan, how the phone is, what it sees. */

import { ask } from "../measure/server.js";
import { drawFigure } from "./figure.js";
import { follow, order, stateOf } from "./remote.js";

const by = (id) => document.getElementById(id);
const CHIPS = {
  absent: ["No phone", ""],
  joined: ["Joined", ""],
  ready: ["Ready", "good"],
  running: ["Live", "good"],
  stopped: ["Ready", "good"],
  lost: ["Not heard", "warn"],
  failed: ["Trouble", "warn"],
};

let tried = false;
let expires;

async function newCode() {
  clearTimeout(expires);
  try {
    const { url, others, svg, valid_s } = await ask("POST", "/api/v1/link/keys");
    const drawn = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    by("code").replaceChildren(document.adoptNode(drawn));
    by("typed").textContent = [url, ...others].join(" or ");
    by("code").dataset.url = url;
    by("code").hidden = false;
    by("code-words").textContent = "For one phone in the same network, once, within ten minutes.";
    expires = setTimeout(() => hideCode("The code has expired. Ask for a new one."), valid_s * 1000);
  } catch (error) {
    by("code-words").textContent = error.message;
  }
}

/** A code that is worth nothing is not shown. */
function hideCode(words) {
  clearTimeout(expires);
  by("code").replaceChildren();
  by("code").hidden = true;
  by("typed").textContent = "ask for a new code first.";
  by("code-words").textContent = words;
}

function showPhone(phone) {
  const { word, sentence } = stateOf(phone);
  const [label, tone] = CHIPS[word] ?? [word, ""];
  by("chip").textContent = label;
  by("chip").className = `chip ${tone}`;
  by("phone-words").textContent = sentence;
  by("try").disabled = word === "absent";
  by("send-away").disabled = word === "absent";
  if (word === "absent") {
    trying(false);
    drawFigure(by("figure"), {});
    by("reading").textContent = "Nothing measured yet.";
    if (!by("code").firstChild) newCode();
  } else if (by("code").dataset.asked !== "yes") {
    hideCode("A phone has joined. For another one ask for a new code.");
  }
}

function showReadings({ first, readings }) {
  const frame = readings.at(-1);
  drawFigure(by("figure"), frame);
  const count = first + readings.length;
  const seen = frame.points && !frame.points.length ? "nobody in the picture" : "arriving";
  by("reading").textContent = `${count} readings, ${frame.t.toFixed(1)} s: ${seen}.`;
}

function kind() {
  return document.querySelector('input[name="kind"]:checked').value;
}

function trying(now) {
  tried = now;
  by("try").textContent = now ? "Stop trying" : "Try it";
  by("try").setAttribute("aria-pressed", String(now));
}

async function tell(running) {
  try {
    await order({ kind: kind(), running });
    trying(running);
  } catch (error) {
    by("phone-words").textContent = error.message;
  }
}

by("new-code").addEventListener("click", () => {
  by("code").dataset.asked = "yes";
  newCode();
});
by("try").addEventListener("click", () => tell(!tried));
by("send-away").addEventListener("click", () => {
  ask("DELETE", "/api/v1/link/phone").catch((error) => (by("phone-words").textContent = error.message));
});
for (const choice of document.querySelectorAll('input[name="kind"]')) {
  choice.addEventListener("change", () => {
    by("go").href = `/test?way=phone-${kind()}`;
    tell(false);
  });
}

follow({
  onPhone: showPhone,
  onReadings: showReadings,
  onServer: (heard) => {
    if (!heard) by("phone-words").textContent = "The server does not answer. Is ilio serve running?";
  },
});
