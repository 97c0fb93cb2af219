"""Who signs a paper and for whom it is."""

from dataclasses import dataclass

from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.kernel.russian import plural
from metodsovet.work.planning.models import Plan

KINDS = {
    "school": "общеобразовательные организации",
    "kindergarten": "детские сады",
    "additional": "организации дополнительного образования",
    "centre": "методический центр",
    "authority": "орган управления образованием",
    "other": "другие организации",
}


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


def audience_text(plan: Plan) -> str:
    """«общеобразовательные организации», or the names of those chosen one by one. Asks the database."""
    named = [organisation.short_name for organisation in plan.audience.all()]
    kinds = [KINDS.get(kind, kind) for kind in plan.audience_kinds]
    return ", ".join(kinds + named)


def owner_text(organisation: Organisation) -> str:
    return organisation.name


def counted(number: int, one: str, few: str, many: str) -> str:
    """«5 поручений»."""
    return f"{number}\u00a0{plural(number, one, few, many)}"
