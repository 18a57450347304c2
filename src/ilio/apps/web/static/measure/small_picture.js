/** A picture in the size in which Ilio works: larger ones cost time and give no better angle. */

const LONG_SIDE = 720;

/**
 * @param {HTMLVideoElement} video
 * @returns {Promise<ImageBitmap>}
 */
export function smallPicture(video) {
  const { videoWidth, videoHeight } = video;
  const scale = LONG_SIDE / Math.max(videoWidth, videoHeight);
  if (scale >= 1) return createImageBitmap(video);
  return createImageBitmap(video, {
    resizeWidth: Math.round(videoWidth * scale),
    resizeHeight: Math.round(videoHeight * scale),
    resizeQuality: "medium",
  });
}
