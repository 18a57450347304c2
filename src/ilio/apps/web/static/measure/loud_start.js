/**
 * Start by a loud sound, a clap or a shouted "go", when both hands are busy. Only the level of the
 * microphone is looked at, here on the page: nothing is recorded, understood or sent. (The
 * browser's own speech recognition would send the voice to its maker.)
 */

import { SourceError } from "./source_error.js";

const QUIET_MS = 700;
const TIMES_ROOM = 6;
const LEAST = 0.08;

/**
 * @param {() => void} onLoud
 * @returns {Promise<() => void>} ends the listening
 * @throws {SourceError}
 */
export async function listenForLoud(onLoud) {
  const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  const stream = await navigator.mediaDevices?.getUserMedia({ audio }).catch(() => undefined);
  if (!stream) {
    throw new SourceError("denied", "The microphone is not allowed for this page. Use the 10 seconds instead.");
  }
  const context = new AudioContext();
  const meter = new AnalyserNode(context, { fftSize: 1024 });
  new MediaStreamAudioSourceNode(context, { mediaStream: stream }).connect(meter);
  const samples = new Float32Array(meter.fftSize);
  const began = performance.now();
  let room = 0;
  const timer = setInterval(() => {
    meter.getFloatTimeDomainData(samples);
    const level = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    // the first moment tells how loud the room is by itself
    if (performance.now() - began < QUIET_MS) room = Math.max(room, Math.min(level, LEAST));
    else if (level > Math.max(LEAST, Math.min(0.5, TIMES_ROOM * room))) stop() || onLoud();
  }, 20);
  const stop = () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    context.close();
  };
  return stop;
}
