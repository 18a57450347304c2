/** Every way in opens the same kind of stream. */

import { openCamera } from "./camera.js";
import { openFilm } from "./film.js";
import { openSensor } from "./sensor.js";

const linked = (kind) => async (how) =>
  (await import("/static/link/remote.js")).openRemote({ ...how, kind });

export const WAYS = {
  camera: openCamera,
  phone: openSensor,
  film: openFilm,
  "phone-camera": linked("camera"),
  "phone-sensor": linked("sensor"),
};

/** @returns {"points" | "phone" | "answers"} what a way gives */
export function kindOf(way) {
  if (way === "questions") return "answers";
  return way === "phone" || way === "phone-sensor" ? "phone" : "points";
}

/** @returns {boolean} whether there are live pictures to set up by */
export const isLiveCamera = (way) => way === "camera" || way === "phone-camera";
