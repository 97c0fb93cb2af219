"""A row beside the person it speaks of: what would be new, what would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from metodsovet.ground.directory.matching.judgements import Hiring, Judgement, Plan, Verdict
from metodsovet.ground.directory.matching.keys import name_key
from metodsovet.ground.directory.matching.registers import KnownJob, KnownPerson
from metodsovet.ground.directory.matching.terms import CategoryTerms
from metodsovet.ground.directory.matching.wordbooks import WordBook, word_key
from metodsovet.ground.directory.models import Category, Person
from metodsovet.ground.directory.reading import Data, Post
from metodsovet.ground.directory.reading.days import counted_from, full_years
from metodsovet.kernel.russian import date_short

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all rows: the word book, the day of the list, the terms of categories by law."""

    words: WordBook
    as_of: date
    terms: CategoryTerms


def compared(
    data: Data,
    person: KnownPerson | None,
    place: int | str,
    setting: Setting,
    *,
    keeps_name: bool = True,
    is_second: bool = False,
) -> Judgement:
    """``person`` None is somebody new; ``is_second`` tells of one more post of somebody met above in the file."""
    as_of = setting.as_of
    comparison = _Comparison(data, person, place, setting)
    comparison.compare_person(keeps_name=keeps_name)
    comparison.compare_jobs(is_second=is_second)
    comparison.compare_category()
    if person is None:
        since = "" if "since" in data else f" День приёма не указан: будет {date_short(as_of)}."
        category = next((f" {one.capitalize()}." for one in comparison.said if one.startswith("категория")), "")
        reason = f"В справочнике такого человека нет.{since}{category}"
        return Judgement(Verdict.NEW.value, reason, plan=comparison.plan)
    if not comparison.said:
        return Judgement(Verdict.SAME.value, plan=comparison.plan, person=person.pk)
    said = "; ".join(comparison.said)
    return Judgement(Verdict.CHANGED.value, f"Изменится: {said}.", plan=comparison.plan, person=person.pk)


class _Comparison:
    def __init__(self, data: Data, person: KnownPerson | None, place: int | str, setting: Setting) -> None:
        self._data = data
        self._person = person
        self._place = place
        self._words = setting.words
        self._as_of = setting.as_of
        self._terms = setting.terms
        self.plan = Plan(person=person.pk if person else None)
        self.said: list[str] = []

    def compare_person(self, *, keeps_name: bool) -> None:
        data, person = self._data, self._person
        for field in ("teaching_since", "working_since"):
            if (since := self._counted_from(field)) is not None:
                self._set(field, since)
        for field in ("education_level", "education", *(("gender",) if person is None else ())):
            value = data.get(field)
            if value and (person is None or value != getattr(person, field)):
                self._set(field, value)
        if person is not None and data.get("patronymic") and not person.patronymic and not data.get("is_initials"):
            self._set("patronymic", data["patronymic"])
        if person is not None and not keeps_name:
            self._rename(person)

    def _rename(self, person: KnownPerson) -> None:
        data = self._data
        new = (data["last_name"], data["first_name"], data.get("patronymic", ""))
        if name_key(*new) == name_key(person.last_name, person.first_name, person.patronymic):
            return
        self.plan.fields |= dict(zip(("last_name", "first_name", "patronymic"), new, strict=True))
        self.said.append(f"имя было «{person.full_name}»")

    def _counted_from(self, field: str) -> date | None:
        """The day from which the service counts, unless the known day says the same length already."""
        read = cast("str | list[int | None] | None", self._data.get(field.removesuffix("_since")))
        if read is None:
            return None
        known: date | None = getattr(self._person, field) if self._person else None
        if isinstance(read, str):
            day = date.fromisoformat(read)
            return None if day == known else day
        years, months = read[0] or 0, read[1]
        if known is not None and full_years(known, self._as_of) == years:
            return None
        return counted_from(years, months, self._as_of)

    def _set(self, field: str, value: Any) -> None:
        self.plan.fields[field] = value
        if self._person is not None:  # all of a newcomer is new
            self.said.append(_told(field, value))

    def compare_jobs(self, *, is_second: bool) -> None:
        posts = self._data.get("posts", [])
        jobs = self._person.jobs_at(self._place) if self._person and isinstance(self._place, int) else []
        rest: list[Post] = []
        for post in posts:
            job = self._job_of(post, jobs)
            if job is None:
                rest.append(post)
            else:
                jobs.remove(job)
                self.plan.met.add(job.pk)
                self._compare_job(post, job)
        if len(rest) == 1 and len(jobs) == 1 and not is_second and len(posts) == 1:
            self._change_post(rest[0], jobs[0])
            return
        for post in rest:
            self._hire(post, is_main=False if is_second and post["is_main"] is None else None)

    def _job_of(self, post: Post, jobs: Sequence[KnownJob]) -> KnownJob | None:
        """The same post; the register may name it more exactly («учитель математики» for «учитель»)."""
        position, key = self._words.position(post["words"]), word_key(post["words"])
        same = [job for job in jobs if job.position == position]
        return next(iter(same or [job for job in jobs if word_key(job.position_name).startswith(f"{key} ")]), None)

    def _compare_job(self, post: Post, job: KnownJob) -> None:
        change: dict[str, Any] = {}
        since = self._since()
        if since is not None and since != job.since and job.until is None:
            change["since"] = since
            self.said.append(f"принят с {date_short(since)}, было {date_short(job.since)}")
        if post["is_main"] is not None and post["is_main"] != job.is_main:
            change["is_main"] = post["is_main"]
            self.said.append("основное место" if post["is_main"] else "по совместительству")
        subjects = self._subjects(post)
        ids = {self._words.subject(one) for one in subjects}
        if subjects and ids != job.subjects:
            change["subjects"] = [word_key(one) for one in subjects]
            self.said.append(f"предметы: {', '.join(subjects)}")
        if change:
            self.plan.jobs[job.pk] = change

    def _change_post(self, post: Post, job: KnownJob) -> None:
        since = max(self._as_of, job.since + ONE_DAY)
        self.plan.endings[job.pk] = since
        is_main = job.is_main if post["is_main"] is None else post["is_main"]
        self._hire(post, since=since, is_main=is_main)
        self.said[-1] = f"должность была «{job.position_name}», с {date_short(since)} «{post['words']}»"

    def _hire(self, post: Post, *, since: date | None = None, is_main: bool | None = None) -> None:
        if is_main is None:
            is_main = post["is_main"]
        if is_main is None:
            has_main = any(job.is_main for job in self._person.jobs) if self._person else False
            is_main = not has_main and not self.plan.hirings
        day = since or self._since() or self._as_of
        self.plan.hirings.append(
            Hiring(self._place, word_key(post["words"]), day, is_main, [word_key(one) for one in self._subjects(post)])
        )
        if self._person is not None:
            self.said.append(f"новое место: {post['words']}, с {date_short(day)}")

    def _subjects(self, post: Post) -> list[str]:
        """Subjects of the row belong to the post that teaches: the only one, or those called so."""
        posts = self._data.get("posts", [])
        teaching = [one for one in posts if one["words"].startswith(("учител", "преподавател", "педагог"))]
        return self._data.get("subjects", []) if post in (teaching or posts[:1]) else []

    def _since(self) -> date | None:
        return date.fromisoformat(self._data["since"]) if "since" in self._data else None

    def compare_category(self) -> None:
        kind = self._data.get("category")
        if not kind:
            return
        since = date.fromisoformat(self._data["category_since"]) if "category_since" in self._data else None
        known = self._person.categories if self._person else []
        if any(one == kind and (since is None or day == since) for one, day in known):
            return
        told = date.fromisoformat(self._data["category_until"]) if "category_until" in self._data else None
        until = self._terms.end_of(kind, since=since, told=told)
        self.plan.category = (kind, since, until)
        self.said.append(f"категория: {Category.Kind(kind).label}{self._term_text(since, told, until)}")

    def _term_text(self, since: date | None, told: date | None, until: date | None) -> str:
        days = "".join(f" {word} {date_short(day)}" for word, day in (("с", since), ("по", until)) if day)
        if until is not None and until < self._as_of:
            return f"{days}, срок вышел"
        return f"{days}, бессрочно: срок из файла не записан" if told and until is None else days


def _told(field: str, value: Any) -> str:
    match field:
        case "teaching_since":
            return f"педагогический стаж с {date_short(value)}"
        case "working_since":
            return f"общий стаж с {date_short(value)}"
        case "education_level":
            return f"образование {Person.Education(value).label}"
        case "education":
            return "сведения об образовании"
    return "отчество"
