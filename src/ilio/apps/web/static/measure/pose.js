/** The pose model, wherever it can run: in a worker, else on the page. One picture at a time. */

/** @typedef {import("./pose_runtime.js").Point} Point */
/** @typedef {{picture: ImageBitmap, points: Point[], took_ms: number}} Seen */

const RUNTIME = new URL("./pose_runtime.js", import.meta.url).href;
const WORKER = new URL("./pose_worker.js", import.meta.url).href;

let warm;

/** Load the model before it is needed; the next `openPose` takes it. */
export function warmPose() {
  warm ??= load();
  warm.catch(() => (warm = undefined)); // told by whoever needs it
}

const load = () => (workerHasWebGL() ? inWorker() : onPage());

/**
 * @returns {Promise<{read: (picture: ImageBitmap, time_s: number) => Promise<Seen>, close: () => void}>}
 */
export async function openPose() {
  const opening = warm ?? load();
  warm = undefined;
  const inner = await opening;
  let last_ms = -1;
  return {
    close: inner.close,
    read: (picture, time_s) => {
      // the model wants whole milliseconds that rise
      last_ms = Math.max(last_ms + 1, Math.round(time_s * 1000));
      return inner.read(picture, last_ms);
    },
  };
}

/** The model brings its pictures in through WebGL, and some browsers have none in a worker. */
function workerHasWebGL() {
  try {
    return new OffscreenCanvas(1, 1).getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

async function inWorker() {
  const worker = new Worker(WORKER);
  const ask = (message, moved = []) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) =>
        data.failed ? reject(new Error(data.failed)) : resolve(data);
      worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
      worker.postMessage(message, moved);
    });
  try {
    await ask({ load: RUNTIME });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    close: () => worker.terminate(),
    read: (picture, time_ms) => ask({ picture, time_ms }, [picture]),
  };
}

async function onPage() {
  const { loadPose } = await import("./pose_runtime.js");
  const pose = await loadPose(document.createElement("canvas"));
  return {
    close: pose.close,
    read: async (picture, time_ms) => {
      const began = performance.now();
      const points = pose.read(picture, time_ms);
      return { picture, points, took_ms: performance.now() - began };
    },
  };
}
