// Says twice that a number is ready, in the page's language. Where the device has no voice for that
// language it stays silent: another language's voice would read the numbers wrong.

const PAUSE = 1200; // the chime comes first

/**
 * @param {string[]} numbers newest first
 * @param {string} sentence with %n for the number
 */
export function speak(numbers, sentence) {
  const lang = document.documentElement.lang;
  const find = () => globalThis.speechSynthesis?.getVoices().find((one) => one.lang.split(/[-_]/)[0] === lang);
  // The first question only makes the browser look for voices; the answer to it is often "none".
  find();
  setTimeout(() => {
    const voice = find();
    if (!voice) return;
    // In the order in which they became ready. After a long absence only the newest few.
    for (const number of numbers.slice(0, 3).reverse()) {
      for (let times = 0; times < 2; times += 1) {
        const said = new SpeechSynthesisUtterance(sentence.replace("%n", number));
        said.voice = voice;
        said.lang = voice.lang;
        speechSynthesis.speak(said);
      }
    }
  }, PAUSE);
}
