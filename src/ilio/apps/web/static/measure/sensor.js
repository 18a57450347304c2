/**
 * The phone as a spirit level: which way is up, in the phone's own axes, over time.
 * No heading is used, so it does not matter how the phone is turned on the leg.
 */

import { SourceError } from "./source_error.js";

/** @typedef {[number, number, number]} Up  unit vector */
/** @typedef {{t: number, up: Up}} Frame */

const EVERY_MS = 20;
const FIRST_MS = 1500;
const SILENT_MS = 1000;

/**
 * Call it in a tap: some phones allow the sensor only there.
 * @param {object} how
 * @param {(frame: Frame) => void} how.onFrame  t in seconds from the first frame on
 * @param {(state: string, sentence: string) => void} how.onState
 * @returns {Promise<{stop: () => void}>}
 * @throws {SourceError}
 */
export async function openSensor({ onFrame, onState }) {
  await askToUse();
  /** @type {Up | undefined} */
  let up;
  let heard_ms = 0;
  let began;
  const turned = ({ beta, gamma }) => {
    if (beta === null || gamma === null) return; // a computer without the sensor says so once
    up = upFrom(beta, gamma);
    heard_ms = performance.now();
  };
  // A phone that lies perfectly still sends no turn, but goes on sending motion: it is alive.
  const moved = () => (heard_ms = performance.now());
  addEventListener("deviceorientation", turned);
  addEventListener("devicemotion", moved);
  const tick = () => {
    const now = performance.now();
    if (!up || now - heard_ms > SILENT_MS) return onState("silent", "The sensor is silent.");
    began ??= now;
    onFrame({ t: (now - began) / 1000, up });
    onState("running", "");
  };
  const stop = () => {
    clearInterval(timer);
    removeEventListener("deviceorientation", turned);
    removeEventListener("devicemotion", moved);
  };
  onState("loading", "Waiting for the sensor.");
  const deadline = performance.now() + FIRST_MS;
  while (!up && performance.now() < deadline) await new Promise((go) => setTimeout(go, EVERY_MS));
  if (!up) {
    removeEventListener("deviceorientation", turned);
    removeEventListener("devicemotion", moved);
    throw new SourceError("missing", "This device has no orientation sensor. Use a phone, or the camera.");
  }
  const timer = setInterval(tick, EVERY_MS);
  return { stop };
}

async function askToUse() {
  if (typeof DeviceOrientationEvent === "undefined") {
    const why = window.isSecureContext
      ? new SourceError("missing", "This browser has no orientation sensor. Use a phone, or the camera.")
      : new SourceError("insecure", "This address is not secure, so the browser keeps the sensor " +
          "back. Open the page by the https link of ilio serve --lan.");
    throw why;
  }
  // both are asked for within the tap; motion only shows that a still phone is alive
  const [turning] = [DeviceOrientationEvent, globalThis.DeviceMotionEvent].map((kind) =>
    (kind?.requestPermission?.() ?? Promise.resolve("granted")).catch(() => "denied"));
  if ((await turning) !== "granted") {
    const todo = "Allow motion and orientation for this page, then try again.";
    throw new SourceError("denied", `The sensor is not allowed for this page. ${todo}`);
  }
}

/**
 * Which way is up, in the axes of the phone, from the angles that the browser gives.
 * @param {number} beta  tilt front to back [deg]
 * @param {number} gamma  tilt left to right [deg]
 * @returns {Up}
 */
export function upFrom(beta, gamma) {
  const [b, g] = [beta, gamma].map((deg) => (deg * Math.PI) / 180);
  return [-Math.cos(b) * Math.sin(g), Math.sin(b), Math.cos(b) * Math.cos(g)];
}
