/** One attempt being recorded: a way in, the guide, the series, the pictures that stay here. */

import { cue } from "./cues.js";
import { Guide } from "./guide.js";
import { listenForLoud } from "./loud_start.js";
import { PhoneAngle } from "./phone_angle.js";
import { Pictures } from "./pictures.js";
import { Series } from "./series.js";
import { Stage, testedThigh } from "./stage.js";
import { countDown, holdClock } from "./starting.js";
import { stayAwake } from "./wake.js";
import { WAYS, isLiveCamera, kindOf } from "./ways.js";

const COUNT_S = 10;
const LYING_DEG = 90;
const SPARE_S = 0.5;
const WORDS = { camera: "Stand the phone so that it sees you from the side.", sensor: "Strap this phone to the thigh." };

export class Attempt {
  phase = "setup";
  series = new Series();
  pictures = new Pictures();

  /**
   * @param {object} how
   * @param {string} how.protocol
   * @param {object} how.test  how it is led, as its card has it
   * @param {"left" | "right"} how.side
   * @param {string} how.way
   * @param {boolean} how.pelvis  the phone on the pelvis
   * @param {Record<string, number>} how.limits
   * @param {HTMLElement} how.status  with role="status"
   * @param {(phase: string) => void} how.onPhase
   * @param {(attempt: Attempt) => void} how.onDone
   */
  constructor(how) {
    Object.assign(this, how);
    this.kind = kindOf(this.way);
    this.stage = new Stage(this);
    const rest = this.test.rest === "lying" && !this.pelvis ? LYING_DEG : 0;
    this.phone = new PhoneAngle(rest, this.limits["phone.large_lift"]);
    this.#newGuide();
  }

  #newGuide() {
    const kind = this.pelvis ? "pelvis" : this.kind;
    this.guide = new Guide({
      ...this,
      kind,
      say: (text) => this.say(text),
      onStill: () => this.kind === "phone" && this.phone.zero(this.up),
    });
  }

  say(text, beeps) {
    cue(this.status, text, { beeps });
  }

  /** @param {File=} file  of a film */
  async open(file) {
    const open = WAYS[this.way];
    if (!open) return;
    this.source?.stop();
    this.source = await open({
      file,
      facing: this.facing,
      words: WORDS[this.kind === "phone" ? "sensor" : "camera"],
      onFrame: (frame) => this.#frame(frame),
      onState: (state, sentence, share) => this.#state(state, sentence, share),
    });
    if (this.closed) this.source.stop();
  }

  #state(state, sentence, share) {
    this.onState?.(state, sentence, share);
    if (this.way === "film" && state === "running" && this.phase === "setup") this.#enter("run");
    if (this.way === "film" && state === "ended") this.#finish();
    else if (state === "ended" && this.phase === "run") this.#finish();
  }

  #frame(frame) {
    this.seen_ms = performance.now();
    const angle = this.#angle(frame);
    if (frame.points) this.stage.show(frame);
    this.stage.showAngle(angle);
    if (this.phase !== "run" && isLiveCamera(this.way)) this.stage.check(frame);
    if (this.phase === "run") this.#record(frame, angle);
    frame.picture?.close();
  }

  #angle({ points, up }) {
    if (up) {
      this.up = up;
      return this.phone.of(up);
    }
    return points.length ? testedThigh(points, this.test, this.limits) : undefined;
  }

  #record(frame, angle) {
    this.began_t ??= frame.t;
    const t = frame.t - this.began_t;
    this.series.add({ ...frame, t });
    this.pictures.add({ ...frame, t });
    if (angle !== undefined) this.guide.hold.peak = Math.max(this.guide.hold.peak ?? -180, angle);
    if (this.way === "film") {
      if (angle !== undefined) this.guide.hold.feed(t, angle);
      return;
    }
    const { clock_s, done } = this.guide.feed(t, angle);
    this.stage.showClock(clock_s);
    if (done) this.#finish();
  }

  /** @param {"now" | "delay" | "loud"} how */
  async start(how) {
    if (this.phase !== "setup") return;
    this.#enter("count");
    if (how === "loud") {
      this.say("Ready. Clap, or shout go.", 2);
      this.stopListening = await listenForLoud(() => this.#run());
      return;
    }
    if (how === "delay") this.say("Get ready.");
    const second = (left_s) => this.stage.showClock(left_s);
    this.callOff = countDown(how === "delay" ? COUNT_S : 0, second, () => this.#run());
  }

  #run() {
    this.stage.showClock(undefined);
    this.sleep = stayAwake();
    this.#enter("run");
    this.say(this.kind === "answers" ? this.test.hold.ask : this.guide.first, 2);
    if (this.kind !== "answers") return;
    this.stopClock = holdClock(this.guide.hold, {
      done: this.test.hold.done,
      onLeft: (left_s) => this.stage.showClock(left_s),
      say: (text) => this.say(text),
      onDone: () => this.#finish(),
    });
  }

  stop() {
    if (this.phase === "count") {
      this.close();
      this.onPhase("stopped");
    } else this.#finish();
  }

  #finish() {
    if (this.phase === "done") return;
    this.close();
    this.#enter("done");
    this.onDone(this);
  }

  close() {
    this.closed = true;
    this.callOff?.();
    this.stopClock?.();
    this.stopListening?.();
    this.sleep?.();
    this.source?.stop();
    this.stage.showClock(undefined);
    this.stage.close();
  }

  #enter(phase) {
    this.phase = phase;
    this.onPhase(phase);
  }

  /** What the recording answers by itself, so that it is not asked; nothing of it is posted. */
  get told() {
    const { held_s, peak, level, target_s } = this.guide.hold;
    const seen = this.test.hold?.seen;
    if (this.kind === "answers" || !seen || peak === undefined) return {};
    const full = held_s >= target_s - SPARE_S ? { ended: "full time" } : {};
    return { [seen.question]: peak >= level ? seen.over : seen.under, held_s, ...full };
  }
}
