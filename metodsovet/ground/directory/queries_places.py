"""Where people work and as what, on any day."""

from collections.abc import Iterable, Mapping
from datetime import date

from metodsovet.ground.directory.models import Employment, Organisation, Position


def workplaces_on(people: Iterable[int], day: date) -> Mapping[int, Organisation]:
    """Main workplace of each on the day, the organisation and not its department; one query."""
    jobs = Employment.objects.on(day).filter(person__in=set(people)).select_related("organisation__parent")
    found: dict[int, Organisation] = {}
    for job in jobs.order_by("-is_main", "pk"):
        place = job.organisation
        found.setdefault(job.person_id, place.parent if place.is_department and place.parent else place)
    return found


def posts_on(people: Iterable[int], day: date) -> Mapping[int, Position]:
    """Main position of each on the day; one query."""
    jobs = Employment.objects.on(day).filter(person__in=set(people)).select_related("position")
    found: dict[int, Position] = {}
    for job in jobs.order_by("-is_main", "pk"):
        found.setdefault(job.person_id, job.position)
    return found
