"""The theme of a school year: that of the municipality, those of organisations, who carries it on."""

from dataclasses import dataclass

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Plan, Theme

CARRIERS = (Organisation.Kind.SCHOOL, Organisation.Kind.KINDERGARTEN, Organisation.Kind.ADDITIONAL)


@dataclass(frozen=True, slots=True)
class CarriedTheme:
    """A theme of the municipality: organisations that carry it on, of all that could."""

    theme: Theme
    plans: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class OrganisationTheme:
    organisation: Organisation
    theme: Theme | None

    @property
    def carries_on(self) -> bool:
        return self.theme is not None and self.theme.upper_id is not None


@dataclass(frozen=True, slots=True)
class ThemePage:
    uppers: tuple[CarriedTheme, ...]
    rows: tuple[OrganisationTheme, ...]

    @property
    def carried(self) -> int:
        return sum(row.carries_on for row in self.rows)


def theme_page(user: User, year: SchoolYear) -> ThemePage:
    themes = list(Theme.objects.visible_to(user).filter(school_year=year.start).select_related("organisation", "upper"))
    by_organisation = {theme.organisation_id: theme for theme in themes}
    organisations = Organisation.objects.filter(subtree_q(home_paths(user)), kind__in=CARRIERS, closed_on=None)
    rows = tuple(OrganisationTheme(one, by_organisation.get(one.pk)) for one in organisations.order_by("short_name"))
    uppers = [theme for theme in themes if theme.organisation.kind not in CARRIERS]
    plans = list(Plan.objects.visible_to(user).filter(theme__in=themes, community=None).select_related("organisation"))
    return ThemePage(
        tuple(CarriedTheme(theme, tuple(plan for plan in plans if plan.theme_id == theme.pk)) for theme in uppers), rows
    )
