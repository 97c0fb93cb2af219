"""Who signs a paper and for whom it is."""

from metodsovet.ground.directory.models import Organisation, Person, Position
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.documents.printing.signatures import Signature, signature_of
from metodsovet.kernel import clock
from metodsovet.kernel.russian import plural
from metodsovet.work.communities.models import Office
from metodsovet.work.planning.models import Plan

KINDS = {
    "school": "общеобразовательные организации",
    "kindergarten": "детские сады",
    "additional": "организации дополнительного образования",
    "centre": "методический центр",
    "authority": "орган управления образованием",
    "other": "другие организации",
}
LIST_IS_SHORT = 8
"""More organisations than these are counted, not named."""


def head_of(organisation: Organisation) -> Person | None:
    """The head by role, else by post; asks the database."""
    today = clock.today()
    role = organisation.roles.on(today).filter(role=Role.ORGANISATION_HEAD).first()
    held = role or organisation.employments.on(today).filter(position__function=Position.Function.HEAD).first()
    return Person.objects.get(pk=held.person_id) if held else None


def signature_of_plan(plan: Plan) -> Signature:
    """The plan of a community is signed by its head; asks the database."""
    if plan.community_id is None:
        return signature_of(plan.controller or plan.accepter or head_of(plan.organisation))
    office = Office.objects.today().filter(community=plan.community_id, kind=Office.Kind.HEAD)
    head = office.select_related("person", "community__kind").first()
    if head is None:
        return Signature("", "")
    return Signature(head.title.capitalize(), signature_of(head.person).name)


def audience_text(plan: Plan) -> str:
    """«общеобразовательные организации», or the names of those chosen one by one. Asks the database."""
    named = [organisation.short_name for organisation in plan.audience.all()]
    if len(named) > LIST_IS_SHORT:
        named = [counted(len(named), "организация", "организации", "организаций")]
    kinds = [KINDS.get(kind, kind) for kind in plan.audience_kinds]
    return ", ".join(kinds + named)


def counted(number: int, one: str, few: str, many: str) -> str:
    """«5 поручений»."""
    return f"{number}\u00a0{plural(number, one, few, many)}"
