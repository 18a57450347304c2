/** Review of one attempt: picture, points, trace and numbers, all at the same moment. */

import { forgetAll, picturesOf } from "../measure/pictures.js";
import { ask } from "../measure/server.js";
import { Corrections } from "./corrections.js";
import { PointsLayer } from "./points_layer.js";
import { Trace } from "./trace.js";

const root = document.getElementById("review");
const { visit, number, side, recording } = root.dataset;
const by = (id) => document.getElementById(id);
const corrections = new Corrections(`/api/v1/visits/${visit}/attempts/${number}`);
const layer = new PointsLayer(by("points"), side, moved);
const trace = new Trace(by("trace"), (t) => goTo(t));

let data;
let pictures = [];
/** Rows of the series that can be shown: all, or those with a picture when there are pictures. */
let rows = [];
let at = 0;

const nearest = (times, t) =>
  times.reduce((best, time, i) => (Math.abs(time - t) < Math.abs(times[best] - t) ? i : best), 0);

async function load() {
  data = await ask("GET", `/review/${visit}/${number}/data`);
  corrections.take(data.edits);
  by("summary").textContent = data.summary;
  by("numbers").replaceChildren(...data.numbers.flatMap(([name, value]) => [word("dt", name), word("dd", value)]));
  for (const button of root.querySelectorAll("[data-do^=undo]")) button.disabled = !corrections.list.length;
  by("moments").replaceChildren(...data.moments.map(([t, words]) => {
    const button = word("button", `${words}, ${t.toFixed(1)} s`);
    button.className = "quiet small";
    button.onclick = () => goTo(t);
    return button;
  }));
  if (data.curve) {
    by("trace-words").textContent = Trace.words(data.curve);
    await trace.show(data.curve);
  }
}

function begin() {
  const times = data.points?.time_s ?? data.curve?.time_s ?? [];
  rows = pictures.length && data.points
    ? pictures.map(({ t }) => nearest(times, t))
    : times.map((_, i) => i);
  by("time").max = Math.max(0, rows.length - 1);
  by("stage").hidden = !data.points;
  for (const part of root.querySelectorAll("[data-with=points]")) part.hidden = !data.points;
  by("about-picture").textContent = !data.points
    ? "A phone on the leg has no pictures."
    : pictures.length
      ? "Pictures of this attempt are kept in this browser only, two a second."
      : "The pictures stayed in the browser that filmed this; here are the points alone.";
  const decisive = data.moments.find(([, words]) => /^\d|highest|test/.test(words)) ?? data.moments[0];
  goTo(decisive?.[0] ?? 0);
}

const timeOf = (row) => (data.points?.time_s ?? data.curve.time_s)[row];

function goTo(t) {
  at = nearest(rows.map(timeOf), t);
  show();
}

function show() {
  const row = rows[at];
  if (row === undefined) return;
  const t = timeOf(row);
  by("time").value = at;
  by("time").setAttribute("aria-valuetext", `${t.toFixed(1)} seconds`);
  by("time-told").textContent = `${t.toFixed(2)} s${angleAt(t)}`;
  trace.mark(t);
  if (!data.points) return;
  const { names, width, height, xy, by_hand } = data.points;
  layer.show({ names, width, height, xy: xy[row], by_hand: by_hand[row] });
  paint(pictures[at]?.bitmap, width, height);
}

function angleAt(t) {
  if (!data.curve) return "";
  const angle = data.curve.angle_deg[nearest(data.curve.time_s, t)];
  return angle === null ? ", lost" : `, ${angle.toFixed(1)}°`;
}

function paint(bitmap, width, height) {
  const canvas = by("frame");
  if (canvas.width !== width) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context.fillStyle = "#0c1417";
  context.fillRect(0, 0, width, height);
  if (bitmap) context.drawImage(bitmap, 0, 0, width, height);
}

async function moved(joint, x, y) {
  const t = timeOf(rows[at]);
  const told = await change(() =>
    corrections.add({ joint, time_s: t, x, y, line: by("line").checked }));
  if (told === undefined) return;
  const line = told ? "" : " There was no earlier correction of it to draw a line from.";
  by("told").textContent = `${joint.replace("_", " ")} set at ${t.toFixed(1)} s; worked out anew.${line}`;
}

async function change(what) {
  by("trouble").hidden = true;
  try {
    const told = await what();
    await load();
    show();
    return told ?? true;
  } catch (error) {
    by("trouble").textContent = error.message;
    by("trouble").hidden = false;
    show();
    return undefined;
  }
}

const doing = {
  earlier: () => { at = Math.max(0, at - 1); show(); },
  later: () => { at = Math.min(rows.length - 1, at + 1); show(); },
  undo: () => change(() => corrections.undo()),
  "undo-all": () => change(() => corrections.undoAll()),
  forget: async () => {
    await forgetAll();
    pictures = [];
    begin();
  },
};

const word = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

root.addEventListener("click", ({ target }) => doing[target.closest("[data-do]")?.dataset.do]?.());
by("time").addEventListener("input", ({ target }) => { at = Number(target.value); show(); });

try {
  await load();
  const kept = await picturesOf(recording);
  pictures = await Promise.all(kept.map(async ({ t, blob }) => ({ t, bitmap: await createImageBitmap(blob) })));
  begin();
} catch (error) {
  by("trouble").textContent = error.message;
  by("trouble").hidden = false;
}
root.dataset.ready = "";
