/* Small changes with keys of their own: they lie in the memory of the browser until the server has answered them, are sent
   again in the same order, and are never done twice. */
"use strict";

const DRAWER_AT_ONCE = 100;
const DRAWER_OLD_PAGE = "Вход устарел: войдите в другой вкладке, изменения подождут здесь.";
const DRAWER_NO_PLACE = "Браузер не даёт хранить изменения: не закрывайте страницу, пока есть несохранённое.";

/* A key also where the page is not served safely and the browser gives none. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/* ``answered`` takes the changes with what became of them, and all values; ``told`` is called when the state is another. */
class Drawer {
  constructor({ name, address, answered, told }) {
    Object.assign(this, { name, address, answered, told });
    this.sending = null;
    this.isOff = false;
    this.stopped = "";
    this.savedAt = "";
    try {
      this.queue = JSON.parse(localStorage.getItem(name)) ?? [];
    } catch {
      this.queue = [];
    }
    /* They may have reached the server before the page was left. */
    this.queue.forEach((change) => { change.sent = true; });
  }

  keep() {
    try {
      if (this.queue.length) localStorage.setItem(this.name, JSON.stringify(this.queue));
      else localStorage.removeItem(this.name);
    } catch {
      this.stopped = DRAWER_NO_PLACE;
    }
  }

  /* What stood on the server last: a page that comes from the shelf is older. */
  remember(last) {
    try {
      localStorage.setItem(`${this.name}:last`, JSON.stringify(last));
    } catch {
      this.forget();
    }
  }

  get last() {
    try {
      return JSON.parse(localStorage.getItem(`${this.name}:last`));
    } catch {
      return null;
    }
  }

  forget() {
    localStorage.removeItem(`${this.name}:last`);
  }

  push(change) {
    this.queue.push({ key: newKey(), ...change });
    this.touch();
  }

  touch() {
    this.keep();
    this.flush();
  }

  /* A look asks for what others have written, even where there is nothing to send. */
  flush(isLook = false) {
    if (!this.sending && (isLook || (this.queue.length && !this.stopped))) {
      this.sending = this.send().finally(() => {
        this.sending = null;
        this.told();
      });
    }
    this.told();
    return this.sending ?? Promise.resolve();
  }

  async send() {
    do {
      const batch = this.queue.slice(0, DRAWER_AT_ONCE);
      batch.forEach((change) => { change.sent = true; });
      this.keep();
      const answer = await this.post(batch);
      this.isOff = !answer || answer.status >= 500;
      if (this.isOff) return;
      if (!answer.ok) {
        this.stopped = answer.status === 409 || answer.status === 400 ? (await answer.json()).told : DRAWER_OLD_PAGE;
        return;
      }
      this.stopped = "";
      this.take(await answer.json());
    } while (this.queue.length);
  }

  async post(batch) {
    const headers = { "X-CSRFToken": meta("csrf-token") };
    const body = new URLSearchParams({ changes: JSON.stringify(batch) });
    try {
      return await fetch(this.address, { method: "POST", redirect: "manual", headers, body });
    } catch {
      return null;
    }
  }

  take({ results, values, at }) {
    const became = new Map(results.map((result) => [result.key, result]));
    const done = this.queue.filter((change) => became.has(change.key));
    this.queue = this.queue.filter((change) => !became.has(change.key));
    this.keep();
    this.remember({ at, values });
    if (results.length) this.savedAt = clock();
    this.answered(done.map((change) => [change, became.get(change.key)]), values);
  }

  get sentence() {
    const n = this.queue.length;
    const waits = `${n} ${russian(n, "изменение ждёт", "изменения ждут", "изменений ждут")}`;
    if (this.stopped) return n ? `${this.stopped} ${waits}.` : this.stopped;
    if (this.isOff) return n ? `Нет сети: ${waits}, не закрывайте` : "Нет сети";
    if (n) return "Сохраняем…";
    return this.savedAt ? `Сохранено в ${this.savedAt}` : "Всё сохранено";
  }

  get isInTrouble() {
    return Boolean(this.stopped) || (this.isOff && this.queue.length > 0);
  }
}

/* The form of a noun after the number. */
function russian(n, one, few, many) {
  const [tens, units] = [n % 100, n % 10];
  if (units === 1 && tens !== 11) return one;
  return units >= 2 && units <= 4 && (tens < 12 || tens > 14) ? few : many;
}
