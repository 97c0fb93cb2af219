"""Who signs a paper, and whose paper it is."""

from dataclasses import dataclass

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person


@dataclass(frozen=True, slots=True)
class Signature:
    """Both empty where nobody is named: the line is left to be filled in by hand."""

    position: str
    name: str


def signature_of(person: Person | None) -> Signature:
    """Main position and «О.В. Лебедева»."""
    if person is None:
        return Signature("", "")
    job = person.employments.today().select_related("position").order_by("-is_main").first()
    position = job.position.name if job else ""
    return Signature(position[:1].upper() + position[1:], person.short_name)


def workplace_of(user: User) -> Organisation | None:
    """The organisation, not the department, of the main job of today."""
    person = getattr(user, "person", None)
    if person is None:
        return None
    job = person.employments.today().select_related("organisation__parent").order_by("-is_main", "pk").first()
    if job is None:
        return None
    place: Organisation = job.organisation
    return place.parent if place.is_department and place.parent else place
