"""External schedules and school terms that a node's plans go by; the nearest node's dates win."""

from collections.abc import Iterator, Mapping
from datetime import date

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.parties import normalised
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Window
from metodsovet.work.planning.models import Schedule

TERM_NAMES = (
    ("1 четверть", "i четверть"),
    ("2 четверть", "ii четверть"),
    ("3 четверть", "iii четверть"),
    ("4 четверть", "iv четверть"),
)


class Schedules(Mapping[str, Window]):
    """Windows by the name of the schedule, however it is typed."""

    def __init__(self, windows: Mapping[str, Window]) -> None:
        self._windows = {schedule_key(name): window for name, window in windows.items()}

    def __getitem__(self, name: str) -> Window:
        return self._windows[schedule_key(name)]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and schedule_key(name) in self._windows

    def __iter__(self) -> Iterator[str]:
        return iter(self._windows)

    def __len__(self) -> int:
        return len(self._windows)

    @property
    def school_terms(self) -> tuple[tuple[date, date], ...]:
        """Dates of the four terms as far as they are known from the first on."""
        known = []
        for names in TERM_NAMES:
            window = next((self._windows[name] for name in names if name in self._windows), None)
            if window is None or window.start is None or window.end is None:
                break
            known.append((window.start, window.end))
        return tuple(known)


def schedule_key(name: str) -> str:
    key = normalised(name).strip("«»\"' ")
    return key.removeprefix("график ").removeprefix("проведения ").strip("«»\"' ")


def schedules_of(organisation: Organisation, year: SchoolYear) -> Schedules:
    rows = Schedule.objects.filter(organisation__in=organisation.ancestor_ids, school_year=year.start)
    by_distance = sorted(rows.select_related("organisation"), key=lambda row: len(row.organisation.ancestor_ids))
    return Schedules({row.name: Window(row.starts_on, row.ends_on) for row in by_distance})
