/** Draws a picture and, over it, the points that came from that very picture. */

import { ANKLES, HEELS, HIPS, KNEES, SHOULDERS, TOES } from "./angles.js";

/** @typedef {import("./pose.js").Point} Point */

const SIDES = { left: 0, right: 1 };
const LEG = [HIPS, KNEES, ANKLES, HEELS, TOES, ANKLES];
const BACK = "rgba(8, 20, 24, 0.75)";
const NEAR = "#ffd23f";
const FAR = "#9fd8d6";

/**
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasImageSource & {width: number, height: number} | null} picture
 * @param {Point[]} points
 * @param {{side?: "left" | "right", size?: [number, number]}} look  the tested side is drawn bold
 */
export function drawFrame(canvas, picture, points, { side = "right", size } = {}) {
  const [width, height] = size ?? [picture.width, picture.height];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  if (picture) context.drawImage(picture, 0, 0, width, height);
  else context.clearRect(0, 0, width, height);
  if (!points.length) return;
  const unit = Math.max(width, height) / 320;
  const near = SIDES[side] ?? SIDES.right;
  for (const [leg, colour] of [[1 - near, FAR], [near, NEAR]]) {
    const chain = LEG.map((pair) => points[pair[leg]]);
    line(context, [points[SHOULDERS[leg]], ...chain], colour, unit * (leg === near ? 2.2 : 1.4));
  }
  for (const pair of [SHOULDERS, HIPS, KNEES, ANKLES]) {
    for (const leg of [1 - near, near]) dot(context, points[pair[leg]], leg === near ? NEAR : FAR, unit);
  }
}

/**
 * The level through the hip, dashed, so that the eye sees where 90 degrees is.
 * @param {HTMLCanvasElement} canvas
 * @param {Point[]} points
 * @param {"left" | "right"} side
 */
export function drawLevel(canvas, points, side) {
  if (!points.length) return;
  const context = canvas.getContext("2d");
  const unit = canvas.width / 320;
  const [x, y] = points[HIPS[SIDES[side]]];
  const reach = canvas.width * 0.3;
  for (const [colour, wide] of [[BACK, 4], ["#ffffff", 1.6]]) {
    context.setLineDash([6 * unit, 4 * unit]);
    context.lineWidth = wide * unit;
    context.strokeStyle = colour;
    context.beginPath();
    context.moveTo(x - reach, y);
    context.lineTo(x + reach, y);
    context.stroke();
  }
  context.setLineDash([]);
}

function line(context, chain, colour, wide) {
  context.lineCap = context.lineJoin = "round";
  for (const [stroke, more] of [[BACK, 2.4], [colour, 0]]) {
    context.strokeStyle = stroke;
    context.lineWidth = wide + more;
    context.beginPath();
    chain.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.stroke();
  }
}

function dot(context, [x, y], colour, unit) {
  context.beginPath();
  context.arc(x, y, 3.2 * unit, 0, 2 * Math.PI);
  context.fillStyle = BACK;
  context.fill();
  context.beginPath();
  context.arc(x, y, 2.2 * unit, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}
