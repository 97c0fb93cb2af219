"""Periods of the same thing that overlap become one period."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from metodsovet.ground.directory.models import Employment, Person, RoleAssignment
from metodsovet.kernel.repointing import repoint


def join_jobs(person: Person) -> None:
    """Places of work of one post at one organisation; of several main places of today the earliest stays main."""
    jobs = Employment.objects.select_for_update(of=("self",)).filter(person=person).order_by("since", "pk")
    _join(jobs, lambda job: (job.organisation_id, job.position_id))
    mains = Employment.objects.today().filter(person=person, is_main=True).order_by("since", "pk")
    Employment.objects.filter(pk__in=list(mains.values_list("pk", flat=True))[1:]).update(is_main=False)


def join_roles(person: Person) -> None:
    roles = RoleAssignment.objects.select_for_update(of=("self",)).filter(person=person).order_by("since", "pk")
    _join(roles, lambda held: (held.organisation_id, held.role))


def _join(rows: Iterable[Any], key: Callable[[Any], object]) -> None:
    """``rows`` in the order of their first days."""
    groups: dict[object, list[Any]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    for group in groups.values():
        last = group[0]
        for row in group[1:]:
            if last.until is not None and row.since > last.until:
                last = row
                continue
            last.until = None if last.until is None or row.until is None else max(last.until, row.until)
            if isinstance(row, Employment):
                last.is_main = last.is_main or row.is_main
            last.save()
            repoint(row, last)
            row.delete()


def join_into_one(row: Any, others: Sequence[Any]) -> None:
    """``row`` and the rows of the kept person that it overlaps become the earliest of these, over all their days."""
    first, *rest = sorted(others, key=lambda other: other.since)
    periods = (row, first, *rest)
    since = min(one.since for one in periods)
    until = None if any(one.until is None for one in periods) else max(one.until for one in periods)
    for joined in (row, *rest):
        repoint(joined, first)
        joined.delete()
    first.since, first.until = since, until
    first.save(update_fields=["since", "until"])
