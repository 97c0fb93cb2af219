"""Choices with the words that a person reads."""

from metodsovet.ground.directory.models import Organisation, Position
from metodsovet.kernel.parties import Party
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.planning.matching.choices import HolderChoice, Kind
from metodsovet.work.planning.matching.registers import Colleague, Register
from metodsovet.work.planning.models import NamedParty

AGREEMENT = "по согласованию"
_FUNCTIONS = {
    "head": "руководитель",
    "deputy": "заместители",
    "methodist": "методисты",
    "specialist": "специалисты",
    "teacher": "педагоги",
    "other": "работники",
}
_FUNCTIONS_OF_MANY = {**_FUNCTIONS, "head": "руководители"}
EACH = {
    "": "каждая организация",
    "school": "каждая школа",
    "kindergarten": "каждый детский сад",
    "additional": "каждая организация дополнительного образования",
}
"""One kind of the audience, or all of it, in words."""
HOLDER_OF_OFFICE = {
    Office.Kind.DEPUTY.value: Kind.COMMUNITY_DEPUTY.value,
    Office.Kind.SECRETARY.value: Kind.COMMUNITY_SECRETARY.value,
    Office.Kind.CURATOR.value: Kind.COMMUNITY_CURATOR.value,
}
"""Holders that are an office of one community; its head is the only of «руководители объединений»."""
_INSIDE = {
    Kind.COMMUNITY_DEPUTY.value: "заместитель",
    Kind.COMMUNITY_SECRETARY.value: "секретарь",
    Kind.COMMUNITY_CURATOR.value: "куратор",
    Kind.COMMUNITY_MEMBERS.value: "члены",
}
INSIDE = tuple(_INSIDE)
"""Holders within one community, which the words mean in its own plan only."""
_KINDS = {"school": "школ", "kindergarten": "детских садов", "additional": "организаций дополнительного образования"}


def own_scope(party: Party) -> str:
    """The unit named beside the words, without «по согласованию»."""
    return party.scope.replace(AGREEMENT, "").strip(" ,;")


def organisation_choice(organisation: Organisation) -> HolderChoice:
    return HolderChoice(
        Kind.ORGANISATION.value, organisation_id=organisation.pk, label=organisation.short_name, hint=organisation.name
    )


def audience_choice(register: Register, kind: str = "") -> HolderChoice:
    return HolderChoice(
        Kind.AUDIENCE.value,
        organisation_kind=kind,
        label=EACH[kind].capitalize(),
        hint=f"из тех, для кого план: {_kinds(register)}",
    )


def function_at(organisation: Organisation, function: str, post: Position | None = None) -> HolderChoice:
    return HolderChoice(
        Kind.FUNCTION_AT.value,
        organisation_id=organisation.pk,
        function=function,
        post_id=post.pk if post else None,
        label=f"{post.name if post else _FUNCTIONS[function]}, {organisation.short_name}",
    )


def function_in_audience(
    register: Register, function: str, post: Position | None = None, kind: str = ""
) -> HolderChoice:
    return HolderChoice(
        Kind.FUNCTION_IN_AUDIENCE.value,
        function=function,
        post_id=post.pk if post else None,
        organisation_kind=kind,
        label=f"{post.name if post else _FUNCTIONS_OF_MANY[function]}: {EACH[kind]}",
        hint=_kinds(register),
    )


def heads_choice(kind: str, label: str) -> HolderChoice:
    return HolderChoice(Kind.COMMUNITY_HEADS.value, community_kind=kind, label=label)


def community_choice(community: Community) -> HolderChoice:
    return HolderChoice(
        Kind.COMMUNITY_HEADS.value,
        community_kind=community.kind.code,
        community_id=community.pk,
        label=f"руководитель: {community.name}",
    )


def office_choice(community: Community, office: str) -> HolderChoice:
    """Whoever holds the office in the community."""
    if office == Office.Kind.HEAD:
        return community_choice(community)
    return _choice_inside(community, HOLDER_OF_OFFICE[office])


def members_choice(community: Community) -> HolderChoice:
    return _choice_inside(community, Kind.COMMUNITY_MEMBERS.value)


def inside_text(party: NamedParty) -> str:
    """«секретарь: ГМО учителей физики» of a holder within one community."""
    return f"{_INSIDE[party.holder]}: {party.community.name}" if party.community else _INSIDE[party.holder]


def person_choice(colleague: Colleague) -> HolderChoice:
    return HolderChoice(
        Kind.PERSON.value, person_id=colleague.id, label=colleague.name, hint="; ".join(colleague.posts)
    )


def _choice_inside(community: Community, holder: str) -> HolderChoice:
    return HolderChoice(holder, community_id=community.pk, label=f"{_INSIDE[holder]}: {community.name}")


def _kinds(register: Register) -> str:
    named = [text for kind, text in _KINDS.items() if kind in register.audience_kinds]
    return ", ".join(named) or "всех организаций"
