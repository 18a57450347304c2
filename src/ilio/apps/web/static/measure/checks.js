/** The set-up, looked at live: each check good, bad or open, with one sentence. */

import { ANKLES, HIPS, KNEES, NOSE, SHOULDERS, cameraYaw, facing, nearSide } from "./angles.js";

/** @typedef {{name: string, state: "good" | "bad" | "open", text: string}} Check */
/**
 * @typedef {object} Limits  from Ilio's knowledge
 * @property {number} yaw_good  [deg]
 * @property {number} person_least  [px]
 * @property {number} brightness_least  [%]
 * @property {number} contrast_least  [%]
 * @property {{shoulder: number}} widths
 */

const NEEDED = [NOSE, ...SHOULDERS, ...HIPS, ...KNEES, ...ANKLES];
const SEEN = 0.5;

const check = (name, good, yes, no) => ({ name, state: good ? "good" : "bad", text: good ? yes : no });

/**
 * @param {import("./camera.js").Frame} frame
 * @param {{brightness: number, contrast: number} | null} light  of the picture, if there is one [%]
 * @param {"left" | "right"} side  the tested one
 * @param {Limits} limits
 * @returns {Check[]}
 */
export function setUpChecks({ points, picture, ...sized }, light, side, limits) {
  const bright = light ? lightCheck(light, limits) : [];
  if (!points.length) {
    const text = "Nobody is in the picture. Step in, head to feet, seen from the side.";
    return [{ name: "Person", state: "bad", text }].concat(bright);
  }
  const { width, height } = picture ?? sized;
  const inside = NEEDED.every((joint) => {
    const [x, y, , visible] = points[joint];
    return x >= 0 && y >= 0 && x < width && y < height && visible > (joint === NOSE ? 0 : SEEN / 5);
  });
  return [
    check("Person", inside, "Head to ankles are in the picture.",
      "Not all of you is in the picture. Move the camera back, or step to the middle."),
    distance(points, limits),
    sideView(points, limits),
    nearLeg(points, side),
  ].concat(bright);
}

function distance(points, limits) {
  const size = Math.max(...[0, 1].map((axis) => {
    const values = points.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  }));
  return check("Distance", size >= limits.person_least, "You fill enough of the picture.",
    "You are small in the picture. Come closer to the camera.");
}

function sideView(points, limits) {
  const faces = facing(points);
  const off = Math.abs(cameraYaw(points, faces, limits.widths));
  if (Math.abs(faces) < SEEN / 2) {
    const text = "It is not clear which way you face. Stand square to the camera's side.";
    return { name: "Side view", state: "bad", text };
  }
  return check("Side view", off <= limits.yaw_good, "The camera sees you from the side.",
    `The camera is about ${Math.round(off)} degrees off your side. Turn, so that your shoulders line up.`);
}

function nearLeg(points, side) {
  return check("Near leg", nearSide(points) === side, `Your ${side} leg is nearer to the camera.`,
    `Turn round: the ${side} leg has to be nearer to the camera.`);
}

function lightCheck({ brightness, contrast }, limits) {
  const good = brightness >= limits.brightness_least && contrast >= limits.contrast_least;
  const todo = brightness < limits.brightness_least
    ? "It is dark. Turn on light, and keep windows behind the camera."
    : "You hardly stand out. Add light, or wear other colours than the wall.";
  return check("Light", good, "The light is good enough.", todo);
}

/**
 * Whether the phone stands level, told by its own sensor.
 * @param {import("./sensor.js").Up | undefined} up
 * @returns {Check}
 */
export function levelCheck(up) {
  const name = "Level";
  if (!up) {
    const text = "Put the camera at hip height on something level; this device cannot check it.";
    return { name, state: "open", text };
  }
  const roll = (Math.atan2(up[0], up[1]) * 180) / Math.PI;
  const off = roll - 90 * Math.round(roll / 90);
  return check(name, Math.abs(off) <= 2, "The camera is level.",
    `The camera tips ${Math.abs(off).toFixed(0)} degrees to its ${off > 0 ? "left" : "right"}. Set it upright.`);
}
