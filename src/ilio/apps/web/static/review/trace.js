/** The angle over time, to be scrubbed: a click or a drag goes to that moment. */

const NAMES = { thigh_elevation: "thigh, degrees from straight down", thigh_drop: "thigh, degrees below level" };

/** Draws the curve; without its library (an odd locale can stop it) the slider still scrubs. */
export class Trace {
  /**
   * @param {HTMLElement} place
   * @param {(t: number) => void} onTime
   */
  constructor(place, onTime) {
    Object.assign(this, { place, onTime });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.curve && this.show(this.curve));
    addEventListener("resize", () => this.chart?.setSize(this.#size()));
  }

  #size() {
    return { width: Math.max(this.place.clientWidth, 200), height: 240 };
  }

  async show(curve) {
    this.curve = curve;
    try {
      const { default: UPlot } = await import("/static/vendor/uPlot.esm.js");
      this.chart?.destroy();
      this.chart = new UPlot(this.#options(), this.#data(), this.place);
      this.chart.over.addEventListener("pointerdown", (event) => this.#scrub(event));
      this.mark(this.at ?? curve.window_s[0]);
    } catch {
      this.place.textContent = "The chart could not be drawn; the slider above goes through the pictures.";
    }
  }

  #data() {
    const { time_s, angle_deg, low_deg, high_deg } = this.curve;
    return [time_s, high_deg, low_deg, angle_deg];
  }

  #options() {
    const style = getComputedStyle(document.documentElement);
    const [ink, soft, rule, accent, tint, alarm] = ["ink", "soft", "rule", "accent", "tint", "alarm"]
      .map((name) => style.getPropertyValue(`--${name}`).trim());
    const axis = { stroke: soft, grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1 }, font: "13px system-ui" };
    const edge = { stroke: "transparent", width: 0, points: { show: false } };
    const window_s = this.curve.window_s;
    return {
      ...this.#size(),
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, points: { show: false } },
      scales: { x: { time: false } },
      axes: [{ ...axis, label: "time, s", labelFont: "13px system-ui" }, { ...axis, size: 44 }],
      bands: [{ series: [1, 2], fill: tint }],
      series: [{}, edge, edge, { stroke: accent, width: 2, points: { show: false } }],
      hooks: {
        draw: [(chart) => {
          for (const t of window_s) upright(chart, t, soft, [4, 4]);
          if (this.at !== undefined) upright(chart, this.at, alarm, []);
          if (this.curve.name === "thigh_elevation") level(chart, 90, ink);
        }],
      },
    };
  }

  #scrub(event) {
    const go = (at) => {
      const box = this.chart.over.getBoundingClientRect();
      this.onTime(this.chart.posToVal(at.clientX - box.left, "x"));
    };
    go(event);
    this.chart.over.setPointerCapture(event.pointerId);
    this.chart.over.addEventListener("pointermove", go);
    const end = () => this.chart.over.removeEventListener("pointermove", go);
    this.chart.over.addEventListener("pointerup", end, { once: true });
  }

  /** @param {number} t */
  mark(t) {
    this.at = t;
    this.chart?.redraw(false);
  }

  /** @returns {string} the curve in words, for whoever hears the page */
  static words({ name, window_s }) {
    const [from, till] = window_s.map((t) => t.toFixed(1));
    return `${NAMES[name] ?? name}; the band is the 90 % interval. The numbers were read from ${from} to ${till} s, between the dashed lines.`;
  }
}

function upright(chart, t, colour, dash) {
  const x = chart.valToPos(t, "x", true);
  const { top, height } = chart.bbox;
  stroke(chart.ctx, colour, dash, [x, top], [x, top + height]);
}

function level(chart, value, colour) {
  const y = chart.valToPos(value, "y", true);
  const { left, width } = chart.bbox;
  stroke(chart.ctx, colour, [2, 5], [left, y], [left + width, y]);
}

function stroke(context, colour, dash, from, to) {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.restore();
}
