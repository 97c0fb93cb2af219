"""Places of the rail: those that work, for whom they work."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from metodsovet.design.shell import Place
from metodsovet.ground.access.door import may_open
from metodsovet.ground.access.models import User


@dataclass(frozen=True, slots=True)
class Candidate:
    """``sections`` are the addresses that belong to the place besides its own; ``instead`` opens it for those to whom
    the first page of it is closed."""

    view: str
    label: str
    icon: str
    sections: tuple[str, ...] = ()
    instead: str = ""
    short_label: str = ""
    apart: bool = False


CANDIDATES = (
    Candidate("show_home", "Сегодня", "today"),
    Candidate("show_plans", "План", "plan", ("/plans/", "/assignments/")),
    Candidate("show_calendar", "Календарь", "calendar", ("/plans/schedules/", "/plans/themes/")),
    Candidate(
        "show_people",
        "Люди и объединения",
        "people",
        (
            "/directory/people/",
            "/directory/organisations/",
            "/directory/rosters/",
            "/communities/",
            "/feeds/",
            "/meetings/",
        ),
        "Люди",
    ),
    Candidate("show_acts", "Документы", "doc", ("/documents/", "/orders/")),
    Candidate(
        "show_settings",
        "Управление",
        "gear",
        ("/directory/settings/", "/directory/accounts/", "/directory/exports/", "/keeping/", "/notices/letters/"),
        instead="show_accounts",
        apart=True,
    ),
)


def places_of(user: User, path: str) -> list[Place]:
    """The longest address that fits is the current one."""
    open_to = list(_open_to(user))
    fits = {candidate.view: _fit(candidate, url, path) for candidate, url in open_to}
    best = max(fits.values(), default=0)
    return [
        Place(
            url,
            candidate.label,
            candidate.icon,
            is_current=best > 0 and fits[candidate.view] == best,
            apart=candidate.apart,
            short_label=candidate.short_label,
        )
        for candidate, url in open_to
    ]


def _open_to(user: User) -> Iterator[tuple[Candidate, str]]:
    for candidate in CANDIDATES:
        for view in filter(None, (candidate.view, candidate.instead)):
            if may_open(user, url := reverse(view)):
                yield candidate, url
                break


def _fit(candidate: Candidate, url: str, path: str) -> int:
    """How much of the address the place explains; home explains only itself."""
    if url == "/":
        return int(path == "/")
    return max((len(start) for start in (url, *candidate.sections) if path.startswith(start)), default=0)
