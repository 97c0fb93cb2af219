from django.db import models

from metodsovet.ground.directory.models import Organisation, Person, Position
from metodsovet.kernel.parties import Party, PartyKind
from metodsovet.work.communities.models import Community, CommunityKind


class NamedParty(models.Model):
    """One of «Ответственные» of a line or of a point: the words, and whom they mean in the register (the holder).

    Holders are looked up on the day: a function at a node, heads of communities, one person, one organisation, in the
    plan of a community its other offices and its members.
    ``organisation_kind`` keeps one kind of the audience: «заведующие ДОУ» in a plan for schools and kindergartens.
    """

    class Kind(models.TextChoices):
        ROLE = "role", "роль"
        POSITION = "position", "должность"
        DEPARTMENT = "department", "отдел"
        ORGANISATION = "organisation", "организация"
        GROUP = "group", "группа"
        PERSON = "person", "человек"
        UNKNOWN = "unknown", "не понято"

    class Part(models.TextChoices):
        LEAD = "lead", "исполнитель"
        CO_EXECUTOR = "co_executor", "соисполнитель"
        INFORMED = "informed", "к сведению"

    class ActsAs(models.TextChoices):
        ONE = "one", "берёт один"
        EACH = "each", "каждый"

    class Holder(models.TextChoices):
        NOBODY = "nobody", "никто не назначен"
        PERSON = "person", "человек"
        FUNCTION_AT = "function_at", "должность в организации"
        FUNCTION_IN_AUDIENCE = "function_in_audience", "должность в каждой организации"
        ORGANISATION = "organisation", "организация"
        AUDIENCE = "audience", "каждая организация"
        COMMUNITY_HEADS = "community_heads", "руководители объединений"
        COMMUNITY_DEPUTY = "community_deputy", "заместитель руководителя объединения"
        COMMUNITY_SECRETARY = "community_secretary", "секретарь объединения"
        COMMUNITY_CURATOR = "community_curator", "куратор объединения"
        COMMUNITY_MEMBERS = "community_members", "члены объединения"

    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=2000, blank=True)
    kind = models.CharField("вид", max_length=20, choices=Kind)
    text = models.CharField("кто", max_length=500, blank=True)
    scope = models.CharField("где", max_length=500, blank=True)
    person_text = models.CharField("фамилия", max_length=200, blank=True)
    manner = models.CharField(max_length=20, blank=True)
    part = models.CharField("участие", max_length=20, choices=Part, default=Part.CO_EXECUTOR)
    acts_as = models.CharField("как группа", max_length=10, choices=ActsAs, default=ActsAs.ONE)
    holder = models.CharField("кто исполняет", max_length=30, choices=Holder, default=Holder.NOBODY)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    function = models.CharField(max_length=20, choices=Position.Function, blank=True)
    post = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+")
    organisation_kind = models.CharField("только", max_length=20, choices=Organisation.Kind, blank=True)
    community_kind = models.CharField(max_length=30, choices=CommunityKind.Code, blank=True)
    community = models.ForeignKey(Community, models.PROTECT, null=True, blank=True, related_name="+")
    is_confirmed = models.BooleanField("подтверждено человеком", default=False)

    class Meta:
        abstract = True
        ordering = ["position"]

    def __str__(self) -> str:
        return self.party.print()

    @property
    def party(self) -> Party:
        return Party(self.source, PartyKind(self.kind), self.text, self.scope, self.person_text, self.manner)
