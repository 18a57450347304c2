/** A stream of frames as the text that the server keeps: points as JSON, a phone as CSV. */

const SHORT = 100;

const rounded = (value, digits = SHORT) => Math.round(value * digits) / digits;

/** Collects what one attempt recorded. */
export class Series {
  frames = [];

  /**
   * @param {{t: number, points?: import("./pose.js").Point[], up?: number[], picture?: ImageBitmap,
   *   width?: number, height?: number}} frame  the size where there is no picture
   */
  add({ t, points, up, picture, width, height }) {
    if (picture ?? width) this.size = [picture?.width ?? width, picture?.height ?? height];
    this.frames.push({ t, points, up });
  }

  get kind() {
    return this.frames[0]?.up ? "phone" : "points";
  }

  get length_s() {
    return this.frames.length ? this.frames.at(-1).t - this.frames[0].t : 0;
  }

  /** @returns {string} */
  text() {
    return this.kind === "phone" ? this.#csv() : this.#json();
  }

  #json() {
    const [width, height] = this.size ?? [0, 0];
    const frames = this.frames.map(({ t, points }) => ({
      time_s: rounded(t, 10_000),
      points: points.map(([x, y, z, seen]) => [rounded(x), rounded(y), rounded(z), rounded(seen, 1000)]),
    }));
    return JSON.stringify({ schema: "ilio/points/1", width, height, frames });
  }

  #csv() {
    const rows = this.frames.map(({ t, up }) => [t, ...up].map((v) => v.toFixed(5)).join(","));
    return ["time_s,gravity_x,gravity_y,gravity_z", ...rows].join("\n") + "\n";
  }
}
