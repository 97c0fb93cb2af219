/* The meeting mode: fields and rows of the screen become changes in the drawer, answers and what others have written come
   back to the screen. */
"use strict";

(() => {
const meet = document.querySelector("[data-meet]");
if (!meet) return;

const SHELF = "meetings-1";
const TYPING_MS = 700;
const RETRY_MS = 5000;
const LOOK_MS = 15000;
const timers = new Map();
const seen = new Map(); /* what stands in a field as the writer knows it: the base of his next change */
const drawer = new Drawer({ name: `meeting:${meet.dataset.keeper}`, address: meet.dataset.meet, answered, told: tellState });

const one = (selector, within = meet) => within.querySelector(selector);
const rowNamed = (kind, uid) => one(`[data-kind="${kind}"][data-row="${CSS.escape(uid)}"]`);
const rowOf = (element) => element.closest("[data-row]");
const fieldsOf = (row) => all("[data-name]", row).filter((field) => rowOf(field) === row);
const fieldNamed = (kind, uid, name) => {
  const row = rowNamed(kind, uid);
  return row && fieldsOf(row).find((field) => field.dataset.name === name);
};
const addressOf = (field) => `${rowOf(field).dataset.kind}/${rowOf(field).dataset.row}/${field.dataset.name}`;
const sameField = (change, field) => change.verb === "set" && `${change.kind}/${change.row}/${change.name}` === addressOf(field);
const isWaiting = (field) => timers.has(field) || drawer.queue.some((change) => sameField(change, field));

/* Writing a field: what was not sent yet is overwritten, what may have reached the server is not. */
function put(field) {
  clearTimeout(timers.get(field));
  timers.delete(field);
  const address = addressOf(field);
  const base = seen.get(address) ?? "";
  if (field.value === base) return;
  delete field.dataset.refused;
  drop(field);
  seen.set(address, field.value);
  const unsent = drawer.queue.find((change) => sameField(change, field) && !change.sent);
  const { kind, row } = rowOf(field).dataset;
  if (unsent) {
    unsent.value = field.value;
    drawer.touch();
  } else {
    drawer.push({ verb: "set", kind, row, name: field.dataset.name, value: field.value, base });
  }
  drawMeeting(meet);
}

function answered(changes, values) {
  changes.forEach(([change, { outcome, told }]) => {
    if (outcome === "conflict") conflict(change, told);
    if (outcome === "refused") refuse(change, told);
  });
  merge(values);
  drawMeeting(meet);
}

/* What others have written comes to the page, but never over what is being typed. */
function merge(values) {
  for (const [address, fields] of Object.entries(values)) {
    const [kind, uid] = address.split("/");
    if (kind === "talk" && fields.kind === "report") continue;
    if (!rowNamed(kind, uid) && !drawer.queue.some((change) => change.verb === "remove" && change.row === uid)) makeRow(kind, uid, fields);
    for (const [name, value] of Object.entries(fields)) {
      const field = fieldNamed(kind, uid, name);
      if (!field || isWaiting(field) || field.dataset.refused || field === document.activeElement) continue;
      if (field.dataset.conflict) continue;
      field.value = value;
      seen.set(addressOf(field), value);
    }
  }
  all("[data-row]", meet).forEach((row) => {
    const { kind, row: uid } = row.dataset;
    const isNew = drawer.queue.some((change) => change.verb === "add" && change.row === uid);
    if (!values[`${kind}/${uid}`] && !isNew && !row.contains(document.activeElement)) removeRow(row);
  });
}

function conflict(change, theirs) {
  const field = fieldNamed(change.kind, change.row, change.name);
  if (!field || field.value === theirs) return;
  drop(field);
  const note = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  one("[data-theirs]", note).textContent = words(field, theirs) || "поле очищено";
  one("[data-take]", note).addEventListener("click", () => settle(field, theirs, theirs));
  one("[data-keep]", note).addEventListener("click", () => settle(field, theirs, field.value));
  field.dataset.conflict = "yes";
  besides(field).after(note);
}

function settle(field, theirs, value) {
  drop(field);
  seen.set(addressOf(field), theirs);
  field.value = value;
  put(field);
  drawMeeting(meet);
  field.focus();
}

function refuse(change, sentence) {
  const field = change.verb === "set" && fieldNamed(change.kind, change.row, change.name);
  const note = document.createElement("p");
  note.className = "note bad told";
  note.append(sentence);
  if (!field) return one("[data-told]").append(note);
  field.dataset.refused = "yes";
  seen.set(addressOf(field), change.base);
  besides(field).after(note);
}

const besides = (field) => field.closest(".row, .vote, .yn") ?? field.closest("label") ?? field;
const words = (field, value) => (field.options ? Array.from(field.options).find((option) => option.value === value)?.text : value);

function drop(field) {
  delete field.dataset.conflict;
  const next = besides(field).nextElementSibling;
  if (next?.matches(".note.told")) next.remove();
}

/* Rows that come and go. */

const PLACES = {
  item: () => one("[data-questions]"),
  talk: (values) => one(`[data-item="${values.item}"] [data-talks]`),
  decision: (values) => one(`[data-item="${values.item}"] [data-decisions]`),
  attendance: () => one("[data-guests]"),
};

function makeRow(kind, uid, values) {
  if (kind === "attendance" && !values.is_guest) return null;
  const where = PLACES[kind]?.(values);
  if (!where) return null;
  const name = kind === "attendance" ? "guest" : kind;
  const row = document.getElementById(`new-${name}`).content.firstElementChild.cloneNode(true);
  row.dataset.row = uid;
  if (kind === "item") {
    row.dataset.item = row.id = uid;
    const link = document.getElementById("new-link").content.firstElementChild.cloneNode(true);
    link.dataset.link = uid;
    link.href = `#${uid}`;
    one("[data-add=item]").before(link);
    row.hidden = true;
  }
  where.append(row);
  ready(row);
  return row;
}

function removeRow(row) {
  if (row.dataset.member !== undefined) return;
  one(`[data-link="${row.dataset.row}"]`)?.remove();
  row.remove();
}

function ready(part) {
  all("[data-people]", part).forEach((list) => {
    const [nobody, ...known] = list.options;
    const chosen = list.value;
    const people = Array.from(document.getElementById("people-choices").content.cloneNode(true).children);
    const gone = known.filter((option) => !people.some((other) => other.value === option.value));
    list.replaceChildren(nobody, ...gone, ...people);
    list.value = chosen;
  });
  [part, ...all("[data-row]", part)].filter((row) => row.dataset?.row).forEach((row) => {
    fieldsOf(row).forEach((field) => seen.set(addressOf(field), field.value));
  });
}

/* What has not reached the server before a reload is shown again. */
function replay(change) {
  if (change.verb === "add") makeRow(change.kind, change.row, { ...change.values, is_guest: "yes" });
  if (change.verb === "remove") {
    const row = rowNamed(change.kind, change.row);
    if (row) removeRow(row);
  }
  if (change.verb === "add" && change.values.guest_name) set(fieldNamed(change.kind, change.row, "guest_name"), change.values.guest_name);
  if (change.verb === "set") set(fieldNamed(change.kind, change.row, change.name), change.value);
}

function set(field, value) {
  if (!field) return;
  field.value = value;
  seen.set(addressOf(field), value);
}

function tellState() {
  const mark = one("[data-saved]");
  mark.classList.toggle("waits", drawer.isInTrouble);
  if (mark.textContent !== drawer.sentence) mark.textContent = drawer.sentence;
}

/* One question at a time. */

const questions = () => all(".question", meet);
const shown = () => questions().find((item) => !item.hidden);

function open(uid, isFocused = true) {
  const item = questions().find((question) => question.dataset.item === uid) ?? questions()[0];
  questions().forEach((question) => { question.hidden = question !== item; });
  all("[data-link]", meet).forEach((link) => {
    if (link.dataset.link === item?.dataset.item) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  });
  history.replaceState(null, "", `#${item?.dataset.item ?? ""}`);
  const at = questions().indexOf(item);
  one("[data-go='-1']").disabled = at <= 0;
  one("[data-go='1'] span").textContent = at + 1 < questions().length ? `Вопрос ${at + 2}` : "Рассмотрен";
  if (isFocused) {
    one("#work").focus({ preventScroll: true });
    item?.scrollIntoView({ block: "start" });
  }
  drawMeeting(meet);
}

function go(step) {
  const item = shown();
  if (step > 0) {
    const considered = fieldsOf(item).find((field) => field.dataset.name === "is_considered");
    considered.value = "yes";
    put(considered);
  }
  const next = questions()[questions().indexOf(item) + step];
  if (next) open(next.dataset.item);
}

function add(kind, button) {
  const uid = newKey();
  const values = kind === "item" ? {} : { item: button.closest("[data-item]").dataset.item };
  const row = makeRow(kind, uid, values);
  drawer.push({ verb: "add", kind, row: uid, values });
  if (kind === "item") open(uid, false);
  one("select, input:not([type=hidden]), textarea", row)?.focus();
  drawMeeting(meet);
}

meet.addEventListener("input", (event) => {
  const field = event.target.closest("[data-name]");
  if (!field) return;
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => put(field), TYPING_MS));
  drawMeeting(meet);
});
meet.addEventListener("change", (event) => { if (event.target.matches("[data-name]")) put(event.target); });

meet.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  const link = at("[data-link]");
  if (link) { event.preventDefault(); open(link.dataset.link); }
  if (at("[data-go]")) go(Number(at("[data-go]").dataset.go));
  if (at("[data-add]")) add(at("[data-add]").dataset.add, at("[data-add]"));
  if (at("[data-remove]")) {
    const { kind, row } = rowOf(event.target).dataset;
    rowOf(event.target).remove();
    drawer.push({ verb: "remove", kind, row });
    drawMeeting(meet);
  }
  if (at("[data-mark-as]")) {
    const field = one("[data-name=mark]", rowOf(event.target));
    const mark = at("[data-mark-as]").dataset.markAs;
    field.value = field.value === mark ? "" : mark;
    put(field);
  }
  if (at("[data-close-meeting] button")) close(event, at("form"));
});

meet.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-add-guest]")) return;
  event.preventDefault();
  const name = one("[data-guest-name]");
  if (!name.value.trim()) return;
  const uid = newKey();
  const values = { guest_name: name.value.trim() };
  set(fieldNamed("attendance", makeRow("attendance", uid, { is_guest: "yes" }).dataset.row, "guest_name"), values.guest_name);
  drawer.push({ verb: "add", kind: "attendance", row: uid, values });
  name.value = "";
});

/* Nothing is closed over changes that the server has not seen. */
async function close(event, form) {
  all("[data-name]", meet).filter((field) => timers.has(field)).forEach(put);
  if (!drawer.queue.length) return leave();
  event.preventDefault();
  await drawer.flush();
  if (!drawer.queue.length) { leave(); form.requestSubmit(); }
}

/* The page on the shelf opens without a network; whoever closes the meeting takes it away. */

async function shelve() {
  if (!("serviceWorker" in navigator) || !window.caches) return;
  await navigator.serviceWorker.register(meet.dataset.offline, { scope: "/meetings/" });
  await navigator.serviceWorker.ready;
  const shelf = await caches.open(SHELF);
  const parts = performance.getEntriesByType("resource").map((entry) => new URL(entry.name)).filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/"));
  await Promise.allSettled([location.pathname, ...parts.map((url) => url.pathname)].map((path) => shelf.add(path)));
  meet.dataset.shelved = "yes";
}

function leave() {
  drawer.forget();
  if (window.caches) caches.delete(SHELF);
}

all("input, textarea", meet).forEach((field) => { if (field.type !== "hidden") field.value = field.defaultValue; });
ready(meet);
if (drawer.last?.at > Number(meet.dataset.drawn)) merge(drawer.last.values);
drawer.queue.forEach(replay);
const begun = location.hash.slice(1) || questions().find((item) => one("[data-name=is_considered]", item).value !== "yes")?.dataset.item;
open(begun, false);
drawer.flush();
window.addEventListener("online", () => drawer.flush(true));
window.addEventListener("offline", () => { drawer.isOff = true; tellState(); });
setInterval(() => drawer.flush(), RETRY_MS);
setInterval(() => { if (!document.hidden) drawer.flush(true); }, LOOK_MS);
shelve().catch(() => {});
})();
