/* The dialog of Ctrl-K: a combobox over what the server found. Without this file the same form opens the page of search. */
"use strict";

(() => {
  const dialog = document.getElementById("search");
  if (!dialog) return;
  const field = document.getElementById("search-field");
  const found = document.getElementById("search-found");
  const said = document.getElementById("search-said");
  const options = () => Array.from(found.querySelectorAll('[role="option"]'));
  const chosen = () => found.querySelector('[aria-selected="true"]');

  document.addEventListener("click", (event) => {
    if (!event.target.closest('[data-dialog="search"]')) return;
    field.select();
    if (!found.childElementCount) window.htmx.trigger(field, "begin");
  });

  found.addEventListener("htmx:afterSwap", () => {
    options().forEach((option, number) => { option.id = `found-option-${number}`; });
    field.setAttribute("aria-expanded", String(options().length > 0));
    field.removeAttribute("aria-activedescendant");
    said.textContent = found.firstElementChild?.dataset.said ?? "";
    found.scrollTop = 0;
  });

  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose(step);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    }
  });

  function choose(step) {
    const all = options();
    if (!all.length) return;
    const here = all.indexOf(chosen());
    const next = all[here < 0 && step < 0 ? all.length - 1 : (here + step + all.length) % all.length];
    chosen()?.setAttribute("aria-selected", "false");
    next.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }
})();
