"""Choices with the words that a person reads."""

from metodsovet.ground.directory.models import Organisation, Position
from metodsovet.kernel.parties import Party
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.matching.choices import HolderChoice, Kind
from metodsovet.work.planning.matching.registers import Colleague, Register

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


def person_choice(colleague: Colleague) -> HolderChoice:
    return HolderChoice(
        Kind.PERSON.value, person_id=colleague.id, label=colleague.name, hint="; ".join(colleague.posts)
    )


def _kinds(register: Register) -> str:
    named = [text for kind, text in _KINDS.items() if kind in register.audience_kinds]
    return ", ".join(named) or "всех организаций"
