"""The organisations a plan is for: roles expand only within them."""

import re

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


def proposed_kinds(*texts: str) -> list[str]:
    """Kinds of organisations that a title speaks of; the first text that names any decides, else all."""
    for text in texts:
        lowered = _OF_KINDERGARTENS.sub("дошкольных", text.lower())
        if _ANY_KIND.search(lowered):
            break
        named = [kind.value for kind, words in _KIND_WORDS if words.search(lowered)]
        if named:
            return named
    return [kind.value for kind in EDUCATING]


def node_of(organisation: Organisation) -> Organisation:
    """The node whose organisations and people a plan may mean: for the service its municipality, else itself."""
    node = organisation
    while node.kind not in (Kind.REGION, Kind.MUNICIPALITY) and node.parent is not None and not _educates(node):
        node = node.parent
    return organisation if node.kind == Kind.OTHER else node


def is_of_service(plan: Plan) -> bool:
    """Whether the plan is the municipality's own, not one organisation's."""
    return node_of(plan.organisation).kind in SERVICE_KINDS


def audience_of(plan: Plan) -> QuerySet[Organisation]:
    """Open organisations the plan is for, named or of its kinds; an organisation's own plan is for itself."""
    node = node_of(plan.organisation)
    if node.kind not in SERVICE_KINDS:
        return Organisation.objects.filter(pk=node.pk)
    under = Organisation.objects.filter(path__startswith=node.path, closed_on=None)
    named = Q(pk__in=plan.audience.values("pk"))
    kinds = plan.audience_kinds or ([] if plan.audience.exists() else [kind.value for kind in EDUCATING])
    return under.filter(named | Q(kind__in=kinds))


def _educates(organisation: Organisation) -> bool:
    return organisation.kind in EDUCATING
