/*
 * A classic worker about the pose model: the model's own loader cannot run in a module worker.
 * In: {load} or {picture, time_ms}. Out: {ready}, {failed} or {points, picture}; the picture goes
 * back so that the page can draw the points over the very picture that they came from.
 */

/** @type {import("./pose_runtime.js").Pose | undefined} */
let pose;

self.onmessage = async ({ data }) => {
  try {
    if (data.load) {
      const { loadPose } = await import(data.load);
      pose = await loadPose();
      self.postMessage({ ready: true });
      return;
    }
    const began = performance.now();
    const points = pose.read(data.picture, data.time_ms);
    const took_ms = performance.now() - began;
    self.postMessage({ points, picture: data.picture, took_ms }, [data.picture]);
  } catch (error) {
    self.postMessage({ failed: String(error?.message ?? error) });
  }
};
