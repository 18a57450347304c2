/** Brightness and contrast of a picture, from a small copy of it. */

const WIDE = 64;
const TALL = 48;
const canvas = new OffscreenCanvas(WIDE, TALL);
const context = canvas.getContext("2d", { willReadFrequently: true });

/**
 * @param {ImageBitmap} picture
 * @returns {{brightness: number, contrast: number}} [%]: the usual brightness, and how far the
 *   darkest and the brightest tenth lie apart
 */
export function lightOf(picture) {
  context.drawImage(picture, 0, 0, WIDE, TALL);
  const { data } = context.getImageData(0, 0, WIDE, TALL);
  const bright = [];
  for (let i = 0; i < data.length; i += 4) {
    bright.push(0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2]);
  }
  bright.sort((a, b) => a - b);
  const at = (share) => bright[Math.floor(share * (bright.length - 1))] / 2.55;
  return { brightness: at(0.5), contrast: at(0.9) - at(0.1) };
}
