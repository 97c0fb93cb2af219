"""A row of a staff list."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from metodsovet.ground.directory.reading.columns import Columns
from metodsovet.ground.directory.reading.days import day_of, service_of
from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.names import Name, called_in, name_of, name_of_parts
from metodsovet.ground.directory.reading.posts import (
    day_in_post,
    looks_like_post,
    post_and_subjects,
    post_of_section,
    posts_of,
    subjects_of,
)
from metodsovet.ground.directory.reading.qualifications import ReadCategory, category_of, education_of
from metodsovet.ground.directory.reading.sections import is_gone
from metodsovet.ground.directory.reading.values import ColumnKind, Data, Post
from metodsovet.ground.directory.reading.words import key_of, lines_of, words_of
from metodsovet.kernel.russian import date_short
from metodsovet.kernel.spreadsheets.excel.values import Value

K = ColumnKind
LONGEST_PART = 100
LONGEST_PLACE = 300
TURNED = "Фамилия, имя и отчество стояли не в своих столбцах: узнаны по отчеству, проверьте."
_NO_WORDS = ("нет", "не является", "внешний", "0", "осн", "основной")
_BESIDE = re.compile(
    r"(?:[,;(]|\s[-–—])\s*((?:учител|воспитател|педагог|директор|зам|заведующ|методист|социальн|музыкальн|старш|тьютор|"
    r"инструктор|преподавател|психолог|логопед|советник|библиотекар).*)$",
    re.IGNORECASE,
)
_SECOND_BESIDE = re.compile(r"\bсовм(?:\.|\b|ест)|\((?:внеш|внутр)", re.IGNORECASE)
# Of a note only these moves are told as not loaded: the rest may hold what is not kept.
_MOVE = re.compile(r"принят|перев[её]д|перевод|фамили|т[её]зк|возвра", re.IGNORECASE)
_ON_LEAVE = re.compile(r"декрет|уход\w* за реб|\bд\s?/\s?о\b", re.IGNORECASE)
_TEACHING_FIRST = re.compile(r"пед.*общ")
_GENDERS = {"ж": "f", "м": "m"}


class _Part:
    """What some cells of a row say: people are many, their posts, dates and categories repeat, so each is read once."""

    def __init__(self, columns: Columns, kinds: Sequence[ColumnKind], read: Callable[..., None]) -> None:
        places = [place for kind in kinds for place in columns.places(kind)]
        self._cells: Callable[[Sequence[Value]], Any] = itemgetter(*places) if places else _nothing
        self._read = read
        self._known: dict[Any, tuple[Data, list[str]]] = {}

    def of(self, values: Sequence[Value], *more: str) -> tuple[Data, list[str]]:
        key = (self._cells(values), *more)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = ({}, [])
            self._read(values, *known, *more)
        return known


class PersonReader:
    """Rows under one heading; ``place`` and ``section`` of a row stand above it."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._width = len(columns.headings)
        self._post = _post_of_heading(columns)
        self._says_second = "совм" in key_of(columns.heading(K.MAIN)) and "основ" not in key_of(columns.heading(K.MAIN))
        self._work = _Part(columns, (K.POST, K.SUBJECTS, K.MAIN, K.NOTE), self._read_work)
        self._ending = _Part(columns, (K.UNTIL, K.NOTE), self._read_ending)
        self._others = [
            _Part(columns, (K.TEACHING, K.WORKING, K.SERVICE), self._read_service),
            _Part(columns, (K.EDUCATION,), self._read_education),
            _Part(columns, (K.CATEGORY, K.CATEGORY_SINCE, K.CATEGORY_UNTIL), self._read_category),
        ]
        self._since = _Part(columns, (K.SINCE, K.POST), self._read_since)

    def name(self, values: Sequence[Value]) -> Name | None:
        """Out of one column, or out of three: a formula that joins them may stand in the first without its value."""
        column = self._columns
        if column.has(K.FULL_NAME) and (whole := called_in(column.value(values, K.FULL_NAME))):
            return name_of(whole)
        last, first, patronymic = (
            words_of(column.value(values, kind)) for kind in (K.LAST_NAME, K.FIRST_NAME, K.PATRONYMIC)
        )
        return name_of_parts(last, first, patronymic) if last else None

    def name_words(self, values: Sequence[Value]) -> str:
        whole = called_in(self._columns.value(values, K.FULL_NAME))
        return whole or words_of(self._columns.value(values, K.LAST_NAME))

    def read(self, values: Sequence[Value], name: Name, place: str, section: str) -> tuple[Data, list[str]]:
        """Lists inside the answer belong to other rows too."""
        if len(values) < self._width:
            values = [*values, *[""] * (self._width - len(values))]
        data: Data = {"last_name": name.last[:LONGEST_PART], "first_name": name.first[:LONGEST_PART]}
        if name.patronymic:
            data["patronymic"] = name.patronymic[:LONGEST_PART]
        if name.is_initials:
            data["is_initials"] = True
        if name.former:
            data["former_name"] = name.former[:LONGEST_PART]
        own_place = without_forbidden(words_of(self._columns.value(values, K.PLACE)))[0] or place
        if own_place:
            data["place"] = own_place[:LONGEST_PLACE]
        self._read_gender(values, name, data)
        called = self.name_words(values)
        beside = _BESIDE.search(called)
        second = "совместитель" if _SECOND_BESIDE.search(called) else ""
        remarks = [TURNED] if name.is_turned else []
        for found, said in (
            self._work.of(values, f"{section} {second}".strip(), beside[1].strip(" )") if beside else ""),
            self._since.of(values),
            self._ending.of(values, section, called if _ON_LEAVE.search(called) else ""),
            *(part.of(values) for part in self._others),
        ):
            data.update(found)
            remarks.extend(said)
        return data, remarks

    def _read_gender(self, values: Sequence[Value], name: Name, data: Data) -> None:
        said = _GENDERS.get(key_of(words_of(self._columns.value(values, K.GENDER)))[:1], "")
        if said or name.gender:
            data["gender"] = said or name.gender

    def _read_work(self, values: Sequence[Value], data: Data, remarks: list[str], section: str, beside: str) -> None:
        posts: list[Post] = []
        for heading, value in self._columns.all_values(values, K.POST):
            found, said = posts_of(lines_of(value))
            remarks.extend(said)
            if _says_second(heading):
                found = [{**post, "is_main": False} for post in found]
            posts.extend(post for post in found if key_of(post["words"]) not in {key_of(one["words"]) for one in posts})
        if not posts:
            posts = self._post_elsewhere(beside, section, remarks)
        subjects = [
            name for _, value in self._columns.all_values(values, K.SUBJECTS) for name in subjects_of(lines_of(value))
        ]
        for post in posts:
            post["words"], taught = post_and_subjects(post["words"])
            subjects.extend(taught)
        self._read_main(values, posts, section, remarks)
        data["posts"] = posts
        if subjects:
            data["subjects"] = list(dict.fromkeys(subjects))

    def _read_since(self, values: Sequence[Value], data: Data, remarks: list[str]) -> None:
        since = self._columns.value(values, K.SINCE)
        if not self._columns.has(K.SINCE):
            since = day_in_post(words_of(self._columns.value(values, K.POST)))
        if since != "":
            day = day_of(since if not isinstance(since, str) else words_of(since))
            if day:
                data["since"] = day.isoformat()
            elif key_of(words_of(since)):
                remarks.append(f"День приёма «{_shown(since)}» не понят.")

    def _post_elsewhere(self, beside: str, section: str, remarks: list[str]) -> list[Post]:
        """Beside the name in its cell, over the names, or over the rows."""
        if beside:
            return posts_of([beside])[0]
        if self._columns.has(K.POST):
            return []
        for words, place in ((self._post, "шапки"), (post_of_section(section), f"раздела «{section[:60]}»")):
            if words:
                remarks.append(f"Должность взята из {place}.")
                return posts_of([words])[0]
        return []

    def _read_main(self, values: Sequence[Value], posts: list[Post], section: str, remarks: list[str]) -> None:
        said = words_of(self._columns.value(values, K.MAIN))
        is_main = self._is_main(said)
        if looks_like_post(said):
            posts.extend({**post, "is_main": False} for post in posts_of([said])[0])
        elif is_main is None and key_of(said):
            remarks.append(f"«{_shown(said)}» в столбце «{self._columns.heading(K.MAIN)[:60]}» не понято.")
        note = key_of(words_of(self._columns.value(values, K.NOTE)))
        if is_main is None and ("совм" in note or "совместит" in key_of(section)):
            is_main = False
        if posts and posts[0]["is_main"] is None:
            posts[0]["is_main"] = is_main
        if is_main is False:
            for post in posts[1:]:
                post["is_main"] = False

    def _read_ending(self, values: Sequence[Value], data: Data, remarks: list[str], section: str, called: str) -> None:
        """Whoever the file calls dismissed, and whoever is on leave: the register keeps him at work."""
        said = words_of(self._columns.value(values, K.UNTIL))
        note = words_of(self._columns.value(values, K.NOTE))
        is_told = is_gone(note)
        day = day_of(self._columns.value(values, K.UNTIL)) or (day_of(note) if is_told else None)
        if day or is_told or is_gone(section):
            data["is_gone"] = True
            if day:
                data["gone_on"] = day.isoformat()
        elif key_of(said):
            remarks.append(f"День увольнения «{_shown(said)}» не понят.")
        if not data.get("is_gone") and _MOVE.search(note):
            remarks.append(f"Примечание «{_shown(note)}» не загружено.")
        if _ON_LEAVE.search(f"{called} {note} {section}"):
            remarks.append("В файле отмечен отпуск по уходу за ребёнком: отпуск не загружается, место работы остаётся.")

    def _is_main(self, words: str) -> bool | None:
        key = key_of(words)
        if not key:
            return None
        if "совм" in key or key in ("внешний", "внутренний"):
            return False
        if self._says_second:
            return key in ("нет", "не", "0") or "осн" in key or None if key not in ("да", "1") else False
        return "осн" in key or key in ("да", "1", "штатный", "штат") or None if key not in ("нет", "0") else False

    def _read_service(self, values: Sequence[Value], data: Data, remarks: list[str]) -> None:
        teaching = self._columns.value(values, K.TEACHING)
        working = self._columns.value(values, K.WORKING)
        if both := words_of(self._columns.value(values, K.SERVICE)):
            first, _, second = both.partition("/")
            is_turned = _TEACHING_FIRST.search(key_of(self._columns.heading(K.SERVICE))) is not None
            working, teaching = (second, first) if is_turned else (first, second)
            if not second:
                working, teaching = "", first
                remarks.append(f"Стаж «{_shown(both)}» один, взят как педагогический.")
        for value, field in ((teaching, "teaching"), (working, "working")):
            if value != "" and (read := service_of(value if not isinstance(value, str) else words_of(value))):
                if field == "teaching":
                    data["teaching"] = read
                else:
                    data["working"] = read
            elif key_of(words_of(value)):
                remarks.append(f"Стаж «{_shown(value)}» не понят.")

    def _read_education(self, values: Sequence[Value], data: Data, remarks: list[str]) -> None:
        education = words_of(self._columns.value(values, K.EDUCATION))
        if education:
            data["education_level"], data["education"] = education_of(education)

    def _read_category(self, values: Sequence[Value], data: Data, remarks: list[str]) -> None:
        category = words_of(self._columns.value(values, K.CATEGORY))
        if not key_of(category):
            said = self._columns.value(values, K.CATEGORY_SINCE)
            if day_of(said):
                remarks.append(f"Дата категории «{_shown(said)}» без самой категории: не загружена.")
            return
        read = category_of(category)
        if read is None:
            remarks.append(f"Категория «{_shown(category)}» не понята.")
        elif read.kind != "none":
            data["category"] = read.kind
            self._read_days_of_category(values, read, data, remarks)

    def _read_days_of_category(
        self, values: Sequence[Value], read: ReadCategory, data: Data, remarks: list[str]
    ) -> None:
        said = self._columns.value(values, K.CATEGORY_SINCE)
        since = day_of(said)
        if since or read.since:
            data["category_since"] = since.isoformat() if since else read.since
        if until := day_of(self._columns.value(values, K.CATEGORY_UNTIL)):
            data["category_until"] = until.isoformat()
        elif read.until:
            data["category_until"] = read.until
        if since is None and key_of(words_of(said)) not in ("", "нет", "не аттестован", "не аттестована"):
            remarks.append(f"Дата категории «{_shown(said)}» не понята.")
        elif since is None and read.is_rough:
            remarks.append(f"В дате категории нет дня: записано {date_short(date.fromisoformat(read.since))}.")


def _nothing(values: Sequence[Value]) -> tuple[()]:
    return ()


def _says_second(heading: str) -> bool:
    key = key_of(heading)
    return re.search(r"совм|внутр|внешн|втор|дополнит\w* долж", key) is not None and "основн" not in key


def _post_of_heading(columns: Columns) -> str:
    """«Учитель» or «ФИО воспитателя» over the names, where no column tells posts."""
    key = key_of(columns.heading(K.FULL_NAME))
    if columns.has(K.POST):
        return ""
    return next((post for stem, post in (("учител", "учитель"), ("воспитател", "воспитатель")) if stem in key), "")


def _shown(value: Value) -> str:
    return without_forbidden(words_of(value), keeps_days=True)[0][:60]
