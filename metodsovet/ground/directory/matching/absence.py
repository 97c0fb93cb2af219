"""Whom and which posts a file does not name: nobody is dismissed by silence, it is asked."""

from collections import defaultdict
from datetime import date

from metodsovet.ground.directory.matching.judgements import Plan, Verdict
from metodsovet.ground.directory.matching.registers import KnownJob, KnownPerson, Register
from metodsovet.ground.directory.models import Roster, RosterRow
from metodsovet.kernel.russian import date_short

_LEFT = "Пока вы не решите, ничего не изменится."


class Absence:
    """Told row by row what the file names; answers what is left of the register at its organisations."""

    def __init__(self, roster: Roster, register: Register) -> None:
        self._roster = roster
        self._register = register
        self._covered: set[int] = set()
        self._spoken_of: set[int] = set()
        self._gone: dict[tuple[int, str], str] = {}
        self._told: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._untold: set[tuple[int, int]] = set()

    def cover(self, place: int) -> None:
        self._covered.add(place)

    def leave(self, place: int, key: str, day: str) -> None:
        """The file says that the person of the name was dismissed; ``day`` is ISO or empty."""
        self._gone[place, key] = day

    def speak_of(self, person: int) -> None:
        self._spoken_of.add(person)

    def tell(self, plan: Plan, place: int, *, tells_posts: bool) -> None:
        """A row of the person at the place; a row without posts says nothing of them."""
        assert plan.person is not None
        self._told[plan.person, place] |= plan.met | set(plan.endings)
        if not tells_posts:
            self._untold.add((plan.person, place))

    def rows(self) -> list[RosterRow]:
        answer: list[RosterRow] = []
        for organisation in sorted(self._covered):
            for person in self._register.at[organisation].values():
                if person.pk not in self._spoken_of:
                    answer.append(self._missing(person, organisation))
                else:
                    answer.extend(self._missing_posts(person, organisation))
        return answer

    def _missing(self, person: KnownPerson, organisation: int) -> RosterRow:
        gone = self._gone.get((organisation, person.key))
        reason = f"Есть в справочнике, а в файле этой организации нет. {_LEFT}"
        if gone is not None:
            day = f" {date_short(date.fromisoformat(gone))}" if gone else ""
            reason = f"В файле отмечено увольнение{day}. {_LEFT}"
        row = self._row(person, organisation, person.jobs_at(organisation), person.full_name, reason)
        if gone:
            row.data["until"] = gone
        return row

    def _missing_posts(self, person: KnownPerson, organisation: int) -> list[RosterRow]:
        place = (person.pk, organisation)
        if place not in self._told or place in self._untold:
            return []
        rows = []
        for job in person.jobs_at(organisation):
            if job.pk not in self._told[place]:
                reason = f"Человек в файле есть, а должность «{job.position_name}» у него не названа. {_LEFT}"
                words = f"{person.full_name}, {job.position_name}"
                row = self._row(person, organisation, [job], words, reason)
                row.data["is_post"] = True
                rows.append(row)
        return rows

    def _row(self, person: KnownPerson, organisation: int, jobs: list[KnownJob], words: str, reason: str) -> RosterRow:
        return RosterRow(
            roster=self._roster,
            words=words[:310],
            person_id=person.pk,
            verdict=Verdict.MISSING,
            reason=reason,
            data={
                "organisation": organisation,
                "place": self._register.place_name(organisation),
                "posts": [{"words": job.position_name, "is_main": job.is_main} for job in jobs],
                "jobs": [job.pk for job in jobs],
            },
        )
