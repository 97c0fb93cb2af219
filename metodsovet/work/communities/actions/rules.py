"""Whom the register proposes for a community."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Position, Subject
from metodsovet.work.communities.actions.memberships import locked
from metodsovet.work.communities.models import Community, CompositionRule
from metodsovet.work.communities.queries.composition import rule_text


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """Each condition that is filled in must hold; «one of» inside of a condition."""

    subjects: Sequence[Subject] = ()
    positions: Sequence[Position] = ()
    functions: Sequence[str] = ()
    organisation_kinds: Sequence[str] = ()
    service_years_at_most: int | None = None

    @property
    def is_empty(self) -> bool:
        return self == RuleDraft() or not (
            self.subjects
            or self.positions
            or self.functions
            or self.organisation_kinds
            or self.service_years_at_most is not None
        )


@transaction.atomic
def set_rule(community: Community, *, draft: RuleDraft, by: User) -> CompositionRule | None:
    """An empty one takes the rule away: the members stay. DomainError ``is_closed``."""
    community = locked(community)
    if draft.is_empty:
        if CompositionRule.objects.filter(community=community).delete()[0]:
            record_action("set_rule", community, "Правила состава больше нет", by=by)
        return None
    rule, _ = CompositionRule.objects.update_or_create(
        community=community,
        defaults={
            "functions": list(draft.functions),
            "organisation_kinds": list(draft.organisation_kinds),
            "service_years_at_most": draft.service_years_at_most,
        },
    )
    rule.subjects.set(draft.subjects)
    rule.positions.set(draft.positions)
    record_action("set_rule", community, f"Правило состава: {rule_text(rule)}", by=by)
    return rule
