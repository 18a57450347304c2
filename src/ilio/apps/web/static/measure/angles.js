/** Angles for the eye while measuring. The numbers that count come from Python, from the series. */

/** @typedef {import("./pose.js").Point} Point */
/** @typedef {import("./sensor.js").Up} Up */

export const NOSE = 0;
export const EARS = [7, 8];
export const SHOULDERS = [11, 12];
export const HIPS = [23, 24];
export const KNEES = [25, 26];
export const ANKLES = [27, 28];
export const HEELS = [29, 30];
export const TOES = [31, 32];

const middle = (points, [a, b]) => [(points[a][0] + points[b][0]) / 2, (points[a][1] + points[b][1]) / 2];
const minus = (a, b) => [a[0] - b[0], a[1] - b[1]];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1];
const degrees = (rad) => (rad * 180) / Math.PI;

function unit(vector) {
  const size = Math.max(Math.hypot(...vector), 1e-9);
  return [vector[0] / size, vector[1] / size];
}

/** Sine of the turn from one vector to another. */
function bend(along, across) {
  const size = Math.hypot(...along) * Math.hypot(...across);
  return (along[0] * across[1] - along[1] * across[0]) / Math.max(size, 1e-9);
}

/**
 * Which way the person faces: the nose stands before the ears, the toes before the heels.
 * @param {Point[]} points
 * @returns {number} positive for image right; its size, 0 to 1, says how surely
 */
export function facing(points) {
  const trunk = minus(middle(points, SHOULDERS), middle(points, HIPS));
  const votes = [bend(trunk, minus(points[NOSE], middle(points, EARS)))];
  for (const leg of [0, 1]) {
    const shank = minus(points[ANKLES[leg]], points[KNEES[leg]]);
    votes.push(-bend(shank, minus(points[TOES[leg]], points[HEELS[leg]])));
  }
  return votes.reduce((sum, vote) => sum + vote, 0) / votes.length;
}

/** @returns {"left" | "right"} the side nearer to the camera: facing image right shows the right */
export const nearSide = (points) => (facing(points) >= 0 ? "right" : "left");

/**
 * @typedef {{up: number, front: number, bent: number, split: number, far: number}} HipOffset
 *   where the hip joint lies next to the model's hip point: shares of the thigh, from Ilio's
 *   knowledge for the fast network
 */

/**
 * Thigh elevation of both legs: straight down 0, level 90, lying with the knee above the hip 180.
 * @param {Point[]} points
 * @param {number} faces  sign of `facing`
 * @param {HipOffset=} hip  none: the thigh as the points show it
 * @returns {[number, number]} left, right [deg]
 */
export function thighElevations(points, faces, hip = { up: 0, front: 0, bent: 0, split: 0, far: 0 }) {
  const sign = faces >= 0 ? 1 : -1;
  const up = unit(minus(middle(points, SHOULDERS), middle(points, HIPS)));
  const front = [-up[1] * sign, up[0] * sign];
  const bones = [0, 1].map((leg) => minus(points[KNEES[leg]], points[HIPS[leg]]));
  const forward = bones.map((bone) => dot(unit(bone), front));
  return bones.map((bone, leg) => {
    const far = (sign > 0) === (leg === 0) ? hip.far : 0; // whoever faces image right shows the right
    const along = hip.up + hip.bent * (1 + dot(unit(bone), up));
    const across = hip.front + hip.split * (forward[leg] - forward[1 - leg]) + far * forward[leg];
    const length = Math.hypot(...bone);
    const thigh = [0, 1].map((i) => bone[i] + length * (along * up[i] + across * front[i]));
    const angle = degrees(Math.atan2(thigh[0] * sign, thigh[1]));
    return angle < -90 ? angle + 360 : angle;
  });
}

/**
 * Angle between two directions of up: how far the phone has turned.
 * @param {Up} a
 * @param {Up} b
 * @returns {number} [deg]
 */
export function turn(a, b) {
  const cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  return degrees(Math.atan2(Math.hypot(...cross), a[0] * b[0] + a[1] * b[1] + a[2] * b[2]));
}

/**
 * How far the camera stands off the square side view, from the gaps between left and right.
 * @param {Point[]} points
 * @param {number} faces  sign of `facing`
 * @param {{shoulder: number}} widths  share of the trunk's length
 * @returns {number} [deg]
 */
export function cameraYaw(points, faces, widths) {
  const sign = faces >= 0 ? 1 : -1;
  const trunk = minus(middle(points, SHOULDERS), middle(points, HIPS));
  const length = Math.max(Math.hypot(...trunk), 1e-9);
  const front = [(-trunk[1] / length) * sign, (trunk[0] / length) * sign];
  const [far, near] = sign > 0 ? SHOULDERS : [...SHOULDERS].reverse();
  const gap = minus(points[far], points[near]);
  const share = (gap[0] * front[0] + gap[1] * front[1]) / length / widths.shoulder;
  return degrees(Math.asin(Math.max(-1, Math.min(1, share))));
}
