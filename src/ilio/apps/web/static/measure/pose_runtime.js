/**
 * The pose model itself: a picture in, 33 points out. Runs in a worker, or on the page where a
 * worker has no WebGL. The same weights as Ilio's Python, always on the processor: a graphics chip
 * computes in half precision, and another device would give another angle.
 */

const VENDOR = new URL("../vendor/", import.meta.url).href;

/**
 * @typedef {[number, number, number, number]} Point  x, y and depth in pixels of the picture, and
 *   visibility, 0 to 1
 * @typedef {{close: () => void, read: (picture: TexImageSource, time_ms: number) => Point[]}} Pose
 */

/**
 * Load the model.
 * @param {HTMLCanvasElement=} canvas  of the page's own, where there is no worker
 * @returns {Promise<Pose>}
 */
export async function loadPose(canvas) {
  const { PoseLandmarker } = await import(`${VENDOR}vision_bundle.mjs`);
  const files = {
    wasmLoaderPath: `${VENDOR}vision_wasm_internal.js`,
    wasmBinaryPath: `${VENDOR}vision_wasm_internal.wasm`,
  };
  const landmarker = await PoseLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: `${VENDOR}pose_full.task`, delegate: "CPU" },
    runningMode: "VIDEO",
    numPoses: 1,
    ...(canvas ? { canvas } : {}),
  });
  return {
    close: () => landmarker.close(),
    read: (picture, time_ms) => inPixels(landmarker.detectForVideo(picture, time_ms), picture),
  };
}

/** @returns {Point[]} empty when nobody was seen */
function inPixels(found, picture) {
  const [points] = found.landmarks;
  if (!points) return [];
  const width = picture.displayWidth ?? picture.videoWidth ?? picture.width;
  const height = picture.displayHeight ?? picture.videoHeight ?? picture.height;
  return points.map((p) => [p.x * width, p.y * height, p.z * width, p.visibility]);
}
