/* What follows from the fields of a meeting: quorum, marks, numbers of decisions, what each of them will become, votes. */
"use strict";

const drawMeeting = (() => {
const one = (selector, within) => within.querySelector(selector);
const fieldOf = (row, name) => all(`[data-name="${name}"]`, row).find((field) => field.closest("[data-row]") === row);
const marked = (meet, mark) => all("[data-member] [data-name=mark]", meet).filter((field) => field.value === mark).length;
const sign = (number) => document.getElementById("marks").content.children[number].cloneNode(true);

function draw(meet) {
  const [came, away, expected] = [marked(meet, "present"), marked(meet, "absent"), all("[data-member]", meet).length];
  const percent = meet.dataset.percent;
  const needed = percent === "" ? 0 : Math.floor((expected * Number(percent)) / 100) + 1;
  const told = came >= needed ? (percent === "" ? "" : ", кворум есть") : `, до кворума ${needed - came}`;
  const quorum = one("[data-quorum]", meet);
  quorum.className = `state ${came >= needed ? "good" : "warn"}`;
  const bold = document.createElement("b");
  bold.append(`${came} из ${expected}${told}`);
  quorum.replaceChildren(sign(came >= needed ? 0 : 1), bold);
  const left = expected - came - away;
  one("[data-detail]", meet).textContent = `${came} ${russian(came, "пришёл", "пришли", "пришли")}, ${away} нет, ${left} ${russian(left, "не отмечен", "не отмечены", "не отмечены")}`;
  all("[data-member]", meet).forEach(drawMark);
  all(".question", meet).forEach((item, number) => drawItem(meet, item, number + 1, came));
}

function drawMark(row) {
  const mark = one("[data-name=mark]", row).value;
  all("[data-mark-as]", row).forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.markAs === mark)));
  one("[data-why]", row).hidden = mark !== "absent";
}

function drawItem(meet, item, number, came) {
  const link = one(`[data-link="${item.dataset.item}"]`, meet);
  const title = fieldOf(item, "title");
  const isDone = fieldOf(item, "is_considered").value === "yes";
  if (title && link) one("[data-link-title]", link).textContent = `${number}. ${title.value}`;
  if (link) one("[data-mark]", link).replaceChildren(sign(item.hidden ? (isDone ? 0 : 2) : 3));
  all(".decision-form", item).forEach((row, order) => drawDecision(meet, row, `${number}.${order + 1}`, came));
}

function drawDecision(meet, row, number, came) {
  const value = (name) => fieldOf(row, name);
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
  state.textContent = isEmpty ? "" : sum > came ? `голосов ${sum}, а пришли ${came}` : sum === came ? `сходится: ${sum} ${russian(sum, "голос", "голоса", "голосов")}` : `не голосовали ${came - sum}`;
}

return draw;
})();
