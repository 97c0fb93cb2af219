from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.work.communities.models import Community, CommunityKind


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A typical activity: its section, title, term and holders in words, result."""

    section: str
    title: str
    term: str = ""
    parties: str = ""
    result: str = ""

    def to_json(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(**{name: str(value.get(name, "")) for name in ("section", "title", "term", "parties", "result")})


class PlanTemplateQuerySet(models.QuerySet["PlanTemplate"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(Q(municipality=None) | subtree_q(home_paths(user), "municipality__path"))

    def of_place(self, organisation: Organisation) -> Self:
        """Those of the node above the organisation, ours where it has none instead."""
        own = self.model.objects.filter(municipality__in=organisation.ancestor_ids)
        replaced = own.filter(code=OuterRef("code")).exclude(code="")
        return self.filter((Q(municipality=None) & ~models.Exists(replaced)) | Q(pk__in=own.values("pk")))

    def for_community(self, community: Community) -> Self:
        """Those offered for its kind, the closest first; its kind and organisation are read."""
        fits = Q(kind_code=community.kind.code) if community.kind.code else Q(pk=None)
        rows = self.of_place(community.organisation).filter(is_used=True)
        return rows.filter(fits | Q(kind_code="", level__in=("", community.kind.level))).order_by("-kind_code", "pk")


class PlanTemplate(models.Model):
    """Sections and typical activities of a community's year plan.

    Rows without a municipality come with the product. A municipality that wants one otherwise saves a plan instead of
    it: its own row with the same ``code``, which then stands in its place; what it adds itself has no code.
    """

    municipality = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="plan_templates", verbose_name="у кого"
    )
    code = models.CharField(max_length=30, blank=True, editable=False)
    name = models.CharField("название", max_length=200)
    level = models.CharField("для объединений", max_length=20, choices=CommunityKind.Level, blank=True)
    kind_code = models.CharField("только вида", max_length=30, choices=CommunityKind.Code, blank=True)
    lines_json = models.JSONField("мероприятия", default=list)
    is_used = models.BooleanField("предлагается", default=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlanTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "шаблон годового плана"
        verbose_name_plural = "шаблоны годовых планов"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                condition=~Q(code=""),
                nulls_distinct=False,
                name="template_of_plans_replaced_once",
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False) | ~Q(code=""), name="template_of_ours_has_a_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("show_plan_template", args=[self.pk])

    @property
    def lines(self) -> Sequence[TemplateLine]:
        return [TemplateLine.from_json(value) for value in self.lines_json]
