"""What is always true of communities."""

from django.db.models import F, Q, QuerySet

from metodsovet.kernel import clock, invariants
from metodsovet.work.communities.models import Community, Membership, Office


@invariants.holds("communities:closed_community_has_no_offices")
def closed_community_has_no_offices() -> QuerySet[Office]:
    """В закрытом объединении нет должностей без конца."""
    return Office.objects.filter(community__closed_on__isnull=False, until=None)


@invariants.holds("communities:closed_community_has_no_members")
def closed_community_has_no_members() -> QuerySet[Membership]:
    """В закрытом объединении нет участников без конца."""
    return Membership.objects.filter(community__closed_on__isnull=False, until=None)


@invariants.holds("communities:act_is_of_the_same_town")
def act_is_of_the_same_town() -> list[Office]:
    """Основание должности издано в том же дереве организаций, где само объединение."""
    rows = Office.objects.filter(basis__isnull=False).annotate(
        home=F("community__organisation__path"), issued=F("basis__organisation__path")
    )
    return [row for row in rows if row.home.partition(".")[0] != row.issued.partition(".")[0]]


@invariants.holds("communities:nobody_erased_is_in_office")
def nobody_erased_is_in_office() -> QuerySet[Office]:
    """Объединения не ведёт тот, чьи данные удалены."""
    return Office.objects.filter(Q(until=None) | Q(until__gte=clock.today()), person__erased_on__isnull=False)


@invariants.holds("communities:kind_is_of_the_same_town")
def kind_is_of_the_same_town() -> QuerySet[Community]:
    """Вид объединения пришёл с программой или принадлежит муниципалитету, где само объединение."""
    own = Community.objects.filter(kind__municipality__isnull=False)
    return own.exclude(organisation__path__startswith=F("kind__municipality__path"))
