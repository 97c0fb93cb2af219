from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q


class CommunityKindQuerySet(models.QuerySet["CommunityKind"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(Q(municipality=None) | subtree_q(home_paths(user), "municipality__path"))

    def used_in(self, organisation: Organisation) -> Self:
        """What a community of this place may be: the own kinds of the node above it, ours where it has none instead."""
        own = self.model.objects.filter(municipality__in=organisation.ancestor_ids)
        replaced = own.filter(code=OuterRef("code")).exclude(code="")
        ours = Q(municipality=None) & ~models.Exists(replaced)
        return self.filter(ours | Q(pk__in=own.values("pk")), is_used=True)

    def named(self, code: str, organisation: Organisation) -> "CommunityKind":
        """The kind behind a code as this place calls it; CommunityKind.DoesNotExist when it uses none such."""
        return self.used_in(organisation).filter(code=code).order_by(F("municipality").asc(nulls_last=True))[:1].get()


class CommunityKind(models.Model):
    """What a group of people may be: how it is called, who runs it, how many it takes and how often it meets.

    Rows without a municipality come with the product. A municipality that words one otherwise gets its own row with the
    same ``code``, which then stands instead; what it adds itself has no code. ``analysis_sections`` are headings that
    heads write under at the year's end; empty: the product's own.
    """

    class Code(models.TextChoices):
        """Kinds that come with the product; plans name bodies by them."""

        SCHOOL_ASSOCIATION = "school_association", "школьное методическое объединение"
        CREATIVE_GROUP = "creative_group", "творческая группа"
        CITY_ASSOCIATION = "city_association", "городское методическое объединение"
        PROFESSIONAL_ASSOCIATION = "professional_association", "ассоциация педагогов"
        LABORATORY = "laboratory", "творческая лаборатория"
        TEMPORARY_COLLECTIVE = "temporary_collective", "временный творческий коллектив"
        WORKING_GROUP = "working_group", "рабочая группа"
        WORKSHOP = "workshop", "педагогическая мастерская"
        COUNCIL = "council", "методический совет"
        PEDAGOGICAL_COUNCIL = "pedagogical_council", "педагогический совет"
        COORDINATION_COUNCIL = "coordination_council", "координационный совет"
        COUNCIL_SECTION = "council_section", "секция координационного совета"
        COORDINATION_CENTRE = "coordination_centre", "координационный центр"
        RESOURCE_CENTRE = "resource_centre", "ресурсный центр"
        BASE_ORGANISATION = "base_organisation", "опорная организация"
        CONSULTATION_POINT = "consultation_point", "консультационный пункт"
        EXPERT_COMMUNITY = "expert_community", "экспертное сообщество"

    class Level(models.TextChoices):
        ORGANISATION = "organisation", "организации"
        MUNICIPALITY = "municipality", "муниципалитета"

    municipality = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="community_kinds", verbose_name="у кого"
    )
    code = models.CharField(max_length=30, choices=Code, blank=True, editable=False)
    name = models.CharField("название", max_length=150)
    short_name = models.CharField("коротко", max_length=60, blank=True)
    level = models.CharField("уровень", max_length=20, choices=Level)
    is_standing = models.BooleanField("постоянное", default=True)
    needs_act = models.BooleanField("создаётся приказом", default=False)
    least_members = models.PositiveSmallIntegerField("не меньше участников", null=True, blank=True)
    least_meetings = models.PositiveSmallIntegerField("не меньше заседаний за год", null=True, blank=True)
    quorum = models.PositiveSmallIntegerField("кворум, больше скольких процентов", null=True, blank=True)
    analysis_sections = models.JSONField("разделы годового анализа", default=list, blank=True)
    source = models.CharField("откуда эти числа", max_length=500, blank=True)
    place = models.PositiveSmallIntegerField("место в списке", default=0)
    is_used = models.BooleanField("используется", default=True)

    objects = CommunityKindQuerySet.as_manager()

    class Meta:
        verbose_name = "вид объединений"
        verbose_name_plural = "виды объединений"
        ordering = ["place", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                condition=~Q(code=""),
                nulls_distinct=False,
                name="kind_of_communities_reworded_once",
            ),
            models.UniqueConstraint(
                fields=["municipality", "name"], nulls_distinct=False, name="kind_of_communities_named_once"
            ),
            models.CheckConstraint(condition=Q(quorum__isnull=True) | Q(quorum__lt=100), name="quorum_is_a_share"),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False) | ~Q(code=""), name="kind_of_ours_has_a_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_of_town(self) -> bool:
        return self.level == self.Level.MUNICIPALITY


class KindOffice(models.Model):
    """An office that communities of a kind have, under the name it bears there: «председатель» of a council."""

    class Code(models.TextChoices):
        HEAD = "head", "руководитель"
        DEPUTY = "deputy", "заместитель руководителя"
        SECRETARY = "secretary", "секретарь"
        CURATOR = "curator", "куратор"

    kind = models.ForeignKey(CommunityKind, models.CASCADE, related_name="offices", verbose_name="вид")
    code = models.CharField("должность", max_length=20, choices=Code)
    title = models.CharField("как называется", max_length=80)
    gives_payment = models.BooleanField("основание для выплаты", default=False)

    class Meta:
        verbose_name = "должность вида"
        verbose_name_plural = "должности вида"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="kind_has_an_office_once")]

    def __str__(self) -> str:
        return self.title
