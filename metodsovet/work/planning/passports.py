"""What plans say in the passport of a community."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities import slots
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.slots import Line
from metodsovet.work.planning.models import Theme


@slots.offer_lines
def theme_of_the_year(community: Community, day: date) -> Sequence[Line]:
    """The nearest theme at the community's node or above it; one that carries on an upper theme names it."""
    year = SchoolYear.of(day)
    themes = Theme.objects.filter(organisation__in=community.organisation.ancestor_ids, school_year=year.start)
    theme = themes.select_related("upper").order_by("-organisation__path").first()
    if theme is None:
        return []
    text = f"«{theme.title}», продолжает «{theme.upper.title}»" if theme.upper else f"«{theme.title}»"
    return [Line(f"Тема {year} года", text, reverse("show_themes"))]
