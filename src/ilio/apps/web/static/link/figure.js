/** What the phone sees, without any picture: the points of a body, or how steep the phone stands. */

import { drawFrame } from "../measure/skeleton.js";

const WIDE = 640;
const HIGH = 480;

/**
 * Draw one reading.
 * @param {HTMLCanvasElement} canvas
 * @param {{points?: number[][], up?: number[], width?: number, height?: number}} frame
 */
export function drawFigure(canvas, { points, up, width = WIDE, height = HIGH }) {
  if (up) drawPhone(canvas, up);
  else drawFrame(canvas, null, points ?? [], { size: [width, height] });
}

/** The phone from the side: a bar that stands as steep as the phone does. */
function drawPhone(canvas, [x, y, z]) {
  Object.assign(canvas, { width: WIDE, height: HIGH });
  const brush = canvas.getContext("2d");
  const lean = Math.atan2(Math.hypot(x, z), y);
  brush.strokeStyle = getComputedStyle(canvas).color;
  brush.lineCap = "round";
  brush.translate(WIDE / 2, HIGH / 2);
  brush.lineWidth = 2;
  line(brush, [-WIDE / 3, 0], [WIDE / 3, 0]);
  brush.rotate(lean);
  brush.lineWidth = 22;
  line(brush, [0, -HIGH / 4], [0, HIGH / 4]);
}

function line(brush, from, to) {
  brush.beginPath();
  brush.moveTo(...from);
  brush.lineTo(...to);
  brush.stroke();
}
