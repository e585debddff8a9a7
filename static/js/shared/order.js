// The form that drinks are chosen in: the guest's, and the bar's for walk-up orders. It follows what
// is typed and chosen; whoever puts another form in its place calls sum.

export const main = document.getElementById("main");

/** Says what is chosen and what it costs, and keeps to each group's maximum. */
export function sum() {
  const place = main.querySelector("[data-sum]");
  if (!place) return;
  for (const group of main.querySelectorAll("[data-max]")) {
    const full = group.querySelectorAll(":checked").length >= Number(group.dataset.max);
    for (const box of group.querySelectorAll("input:not(:checked)")) {
      if (full !== box.disabled && (full || box.dataset.full)) {
        box.disabled = full;
        box.dataset.full = full ? "1" : "";
      }
    }
  }
  const chosen = [...main.querySelectorAll("[name=drink]:checked, [name^='g.']:checked")]
    .filter((input) => input.value && input.closest("label").offsetParent);
  const drink = chosen[0]?.name === "drink" && chosen[0];
  place.hidden = !drink;
  if (!drink) return;
  // Oat milk takes the milk out of a flat white, if the flat white has that choice at all.
  const replaced = chosen.flatMap((input) => (input.dataset.replaces ?? "").split(" "));
  for (const mark of main.querySelectorAll("[data-allergen]")) {
    const own = mark.closest("label").contains(drink);
    mark.hidden = own && replaced.includes(mark.dataset.allergen);
  }
  const label = (input) => input.closest("label").querySelector(".name").textContent;
  place.firstElementChild.textContent = chosen.map(label).join(", ");
  const cents = chosen.reduce((all, input) => all + Number(input.dataset.cents ?? 0), 0);
  const price = drink.closest("label").querySelector(".tab")?.textContent ?? "";
  const { digits } = place.dataset;
  const amount = (cents / 10 ** digits)
    .toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits });
  place.lastElementChild.textContent = price.replace(/\d[\d.,]*/, amount);
}

main.addEventListener("input", ({ target }) => {
  // What was wrong with a field is over once it is changed, in the summary too.
  target.removeAttribute("aria-invalid");
  target.closest(".field,fieldset")?.querySelector(".error")?.remove();
  main.querySelector(`[href="#${target.closest("[id^=f-]")?.id}"]`)?.parentElement.classList.add("is-mended");
  sum();
});
