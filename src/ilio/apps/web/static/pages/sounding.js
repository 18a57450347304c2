// Voice and beeps. Only voices of this device speak: others would send the words to a server.

const LEAD_S = 3; // so many short beeps before a change
const COUNT_HZ = 620;
const CHANGE_HZ = 930;

export class Sound {
  constructor() {
    this.audio = null;
    this.planned = [];
    this.speaks = true;
  }

  /** Sound may only begin inside a tap. */
  unlock() {
    const Audio = window.AudioContext ?? window.webkitAudioContext;
    if (Audio && !this.audio) this.audio = new Audio();
    this.audio?.resume?.();
  }

  get voice() {
    const voices = window.speechSynthesis?.getVoices() ?? [];
    const own = voices.filter((voice) => voice.localService);
    return own.find((voice) => voice.lang.startsWith("en")) ?? null;
  }

  say(words) {
    if (!this.speaks || !this.voice) return false;
    window.speechSynthesis.cancel();
    const said = new SpeechSynthesisUtterance(words);
    said.voice = this.voice;
    window.speechSynthesis.speak(said);
    return true;
  }

  /** Beeps for every coming change, laid on the audio clock, which runs on when the screen is dark. */
  plan(ends) {
    this.silence();
    if (!this.audio) return;
    const now = this.audio.currentTime;
    for (const end of ends) {
      for (let lead = LEAD_S; lead > 0; lead -= 1) this.#beep(now + end - lead, COUNT_HZ, 0.09);
      this.#beep(now + end, CHANGE_HZ, 0.35);
    }
  }

  silence() {
    for (const beep of this.planned) beep.stop();
    this.planned = [];
    window.speechSynthesis?.cancel();
  }

  #beep(at, pitch, length) {
    if (at < this.audio.currentTime) return;
    const tone = this.audio.createOscillator();
    const loud = this.audio.createGain();
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0, at);
    loud.gain.linearRampToValueAtTime(0.35, at + 0.015);
    loud.gain.linearRampToValueAtTime(0, at + length);
    tone.connect(loud).connect(this.audio.destination);
    tone.start(at);
    tone.stop(at + length);
    this.planned.push(tone);
  }
}
