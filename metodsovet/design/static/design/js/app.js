/* What the pages need beyond HTML and htmx. Everything here only eases what works without it. */
"use strict";

const NO_CONNECTION = "Нет связи, введённое сохранено на этой странице; повторите.";
const FAILED = "Действие не выполнено из-за ошибки на нашей стороне. Повторите через минуту.";
const FORBIDDEN = "Это действие вам не дано или вход устарел. Обновите страницу.";
const TOAST_SECONDS = 10;
const LOCK_SECONDS = 15;

const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

/* htmx: the key of forms, refusals at the place they speak of, a lost connection in words. */

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = meta("csrf-token");
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status !== 409) return;
  event.detail.shouldSwap = false;
  event.detail.isError = false;
  say(xhr.responseText, requestConfig.elt);
});

document.addEventListener("htmx:sendError", (event) => tell(NO_CONNECTION, event.detail.elt));
document.addEventListener("htmx:timeout", (event) => tell(NO_CONNECTION, event.detail.elt));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status !== 409) tell(status === 403 ? FORBIDDEN : FAILED, event.detail.elt);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "side") event.detail.target.querySelector("h2")?.scrollIntoView({ block: "nearest" });
});
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));

/* A sentence that came from the page's own script. */
function tell(sentence, origin) {
  if (origin?.closest?.("form[data-autosave]")) return;
  const note = document.createElement("div");
  note.className = "note bad told";
  note.setAttribute("role", "alert");
  note.dataset.refusalNote = "";
  note.append(sentence);
  place(note, origin);
}

/* A refusal that came from the server as a fragment of our own templates. */
function say(html, origin) {
  const note = new DOMParser().parseFromString(html, "text/html").querySelector("[data-refusal-note]");
  if (note) place(document.importNode(note, true), origin);
  else tell(FAILED, origin);
}

function place(note, origin) {
  const form = origin?.closest?.("form");
  const where = form?.querySelector("[data-refusal]") ?? form ?? document.getElementById("toasts");
  where.querySelectorAll(":scope > [data-refusal-note]").forEach((old) => old.remove());
  where.prepend(note);
  note.scrollIntoView({ block: "nearest" });
}

/* One press sends one form; its buttons keep focus, name and value. */

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  delete form.dataset.changed;
  buttons(form).forEach((button) => button.setAttribute("aria-disabled", "true"));
  setTimeout(() => release(form), LOCK_SECONDS * 1000);
}, true);

window.addEventListener("pageshow", () => all("form[data-sent]").forEach(release));

function release(form) {
  if (!form.dataset.sent) return;
  delete form.dataset.sent;
  buttons(form).forEach((button) => button.removeAttribute("aria-disabled"));
}

const buttons = (form) => Array.from(form.elements).filter((one) => one.type === "submit");

/* Text that would be lost, and text that saves itself: hx-trigger="input delay:800ms, autosave" on form[data-autosave]. */

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && (form.matches("[data-guard], [data-autosave]") || event.target.matches("textarea"))) form.dataset.changed = "yes";
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed]")) event.preventDefault();
});
window.addEventListener("online", () => {
  all("form[data-autosave][data-changed]").forEach((form) => window.htmx.trigger(form, "autosave"));
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("form[data-autosave]");
  if (!form) return;
  delete form.dataset.changed;
  saySaved(form, "Сохраняем…");
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (!form) return;
  release(form);
  if (!event.detail.successful) form.dataset.changed = "yes";
  if (!form.matches("[data-autosave]")) return;
  saySaved(form, event.detail.successful ? `Сохранено в ${clock()}` : "Нет связи. Сохраним, как появится.");
});

const clock = () => new Date().toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit" });

function saySaved(form, sentence) {
  const mark = form.querySelector("[data-saved]");
  if (mark) mark.textContent = sentence;
}

/* A row of tabs wider than a phone begins at the tab where one is. */

all(".tabs [aria-current]").forEach((tab) => {
  const row = tab.parentElement;
  const ends = tab.offsetLeft - row.offsetLeft + tab.offsetWidth;
  if (ends > row.clientWidth) row.scrollLeft = ends - row.clientWidth + 32;
});

/* Presses. */

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  const opener = at("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) { event.preventDefault(); dialog.showModal(); }
  at("[data-close]")?.closest("dialog")?.close();
  at("[data-dismiss]")?.closest("[data-toast]")?.remove();
  if (at("[data-print]")) window.print();
  if (at("[data-side-close]")) { event.preventDefault(); document.getElementById("side").replaceChildren(); }
  if (at("[data-reveal]")) reveal(at("[data-reveal]"));
  if (event.target.matches("dialog")) event.target.close();
  all(".drop-menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

function reveal(button) {
  const field = document.getElementById(button.getAttribute("aria-controls"));
  const isHidden = field.type === "password";
  field.type = isHidden ? "text" : "password";
  button.textContent = isHidden ? "Скрыть" : "Показать";
}

/* Keys: Ctrl-K to the search, Escape closes a menu, j and k or arrows through what has to be checked, Enter confirms. */

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.code === "KeyK") return seek(event);
  if (event.key === "Escape") return closeMenu();
  const isWriting = event.target.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  if (isWriting || event.ctrlKey || event.altKey || event.metaKey) return;
  const isTicking = event.target.matches("input"); // arrows choose there, letters walk on
  const step = isTicking ? { KeyJ: 1, KeyK: -1 }[event.code] : { KeyJ: 1, ArrowDown: 1, KeyK: -1, ArrowUp: -1 }[event.code];
  if (step) return walk(event, step);
  if (event.key === "Enter" && event.target.matches(".ask-card")) {
    event.target.querySelector(".acts .btn.main, .acts .btn")?.click();
    event.preventDefault();
  }
});

function seek(event) {
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  if (search.matches("a")) search.click();
  else search.focus();
}

function closeMenu() {
  const menu = document.activeElement.closest(".drop-menu[open]") ?? document.querySelector(".drop-menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

function walk(event, step) {
  const cards = all(".ask-card");
  if (!cards.length) return;
  const here = cards.indexOf(document.activeElement.closest(".ask-card"));
  const next = cards[here < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, here + step))];
  event.preventDefault();
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

/* Chosen rows. */

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-page]")) {
    all('input[name="chosen"]').forEach((tick) => { tick.checked = event.target.checked; });
  }
  if (event.target.matches('[data-select-page], [data-selection-all], input[name="chosen"]')) count();
});

function count() {
  const bar = document.querySelector("[data-selection]");
  if (!bar) return;
  const chosen = all('input[name="chosen"]:checked').length;
  const isAll = bar.querySelector("[data-selection-all]")?.checked ?? false;
  bar.classList.toggle("idle", !isAll && chosen === 0);
  bar.querySelector("[data-selection-count]").textContent = isAll ? "всё" : chosen;
  bar.querySelector("[data-selection-none]").hidden = isAll || chosen > 0;
  bar.querySelector("[data-selection-some]").hidden = !isAll && chosen === 0;
  buttons(bar).forEach((button) => { button.disabled = !isAll && chosen === 0; });
}

/* Files dropped on their field. */

for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const field = event.target.closest?.("[data-drop]");
    if (!field) return;
    event.preventDefault();
    field.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind !== "drop") return;
    const input = field.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
document.addEventListener("change", (event) => {
  const name = event.target.closest?.("[data-drop]")?.querySelector("[data-drop-name]");
  if (name) name.textContent = Array.from(event.target.files, (file) => file.name).join(", ");
});

/* What has just come to the page. */

function prepare(part) {
  all("[data-toast]", part.parentElement ?? part).forEach((toast) => {
    if (toast.dataset.timed) return;
    toast.dataset.timed = "yes";
    const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
    setTimeout(leave, TOAST_SECONDS * 1000);
  });
  part.querySelector?.("[data-focus]")?.focus();
  part.querySelectorAll?.(".tabs [aria-current]").forEach((tab) => {
    const row = tab.parentElement;
    row.scrollLeft += Math.max(0, tab.getBoundingClientRect().right + 16 - row.getBoundingClientRect().right);
  });
  count();
}

if (!window.htmx) document.addEventListener("DOMContentLoaded", () => prepare(document.body));
