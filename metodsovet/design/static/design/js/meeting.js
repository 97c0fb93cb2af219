/* The meeting mode. Every change is a small one with its own key; it lies in the memory of the browser until the server
   has answered it, is sent again in the same order, and is never done twice. */
"use strict";

(() => {
const meet = document.querySelector("[data-meet]");
if (!meet) return;

const SHELF = "meetings-1";
const AT_ONCE = 100;
const TYPING_MS = 700;
const RETRY_MS = 5000;
const LOOK_MS = 15000;
const OLD_PAGE = "Вход устарел: войдите в другой вкладке, изменения подождут здесь.";
const drawer = `meeting:${meet.dataset.keeper}`;
const timers = new Map();
const seen = new Map(); /* what stands in a field as the writer knows it: the base of his next change */
let queue = fromDrawer();
let sending = null;
let isOff = false;
let stopped = "";
let savedAt = "";

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
const isWaiting = (field) => timers.has(field) || queue.some((change) => sameField(change, field));

/* The drawer: what is not answered yet. */

function fromDrawer() {
  try {
    return JSON.parse(localStorage.getItem(drawer)) ?? [];
  } catch {
    return [];
  }
}

function toDrawer() {
  try {
    if (queue.length) localStorage.setItem(drawer, JSON.stringify(queue));
    else localStorage.removeItem(drawer);
  } catch {
    stopped = "Браузер не даёт хранить изменения: не закрывайте страницу, пока есть несохранённое.";
  }
}

/* A key where the page is not served safely, too. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function push(change) {
  queue.push({ key: newKey(), ...change });
  toDrawer();
  flush();
}

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
  const unsent = queue.find((change) => sameField(change, field) && !change.sent);
  const { kind, row } = rowOf(field).dataset;
  if (unsent) {
    unsent.value = field.value;
    toDrawer();
    flush();
  } else {
    push({ verb: "set", kind, row, name: field.dataset.name, value: field.value, base });
  }
  redraw();
}

/* Sending. */

function flush(isLook = false) {
  if (!sending && (queue.length || isLook) && !(stopped && !isLook)) {
    sending = send().finally(() => {
      sending = null;
      tellState();
    });
  }
  tellState();
  return sending ?? Promise.resolve();
}

async function send() {
  do {
    const batch = queue.slice(0, AT_ONCE);
    batch.forEach((change) => { change.sent = true; });
    toDrawer();
    let answer;
    try {
      answer = await fetch(meet.dataset.meet, {
        method: "POST",
        redirect: "manual",
        headers: { "X-CSRFToken": meta("csrf-token") },
        body: new URLSearchParams({ changes: JSON.stringify(batch) }),
      });
    } catch {
      isOff = true;
      return;
    }
    isOff = answer.status >= 500;
    if (isOff) return;
    if (!answer.ok) {
      stopped = answer.status === 409 || answer.status === 400 ? (await answer.json()).told : OLD_PAGE;
      return;
    }
    stopped = "";
    take(await answer.json());
  } while (queue.length);
}

function take({ results, values }) {
  const told = new Map(results.map((result) => [result.key, result]));
  const answered = queue.filter((change) => told.has(change.key));
  queue = queue.filter((change) => !told.has(change.key));
  toDrawer();
  if (results.length) savedAt = clock();
  answered.forEach((change) => {
    const { outcome, told: words } = told.get(change.key);
    if (outcome === "conflict") conflict(change, words);
    if (outcome === "refused") refuse(change, words);
  });
  merge(values);
  redraw();
}

/* What others have written comes to the page, but never over what is being typed. */
function merge(values) {
  for (const [address, fields] of Object.entries(values)) {
    const [kind, uid] = address.split("/");
    if (kind === "talk" && fields.kind === "report") continue;
    if (!rowNamed(kind, uid) && !queue.some((change) => change.verb === "remove" && change.row === uid)) makeRow(kind, uid, fields);
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
    const isNew = queue.some((change) => change.verb === "add" && change.row === uid);
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
  redraw();
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
    const known = new Set(Array.from(list.options, (option) => option.value));
    const more = document.getElementById("people-choices").content.cloneNode(true);
    list.append(...Array.from(more.children).filter((option) => !known.has(option.value)));
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

/* What follows from the fields. */

const marked = (mark) => all("[data-member] [data-name=mark]", meet).filter((field) => field.value === mark).length;
const sign = (number) => document.getElementById("marks").content.children[number].cloneNode(true);
const form = (n, few, more, many) => {
  const [tens, units] = [n % 100, n % 10];
  if (units === 1 && tens !== 11) return few;
  return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? more : many;
};

function redraw() {
  const [came, away, expected] = [marked("present"), marked("absent"), all("[data-member]", meet).length];
  const percent = meet.dataset.percent;
  const needed = percent === "" ? 0 : Math.floor((expected * Number(percent)) / 100) + 1;
  const told = came >= needed ? (percent === "" ? "" : ", кворум есть") : `, до кворума ${needed - came}`;
  const quorum = one("[data-quorum]");
  quorum.className = `state ${came >= needed ? "good" : "warn"}`;
  const bold = document.createElement("b");
  bold.append(`${came} из ${expected}${told}`);
  quorum.replaceChildren(sign(came >= needed ? 0 : 1), bold);
  const left = expected - came - away;
  one("[data-detail]").textContent = `${came} ${form(came, "пришёл", "пришли", "пришли")}, ${away} нет, ${left} ${form(left, "не отмечен", "не отмечены", "не отмечены")}`;
  all("[data-member]", meet).forEach(drawMark);
  all(".question", meet).forEach((item, number) => drawItem(item, number + 1, came));
}

function drawMark(row) {
  const mark = one("[data-name=mark]", row).value;
  all("[data-mark-as]", row).forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.markAs === mark)));
  one("[data-why]", row).hidden = mark !== "absent";
}

function drawItem(item, number, came) {
  const link = one(`[data-link="${item.dataset.item}"]`);
  const title = fieldsOf(item).find((field) => field.dataset.name === "title");
  const isDone = fieldsOf(item).find((field) => field.dataset.name === "is_considered").value === "yes";
  if (title && link) one("[data-link-title]", link).textContent = `${number}. ${title.value}`;
  if (link) one("[data-mark]", link).replaceChildren(sign(item.hidden ? (isDone ? 0 : 2) : 3));
  all(".decision-form", item).forEach((row, order) => drawDecision(row, `${number}.${order + 1}`, came));
}

function drawDecision(row, number, came) {
  const value = (name) => fieldsOf(row).find((field) => field.dataset.name === name);
  one("[data-number]", row).textContent = `Решение ${number}`;
  const chosen = value("responsible").selectedOptions[0];
  const due = value("due_on").value;
  const dative = chosen?.dataset.dative ?? chosen?.text;
  const controller = meet.dataset.controller ? `, контроль — ${meet.dataset.controller}` : "";
  const duty = one("[data-duty]", row);
  duty.hidden = !chosen?.value && !due;
  one("span", duty).textContent = chosen?.value && due ? `Станет поручением ${dative}${controller}` : chosen?.value ? "Чтобы стать поручением, решению нужен срок" : "Выберите, кто отвечает";
  const votes = ["votes_for", "votes_against", "votes_abstained"].map((name) => Number(value(name).value) || 0);
  const sum = votes[0] + votes[1] + votes[2];
  const state = one("[data-votes]", row);
  const isEmpty = value("votes_for").value === "";
  state.className = `state ${isEmpty ? "" : sum > came ? "bad" : sum === came ? "good" : "warn"}`;
  state.textContent = isEmpty ? "" : sum > came ? `голосов ${sum}, а пришли ${came}` : sum === came ? `сходится: ${sum} ${form(sum, "голос", "голоса", "голосов")}` : `не голосовали ${came - sum}`;
}

function tellState() {
  const mark = one("[data-saved]");
  const n = queue.length;
  const waits = `${n} ${form(n, "изменение ждёт", "изменения ждут", "изменений ждут")}`;
  mark.classList.toggle("waits", Boolean(stopped) || (isOff && n > 0));
  let sentence = savedAt ? `Сохранено в ${savedAt}` : "Всё сохранено";
  if (stopped) sentence = n ? `${stopped} ${waits}.` : stopped;
  else if (isOff) sentence = n ? `Нет сети: ${waits}, не закрывайте` : "Нет сети";
  else if (n) sentence = "Сохраняем…";
  if (mark.textContent !== sentence) mark.textContent = sentence;
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
  if (isFocused) one("#work").focus();
  redraw();
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
  push({ verb: "add", kind, row: uid, values });
  if (kind === "item") open(uid, false);
  one("select, input:not([type=hidden]), textarea", row)?.focus();
  redraw();
}

meet.addEventListener("input", (event) => {
  const field = event.target.closest("[data-name]");
  if (!field) return;
  clearTimeout(timers.get(field));
  timers.set(field, setTimeout(() => put(field), TYPING_MS));
  redraw();
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
    push({ verb: "remove", kind, row });
    redraw();
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
  push({ verb: "add", kind: "attendance", row: uid, values });
  name.value = "";
});

/* Nothing is closed over changes that the server has not seen. */
async function close(event, form) {
  all("[data-name]", meet).filter((field) => timers.has(field)).forEach(put);
  if (!queue.length) return leave();
  event.preventDefault();
  await flush();
  if (!queue.length) { leave(); form.requestSubmit(); }
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
  if (window.caches) caches.delete(SHELF);
}

all("input, textarea", meet).forEach((field) => { if (field.type !== "hidden") field.value = field.defaultValue; });
ready(meet);
queue.forEach(replay);
queue.forEach((change) => { change.sent = true; });
const begun = location.hash.slice(1) || questions().find((item) => one("[data-name=is_considered]", item).value !== "yes")?.dataset.item;
open(begun, false);
flush();
window.addEventListener("online", () => flush(true));
window.addEventListener("offline", () => { isOff = true; tellState(); });
setInterval(() => { if (queue.length) flush(); }, RETRY_MS);
setInterval(() => { if (!document.hidden) flush(true); }, LOOK_MS);
shelve().catch(() => {});
})();
