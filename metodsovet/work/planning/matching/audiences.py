"""The organisations a plan is for: roles expand only within them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from metodsovet.ground.directory.models import Organisation
from metodsovet.work.planning.models import Plan

Kind = Organisation.Kind
EDUCATING = (Kind.SCHOOL, Kind.KINDERGARTEN, Kind.ADDITIONAL)
SERVICE_KINDS = (Kind.REGION, Kind.MUNICIPALITY, Kind.AUTHORITY, Kind.CENTRE)

_KIND_WORDS = (
    (Kind.SCHOOL, re.compile(r"\b(?:общеобразовательн|школ|лице[йея]|гимнази|шмо\b|сош\b)")),
    (Kind.KINDERGARTEN, re.compile(r"\b(?:дошкольн|детск\w+ сад|детсад|м?[бак]?доу\b|доо\b)")),
    (Kind.ADDITIONAL, re.compile(r"\bдополнительного образования|\b(?:удод|оудод)\b")),
)
_OF_KINDERGARTENS = re.compile(r"дошкольн\w+ образовательн\w+")
_ANY_KIND = re.compile(r"\b(?:образовательн\w+ (?:организаци|учреждени)|оо\b|оу\b)")


class Addressed(Protocol):
    """A plan or an order: whose it is and for which organisations. ``audience`` are the named ones."""

    @property
    def organisation(self) -> Organisation: ...

    @property
    def audience_kinds(self) -> list[str]: ...

    @property
    def audience(self) -> Any: ...


def proposed_kinds(*texts: str) -> list[str]:
    """Kinds of organisations that a title speaks of; the first text that names any decides, else all."""
    for text in texts:
        if _ANY_KIND.search(_plain(text)):
            break
        if named := named_kinds(text):
            return named
    return [kind.value for kind in EDUCATING]


def named_kinds(text: str) -> list[str]:
    """Kinds of organisations that the words name; «образовательные организации» name none of them."""
    lowered = _plain(text)
    if _ANY_KIND.search(lowered):
        return []
    return [kind.value for kind, words in _KIND_WORDS if words.search(lowered)]


@dataclass(frozen=True, slots=True)
class MeantKinds:
    """Which organisations of the audience words name: ``only`` one kind of several, or all of them (empty).

    ``is_foreign`` when the plan is for none of those named, ``is_vague`` when for others too.
    """

    only: str = ""
    is_foreign: bool = False
    is_vague: bool = False


def meant_kinds(named: Collection[str], audience: Collection[str]) -> MeantKinds:
    """``named`` are kinds in words (none: all), ``audience`` the kinds of the plan (none: all that educate)."""
    audience = audience or EDUCATING
    meant = [kind for kind in named if kind in audience]
    if len(meant) == 1 and len(audience) > 1:
        return MeantKinds(only=meant[0])
    return MeantKinds(is_foreign=bool(named) and not meant, is_vague=bool(meant) and len(meant) < len(audience))


def _plain(text: str) -> str:
    return _OF_KINDERGARTENS.sub("дошкольных", text.lower())


def node_of(organisation: Organisation) -> Organisation:
    """The node whose organisations and people a plan may mean: for the service its municipality, else itself."""
    node = organisation
    while node.kind not in (Kind.REGION, Kind.MUNICIPALITY) and node.parent is not None and not _educates(node):
        node = node.parent
    return organisation if node.kind == Kind.OTHER else node


def is_of_service(plan: Plan) -> bool:
    """Whether the plan is the municipality's own, not one organisation's."""
    return node_of(plan.organisation).kind in SERVICE_KINDS


def audience_of(plan: Addressed) -> QuerySet[Organisation]:
    """Open organisations a plan or an order is for, named or of its kinds; an organisation's own is for itself."""
    node = node_of(plan.organisation)
    if node.kind not in SERVICE_KINDS:
        return Organisation.objects.filter(pk=node.pk)
    under = Organisation.objects.filter(path__startswith=node.path, closed_on=None)
    named = Q(pk__in=plan.audience.values("pk"))
    kinds = plan.audience_kinds or ([] if plan.audience.exists() else [kind.value for kind in EDUCATING])
    return under.filter(named | Q(kind__in=kinds))


def _educates(organisation: Organisation) -> bool:
    return organisation.kind in EDUCATING
