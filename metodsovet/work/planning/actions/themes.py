from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Theme


@transaction.atomic
def set_theme(organisation: Organisation, *, year: SchoolYear, title: str, upper: Theme | None, by: User) -> Theme:
    """The methodical theme of a node in a school year, set or changed.

    DomainError ``no_title``, or ``not_an_upper_theme`` unless the upper one is of the same year and of a node above.
    """
    title = require_words(title, "no_title", "Напишите тему года.")
    if upper is not None and (
        upper.school_year != year.start or upper.organisation_id not in organisation.ancestor_ids[:-1]
    ):
        raise DomainError("not_an_upper_theme", "Тема продолжает тему того же года на уровне выше: выберите другую.")
    theme, _ = Theme.objects.update_or_create(
        organisation=organisation, school_year=year.start, defaults={"title": title[:500], "upper": upper}
    )
    record_action("set_theme", theme, f"Тема {year.text()}: {title}"[:1000], by=by)
    return theme
