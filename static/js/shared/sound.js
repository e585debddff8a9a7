// Crema's two sounds, made on the spot: two soft notes for ready, a wooden knock for new.

let context;

/** Makes sound possible; call it in a tap. @returns {Promise<void>} waits for the tap elsewhere */
export async function unlock() {
  context ??= new (window.AudioContext ?? window.webkitAudioContext)();
  if (context.state !== "running") await context.resume();
}

/** @param {number} pitch Hz @param {number} at seconds from now @param {number} length seconds */
function note(pitch, at, length, volume, type = "sine") {
  const start = context.currentTime + at;
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.linearRampToValueAtTime(volume * 0.5, start + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.001, start + length);
  const tone = new OscillatorNode(context, { frequency: pitch, type });
  tone.connect(gain).connect(context.destination);
  tone.start(start);
  tone.stop(start + length);
}

/** Ready: a rising fourth. @param {number} volume 0 to 1 */
export function chime(volume = 1) {
  if (context?.state !== "running" || !volume) return;
  note(587, 0, 0.3, volume);
  note(784, 0.16, 0.5, volume);
}

/** New: one low knock. @param {number} volume 0 to 1 @returns {boolean} whether it sounds */
export function knock(volume = 1) {
  if (context?.state !== "running" || !volume) return false;
  note(196, 0, 0.12, volume, "triangle");
  note(131, 0.02, 0.18, volume);
  return true;
}
