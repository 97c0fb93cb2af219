/* The review of a file: the cell that is spoken of is shown beside its card. Without it the addresses do the same. */
"use strict";

document.addEventListener("focusin", (event) => {
  const card = event.target.closest(".ask-card[data-cell]");
  if (card) pointAt(document.getElementById(card.dataset.cell));
  if (event.target.matches("[data-picks-other]")) pickOther(event.target);
});
document.addEventListener("htmx:load", (event) => {
  const cell = event.detail.elt.querySelector?.("[data-into-view]");
  if (cell) bring(cell);
});

function pointAt(cell) {
  if (!cell || cell.classList.contains("now")) return;
  document.querySelectorAll(".word td.now").forEach((old) => old.classList.remove("now"));
  cell.classList.add("now");
  bring(cell);
}

/* Scrolls the sheet alone: the page stays where the person reads. */
function bring(cell) {
  const desk = cell.closest(".desk");
  const at = cell.getBoundingClientRect();
  const frame = desk.getBoundingClientRect();
  if (desk.scrollHeight <= desk.clientHeight || (at.top >= frame.top && at.bottom <= frame.bottom)) return;
  desk.scrollTop += at.top - frame.top - (frame.height - at.height) / 3;
}

function pickOther(field) {
  const radio = field.closest("fieldset").querySelector("[data-other]");
  if (radio) radio.checked = true;
}
