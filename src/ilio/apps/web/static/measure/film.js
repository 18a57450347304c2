/**
 * A film file as a stream of frames. It is stepped, not played, so that no picture is lost on a
 * slow machine; each frame carries the film's own time. The file never leaves the browser.
 */

import { openPose } from "./pose.js";
import { smallPicture } from "./small_picture.js";
import { SourceError } from "./source_error.js";

const STEP_S = 1 / 15;
const LONGEST_S = 180;
const SHOWN_MS = 1000;

/**
 * @param {object} how
 * @param {File} how.file
 * @param {(frame: import("./camera.js").Frame) => void} how.onFrame
 * @param {(state: string, sentence: string, share?: number) => void} how.onState
 *   "loading", "running" with the share done, "ended"
 * @returns {Promise<{stop: () => void}>}
 * @throws {SourceError}
 */
export async function openFilm({ file, onFrame, onState }) {
  onState("loading", "Opening the film and loading the pose model.");
  const video = document.createElement("video");
  const url = URL.createObjectURL(file);
  Object.assign(video, { src: url, muted: true, playsInline: true, preload: "auto" });
  const opening = openPose();
  opening.catch(() => {});
  try {
    await once(video, "loadeddata");
    if (!(video.videoWidth > 0)) throw new Error("no pictures");
    if (video.duration > LONGEST_S) throw new SourceError("broken", tooLong(video.duration));
  } catch (error) {
    URL.revokeObjectURL(url);
    opening.then((pose) => pose.close(), () => {});
    if (error instanceof SourceError) throw error;
    throw new SourceError("broken", "This browser cannot open the file. Save the film as MP4 (H.264).");
  }
  const pose = await opening.catch((error) => {
    throw new SourceError("broken", `The pose model did not start (${error.message}). Load the page again.`);
  });
  let running = true;
  const stop = () => {
    if (!running) return;
    running = false;
    URL.revokeObjectURL(url);
    video.removeAttribute("src");
    pose.close();
  };
  stepThrough(video, pose, () => running, onFrame, onState)
    .then(() => running && onState("ended", "The film is read."))
    .catch((error) => running && onState("broken", `The film stops here (${error.message}).`))
    .finally(stop);
  return { stop };
}

/** The film steps on while the model looks at the last picture. */
async function stepThrough(video, pose, goesOn, onFrame, onState) {
  let last = -1;
  let next = take(video, 0);
  for (let t = 0; goesOn() && t < video.duration; t += STEP_S) {
    const { at, picture } = await next;
    if (!goesOn()) return;
    next = take(video, t + STEP_S);
    next.catch(() => {}); // told when it is waited for
    if (at <= last) {
      picture.close(); // a film of fewer pictures a second
      continue;
    }
    last = at;
    const seen = await pose.read(picture, at);
    if (!goesOn()) return;
    onFrame({ t: at, ...seen });
    onState("running", "", Math.min(1, t / video.duration));
  }
}

async function take(video, t) {
  const at = await seek(video, Math.min(t, video.duration));
  return { at, picture: await smallPicture(video) };
}

/** @returns {Promise<number>} the film's own time of the picture that now shows [s] */
async function seek(video, t) {
  const seeked = once(video, "seeked");
  const shown = video.requestVideoFrameCallback
    ? new Promise((resolve) =>
        video.requestVideoFrameCallback((_, facts) => resolve(facts.mediaTime)))
    : Promise.resolve(t);
  video.currentTime = t;
  await seeked;
  // a picture that shows already is not shown again
  const late = new Promise((resolve) => setTimeout(() => resolve(t), t === 0 ? 200 : SHOWN_MS));
  return Promise.race([shown, late]);
}

function once(video, name) {
  return new Promise((resolve, reject) => {
    video.addEventListener(name, resolve, { once: true });
    const why = () => reject(new Error(video.error?.message || "unreadable"));
    video.addEventListener("error", why, { once: true });
  });
}

function tooLong(duration_s) {
  return `The film is ${Math.round(duration_s)} s long; one attempt takes about a minute. Cut it to one.`;
}
