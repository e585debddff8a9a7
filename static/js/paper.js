// Prints tickets from the browser: makes the sheet as long as the longest ticket, so that a roll is
// not wasted, and opens the print dialog. The page can be printed by hand without it.

const roll = document.querySelector(".roll");
const slips = [...document.querySelectorAll(".slip")];
const button = document.querySelector("[data-print]");

function fit() {
  const width = Number(roll.dataset.paper);
  const millimetres = (pixels) => Math.ceil((pixels * 25.4) / 96);
  const longest = Math.max(...slips.map((slip) => slip.scrollHeight));
  // Never shorter than wide: that would be a sheet turned round.
  const height = Math.max(width + 1, millimetres(longest) + 8);
  const sheet = new CSSStyleSheet();
  const name = width < 70 ? "narrow" : "wide";
  sheet.insertRule(`@page ${name} { size: ${width}mm ${height}mm; }`);
  document.adoptedStyleSheets = [sheet];
}

if (slips.length) {
  button.hidden = false;
  button.addEventListener("click", () => print());
  await document.fonts.ready;
  fit();
  print();
}
