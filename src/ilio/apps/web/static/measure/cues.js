/** What is said: spoken by a voice on this device, else a beep, and always as text. */

let context;

/** Browsers let sound out only after a tap: call this in one. */
export function unlockSound() {
  try {
    context ??= new AudioContext();
    context.resume();
  } catch {
    context = undefined; // no sound device; the text stays
  }
  const silent = new SpeechSynthesisUtterance(" ");
  silent.volume = 0;
  if (localVoice()) speechSynthesis.speak(silent);
}

/** Voices that send the text away are left alone: nothing leaves the device. */
function localVoice() {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  return voices.find((voice) => voice.localService && voice.lang.startsWith("en"));
}

/**
 * @param {HTMLElement} place  with role="status": read out by screen readers too
 * @param {string} text
 * @param {{beeps?: number}} how  how many beeps stand for it where there is no voice
 */
export function cue(place, text, { beeps = 1 } = {}) {
  place.textContent = text;
  const voice = localVoice();
  if (voice) {
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    speechSynthesis.cancel();
    speechSynthesis.speak(words);
    return;
  }
  for (let i = 0; i < beeps; i++) beep(0.22 * i);
}

/** @param {number} after_s */
export function beep(after_s = 0, hz = 880) {
  if (!context) return;
  const start = context.currentTime + after_s;
  const tone = new OscillatorNode(context, { frequency: hz });
  const loud = new GainNode(context, { gain: 0 });
  loud.gain.linearRampToValueAtTime(0.3, start + 0.01);
  loud.gain.setValueAtTime(0.3, start + 0.12);
  loud.gain.linearRampToValueAtTime(0, start + 0.15);
  tone.connect(loud).connect(context.destination);
  tone.start(start);
  tone.stop(start + 0.16);
}
