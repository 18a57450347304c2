/** The camera as a stream of frames: the points of a body, and the very picture they came from. */

import { openPose } from "./pose.js";
import { smallPicture } from "./small_picture.js";
import { SourceError } from "./source_error.js";

/** @typedef {import("./pose.js").Point} Point */
/** @typedef {{t: number, points: Point[], picture: ImageBitmap, took_ms: number}} Frame */

const WANTED = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };

/**
 * @param {object} how
 * @param {(frame: Frame) => void} how.onFrame  t in seconds from the first frame on
 * @param {(state: string, sentence: string) => void} how.onState  "loading", "running", "ended"
 * @param {"user" | "environment"=} how.facing  which camera of a phone
 * @returns {Promise<{stop: () => void}>}
 * @throws {SourceError}
 */
export async function openCamera({ onFrame, onState, facing = "environment" }) {
  onState("loading", "Starting the camera and loading the pose model.");
  const opening = openPose();
  opening.catch(() => {}); // told below, after the camera's own troubles
  const stream = await cameraStream(facing).catch(async (error) => {
    opening.then((pose) => pose.close(), () => {});
    throw error;
  });
  const video = document.createElement("video");
  Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
  let pose;
  try {
    [pose] = await Promise.all([opening, video.play()]);
  } catch (error) {
    stream.getTracks().forEach((track) => track.stop());
    throw new SourceError("broken", `The pose model did not start (${error.message}). Load the page again.`);
  }
  let running = true;
  const stop = () => {
    if (!running) return;
    running = false;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
    pose.close();
  };
  stream.getVideoTracks()[0].addEventListener("ended", () => {
    stop();
    onState("ended", "The camera stopped. Start it again.");
  });
  follow(video, pose, () => running, onFrame, onState);
  return { stop };
}

/** The next picture is fetched while the model looks at the last one, so that neither waits. */
async function follow(video, pose, goesOn, onFrame, onState) {
  let first_ms;
  let next = take(video);
  while (goesOn()) {
    const { at_ms, picture } = await next;
    if (!goesOn()) return picture.close();
    next = take(video);
    first_ms ??= at_ms;
    const t = (at_ms - first_ms) / 1000;
    try {
      const seen = await pose.read(picture, t);
      if (!goesOn()) return;
      onFrame({ t, ...seen });
      onState("running", "");
    } catch (error) {
      if (goesOn()) onState("broken", `A picture could not be read (${error.message}).`);
    }
  }
}

async function take(video) {
  const at_ms = await nextPicture(video);
  return { at_ms, picture: await smallPicture(video) };
}

/** @returns {Promise<number>} when the picture was taken, as well as the browser knows [ms] */
function nextPicture(video) {
  return new Promise((resolve) => {
    if (video.requestVideoFrameCallback) {
      video.requestVideoFrameCallback((now, facts) => resolve(facts.captureTime ?? now));
    } else {
      requestAnimationFrame(resolve);
    }
  });
}

async function cameraStream(facing) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new SourceError(
      "insecure",
      "This address is not secure, so the browser keeps the camera back. Open the page on this " +
        "computer, or by the https link of ilio serve --lan; a film file works here as well.",
    );
  }
  try {
    const video = { ...WANTED, facingMode: { ideal: facing } };
    return await navigator.mediaDevices.getUserMedia({ video, audio: false });
  } catch (error) {
    throw inWords(error);
  }
}

function inWords(error) {
  if (error.name === "NotAllowedError" || error.name === "SecurityError") {
    const todo = "Allow it beside the address of the page, then try again.";
    return new SourceError("denied", `The camera is not allowed for this page. ${todo}`);
  }
  if (error.name === "NotFoundError" || error.name === "OverconstrainedError") {
    return new SourceError("missing", "No camera was found. Plug one in, or use a film file.");
  }
  if (error.name === "NotReadableError") {
    return new SourceError("busy", "Another program holds the camera. Close it, then try again.");
  }
  return new SourceError("broken", `The camera did not start (${error.message}). Try again.`);
}
