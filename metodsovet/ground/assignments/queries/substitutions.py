from django.db.models import Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.rules import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of


def people_answered_for(user: User) -> QuerySet[Person]:
    """``rules.answers_for_person`` as rows: oneself and those who work today where one leads or serves."""
    standing = standing_of(user)
    places = subtree_q(standing.paths_of((*LEADS, *SERVICE)), "organisation__path")
    jobs = Employment.objects.today().filter(places)
    return Person.objects.filter(Q(pk=standing.person_id) | Q(pk__in=jobs.values("person")))
