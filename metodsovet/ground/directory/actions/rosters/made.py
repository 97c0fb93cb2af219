"""What a list made and changed, gathered from its rows."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from metodsovet.ground.directory.models import Roster

Known = dict[int, int]


@dataclass(slots=True)
class Made:
    """Ids by kind; each made row of the register leads to the row of the list."""

    row_of_person: Known = field(default_factory=dict)
    row_of_job: Known = field(default_factory=dict)
    row_of_organisation: Known = field(default_factory=dict)
    people: set[int] = field(default_factory=set)
    jobs: set[int] = field(default_factory=set)
    categories: set[int] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)
    positions: set[int] = field(default_factory=set)
    subjects: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    roles: list[int] = field(default_factory=list)
    fields: dict[int, tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)
    endings: dict[int, tuple[date | None, date]] = field(default_factory=dict)
    job_changes: dict[int, dict[str, Any]] = field(default_factory=dict)
    renamed: dict[int, tuple[dict[str, str], dict[str, str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, roster: Roster) -> "Made":
        answer = cls(
            organisations=set(roster.made.get("organisation", ())),
            positions=set(roster.made.get("position", ())),
            subjects=set(roster.made.get("subject", ())),
        )
        for pk, person, made in roster.rows.exclude(made={}).values_list("pk", "person_id", "made"):
            answer._take(pk, person, made)
        return answer

    def _take(self, row: int, known: int | None, made: dict[str, Any]) -> None:
        person = made.get("person") or known
        if person:
            self.row_of_person.setdefault(person, row)
            if made.get("is_new"):
                self.people.add(person)
            if "fields" in made:
                self.fields[person] = (made["fields"], made["fields_after"])
        for job in made.get("jobs", ()):
            self.jobs.add(job)
            self.row_of_job[job] = row
        if "category" in made:
            self.categories.add(made["category"])
        for job, (before, after) in made.get("endings", {}).items():
            self.endings[int(job)] = (date.fromisoformat(before) if before else None, date.fromisoformat(after))
            self.row_of_job[int(job)] = row
        for job, change in made.get("job_changes", {}).items():
            self.job_changes[int(job)] = change
            self.row_of_job[int(job)] = row
        self.roles.extend(made.get("roles", ()))
        self._take_place(row, made)

    def _take_place(self, row: int, made: dict[str, Any]) -> None:
        if "organisation" in made:
            self.organisations.add(made["organisation"])
            self.row_of_organisation[made["organisation"]] = row
        if "renamed" in made:
            self.renamed[made["renamed"]] = (made["before"], made["after"])
        if "closed" in made:
            self.closed.add(made["closed"])
