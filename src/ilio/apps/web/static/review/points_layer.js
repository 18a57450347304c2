/** The points over a picture: to be dragged by mouse or finger, or moved with the arrow keys. */

const SVG = "http://www.w3.org/2000/svg";
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const WAIT_MS = 600;
const CHAINS = ["shoulder", "hip", "knee", "ankle", "heel", "toe", "ankle"];
const MOVABLE = /^(shoulder|hip|knee|ankle)/;

const make = (name, facts) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(facts)) made.setAttribute(key, value);
  return made;
};

export class PointsLayer {
  #waiting;

  /**
   * @param {SVGSVGElement} svg
   * @param {"left" | "right"} side  the tested one
   * @param {(joint: string, x: number, y: number) => void} onMoved  when a point came to rest
   */
  constructor(svg, side, onMoved) {
    Object.assign(this, { svg, side, onMoved });
  }

  /**
   * @param {{names: string[], xy: ([number, number] | [null, null])[], by_hand: boolean[],
   *   width: number, height: number}} frame
   */
  show({ names, xy, by_hand, width, height }) {
    const focused = document.activeElement?.dataset?.joint;
    this.frame = { width, height, unit: Math.max(width, height) / 100 };
    this.places = new Map(names.map((name, i) => [name, [...xy[i]]]));
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.lines = ["left", "right"]
      .sort((side) => (side === this.side ? 1 : -1))
      .map((side) => make("polyline", { class: side === this.side ? "tested" : "other", "data-side": side }));
    const dots = names.flatMap((name, i) => (MOVABLE.test(name) && xy[i][0] !== null ? [this.#dot(name, by_hand[i])] : []));
    dots.sort((a) => (a.dataset.joint.endsWith(this.side) ? 1 : -1));
    this.svg.replaceChildren(...this.lines, ...dots);
    this.#draw();
    if (focused) this.svg.querySelector(`[data-joint="${focused}"]`)?.focus({ preventScroll: true });
  }

  #dot(joint, byHand) {
    const [part, side] = joint.split("_");
    const dot = make("g", { tabindex: 0, role: "button", "data-joint": joint });
    dot.setAttribute("class", [side === this.side ? "tested" : "other", byHand ? "by-hand" : ""].join(" ").trim());
    const { unit } = this.frame;
    dot.append(make("circle", { r: 4.2 * unit, class: "reach" }), make("circle", { r: 1.3 * unit, class: "mark" }));
    dot.setAttribute("aria-label", `${side} ${part}, move with the arrow keys`);
    dot.addEventListener("pointerdown", (event) => this.#drag(event, dot));
    dot.addEventListener("keydown", (event) => this.#key(event, joint));
    return dot;
  }

  #draw() {
    for (const line of this.lines) {
      const chain = CHAINS.map((part) => this.places.get(`${part}_${line.dataset.side}`));
      line.setAttribute("points", chain.filter((p) => p && p[0] !== null).map((p) => p.join(",")).join(" "));
    }
    for (const dot of this.svg.querySelectorAll("[data-joint]")) {
      const [x, y] = this.places.get(dot.dataset.joint);
      dot.setAttribute("transform", `translate(${x} ${y})`);
    }
  }

  #move(joint, x, y) {
    const { width, height } = this.frame;
    const inside = (value, most) => Math.round(Math.min(Math.max(value, 0), most) * 10) / 10;
    this.places.set(joint, [inside(x, width), inside(y, height)]);
    this.#draw();
  }

  #drag(event, dot) {
    event.preventDefault();
    dot.focus({ preventScroll: true });
    dot.setPointerCapture(event.pointerId);
    const { joint } = dot.dataset;
    let moved = false;
    const follow = (at) => {
      moved = true;
      const place = new DOMPoint(at.clientX, at.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
      this.#move(joint, place.x, place.y);
    };
    const end = () => {
      dot.removeEventListener("pointermove", follow);
      if (moved) this.onMoved(joint, ...this.places.get(joint));
    };
    dot.addEventListener("pointermove", follow);
    dot.addEventListener("pointerup", end, { once: true });
    dot.addEventListener("pointercancel", end, { once: true });
  }

  #key(event, joint) {
    const way = KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    const step = event.shiftKey ? 10 : 1;
    const [x, y] = this.places.get(joint);
    this.#move(joint, x + way[0] * step, y + way[1] * step);
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.onMoved(joint, ...this.places.get(joint)), WAIT_MS);
  }
}
