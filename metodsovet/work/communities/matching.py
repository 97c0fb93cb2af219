"""Whom and what the lines of an appendix mean; judged whole, every time (ADR 13)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.matching.keys import initials_key, is_near, name_key, place_key
from metodsovet.ground.directory.matching.registers import KnownPerson, Register
from metodsovet.ground.directory.reading.names import Name, name_of
from metodsovet.ground.directory.reading.words import key_of
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.models import Appendix, AppendixRow, Community, Office
from metodsovet.work.communities.periods import Period, period_of
from metodsovet.work.communities.queries.reach import reach_of

SKIP, NOBODY, NEW, ENDLESS = "skip", "nobody", "new", "none"
HEAD, CURATOR, COMMUNITY, TERM = "head", "curator", "community", "term"
MOST_CANDIDATES = 6
_EMPTY = frozenset({"", "-", "–", "—", "нет"})
_KIND_WORDS = re.compile(
    r"\b(?:[гршп]мо|пмс|втк|городск\w+|районн\w+|муниципальн\w+|школьн\w+|методическ\w+|объединени\w+|ассоциаци\w+|"
    r"педагог\w*|учител\w*|преподавател\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """``field`` is what a person decides; without choices there is only «nobody» and «skip»."""

    field: str
    reason: str
    choices: Sequence[Choice] = ()


@dataclass(slots=True)
class Judged:
    """``community`` None with ``is_new`` will be added under the words of the line."""

    row: AppendixRow
    community: Community | None = None
    is_new: bool = False
    head: KnownPerson | None = None
    curator: KnownPerson | None = None
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    refusal: str = ""
    period: Period = field(init=False)

    def __post_init__(self) -> None:
        self.period = Period(self.row.appendix.since)

    @property
    def is_ready(self) -> bool:
        return not self.doubts and not self.refusal


def judge_appendix(appendix: Appendix, *, user: User) -> list[Judged]:
    """Reads the register of the user once, whatever the number of lines."""
    return _Judge(appendix, user).judge_all()


class _Judge:
    def __init__(self, appendix: Appendix, user: User) -> None:
        self.appendix = appendix
        self.register = Register(clock.today(), user=user)
        probe = Community(organisation=appendix.organisation, kind=appendix.kind, pk=0)
        self.reach = reach_of(probe)
        rows = Community.objects.visible_to(user).filter(
            organisation__path__startswith=appendix.organisation.path, closed_on=None
        )
        self.communities = list(rows.select_related("kind", "organisation"))
        heads = Office.objects.today().filter(kind=Office.Kind.HEAD, community__in=rows).select_related("community")
        self.heads = {one.community_id: one for one in heads.select_related("person")}
        self.places: dict[str, list[int]] = {}
        for pk, place in self.register.organisations.items():
            if place.path.startswith(self.reach):
                for key in {place_key(place.short_name), place_key(place.name)}:
                    self.places.setdefault(key, []).append(pk)

    def judge_all(self) -> list[Judged]:
        answer: list[Judged] = []
        seen: dict[object, AppendixRow] = {}
        for row in self.appendix.rows.select_related("appendix__act"):
            judged = self._judge(row)
            key = judged.community.pk if judged.community else key_of(row.community_words)
            if key in seen and not judged.refusal:
                first = seen[key]
                judged.refusal = f"Объединение уже названо в строке {first.position}: у него один руководитель."
            elif not judged.refusal:
                seen[key] = row
            answer.append(judged)
        _tell_doubled(answer)
        return answer

    def _judge(self, row: AppendixRow) -> Judged:
        judged = Judged(row)
        if row.choices.get(SKIP):
            judged.refusal = "Пропущена по вашему решению."
            return judged
        self._find_community(judged)
        judged.head = self._person(judged, HEAD, row.head_words, row.place_words)
        judged.curator = self._person(judged, CURATOR, row.curator_words, "")
        self._find_period(judged)
        self._tell_changes(judged)
        return judged

    def _find_community(self, judged: Judged) -> None:
        words, choice = judged.row.community_words, judged.row.choices.get(COMMUNITY, "")
        by_id = {str(one.pk): one for one in self.communities}
        if choice in by_id:
            judged.community = by_id[choice]
            return
        same = [one for one in self.communities if key_of(one.name) == key_of(words)]
        if len(same) == 1 and not choice:
            judged.community = same[0]
            return
        like = same or [one for one in self.communities if _proper(one.name) == _proper(words) != ""]
        like = [one for one in like if one.kind_id == self.appendix.kind_id] or same
        if like and choice != NEW:
            choices = [Choice(str(one.pk), one.name, one.organisation.short_name) for one in like[:MOST_CANDIDATES]]
            new = Choice(NEW, "Это другое объединение", "будет создано")
            judged.doubts.append(Doubt(COMMUNITY, "Похоже на объединение, которое уже есть.", [*choices, new]))
            return
        judged.is_new = True

    def _find_period(self, judged: Judged) -> None:
        words = judged.row.term_words
        if not words or judged.row.choices.get(TERM) == ENDLESS:
            return
        period = period_of(words, self.appendix.since)
        if period is None:
            choice = Choice(ENDLESS, "Назначить без срока", f"с {date_text(self.appendix.since)}")
            judged.doubts.append(Doubt(TERM, f"Срок «{words}» не понят.", [choice]))
        else:
            judged.period = period

    def _person(self, judged: Judged, part: str, words: str, place: str) -> KnownPerson | None:
        choice = judged.row.choices.get(part, "")
        if choice == NOBODY or words.strip().lower() in _EMPTY:
            return None
        if choice.isdigit() and int(choice) in self.register.people:
            return self.register.people[int(choice)]
        name = name_of(words)
        if name is None:
            judged.doubts.append(Doubt(part, f"«{words}» не похоже на имя человека."))
            return None
        people = [one for one in self._named(name) if self._works_here(one)]
        places = self._places(place)
        at = [one for one in people if any(job.organisation in places for job in one.jobs)] if places else people
        if len(at) == 1:
            return at[0]
        judged.doubts.append(self._doubt(part, name, at or people, place if places else ""))
        return None

    def _doubt(self, part: str, name: Name, people: Sequence[KnownPerson], place: str) -> Doubt:
        if len(people) == 1:
            return Doubt(part, f"В справочнике он работает не в «{place}».", self._choices(people))
        if people:
            return Doubt(part, "Людей с таким именем несколько: выберите, о ком строка.", self._choices(people))
        like = [one for one in self.register.people.values() if self._works_here(one) and _is_like(one, name)]
        if like:
            return Doubt(part, "Такого имени в справочнике нет, похожее есть.", self._choices(like))
        return Doubt(part, "В справочнике такого человека нет: добавьте его или оставьте строку без него.")

    def _choices(self, people: Sequence[KnownPerson]) -> list[Choice]:
        shown = people[:MOST_CANDIDATES]
        return [Choice(str(one.pk), one.full_name, self.register.works_text(one)) for one in shown]

    def _named(self, name: Name) -> Iterator[KnownPerson]:
        if not name.is_initials:
            yield from self.register.by_name.get(name_key(name.last, name.first, name.patronymic), ())
            return
        wanted = initials_key(name.last, name.first, name.patronymic)
        for one in self.register.people.values():
            patronymic = one.patronymic if name.patronymic else ""
            if initials_key(one.last_name, one.first_name, patronymic) == wanted:
                yield one

    def _works_here(self, person: KnownPerson) -> bool:
        paths = (self.register.organisations.get(job.organisation) for job in person.jobs)
        return any(place is not None and place.path.startswith(self.reach) for place in paths)

    def _places(self, words: str) -> set[int]:
        """The organisation and its departments; nothing where the words are not understood."""
        if not words:
            return set()
        found = self.places.get(place_key(words), [])
        paths = tuple(self.register.organisations[pk].path for pk in found)
        return {pk for pk, one in self.register.organisations.items() if paths and one.path.startswith(paths)}

    def _tell_changes(self, judged: Judged) -> None:
        community, head = judged.community, judged.head
        held = self.heads.get(community.pk) if community else None
        if held is not None and head is not None and held.person_id != head.pk:
            judged.remarks.append(f"Сейчас руководит {held.person.short_name}: его срок закончится накануне.")
        if held is not None and head is not None and held.person_id == head.pk:
            judged.remarks.append("Руководит и сейчас: ничего не изменится.")
        others = [
            one.community.name
            for one in self.heads.values()
            if head is not None and one.person_id == head.pk and (community is None or one.community_id != community.pk)
        ]
        if others:
            judged.remarks.append(f"Руководит ещё: {'; '.join(sorted(others))}.")


def _tell_doubled(lines: Sequence[Judged]) -> None:
    """One person in two lines is two offices: allowed, and said."""
    by_head: dict[int, list[Judged]] = {}
    for one in lines:
        if one.head is not None and not one.refusal:
            by_head.setdefault(one.head.pk, []).append(one)
    for same in by_head.values():
        for one in same:
            rows = [str(other.row.position) for other in same if other is not one]
            if rows:
                one.remarks.append(f"Этот же человек в строке {', '.join(rows)}.")


def _proper(name: str) -> str:
    """«ГМО учителей математики» and «Ассоциация педагогов математики» speak of «математики»."""
    return " ".join(sorted(_KIND_WORDS.sub(" ", key_of(name)).split()))


def _is_like(person: KnownPerson, name: Name) -> bool:
    own = name_key(person.last_name, person.first_name, person.patronymic)
    return not name.is_initials and is_near(own, name_key(name.last, name.first, name.patronymic))
