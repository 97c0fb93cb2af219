from django.db import transaction
from django.db.models import Max

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import require_words
from metodsovet.work.planning.actions.locking import held_draft
from metodsovet.work.planning.models import Plan, Section


@transaction.atomic
def section_named(plan: Plan, *, title: str, by: User) -> Section:
    """The direction of the draft with this title, made at the end when there is none. DomainError ``no_title``."""
    plan = held_draft(plan)
    title = require_words(title, "no_title", "Напишите название направления.")
    found = plan.sections.filter(title__iexact=title).first()
    if found is not None:
        return found
    last = plan.sections.aggregate(last=Max("position"))["last"] or 0
    record_action("add_section", plan, f"Добавлено направление «{title}»"[:500], by=by)
    return Section.objects.create(plan=plan, position=last + 1, title=title)
