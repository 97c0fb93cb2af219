from typing import Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, user: User) -> Self:
        """Those of the node one serves, and those that gave an assignment which one sees."""
        serves = subtree_q(standing_of(user).paths_of(SERVICE), "issuer__path")
        kind = ContentType.objects.get_for_model(Directive)
        given = Assignment.objects.visible_to(user).filter(content_type=kind, object_id=OuterRef("pk"))
        return self.filter(serves | Q(models.Exists(given)))


class Directive(models.Model):
    """One thing asked of many organisations in one step: the source of an assignment for each of them."""

    class Holder(models.TextChoices):
        HEAD = "organisation_head", "руководитель организации"
        METHODICAL_LEAD = "methodical_lead", "ответственный за методическую работу"

    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="кто поручает")
    title = models.CharField("что сделать", max_length=500)
    text = models.TextField("подробно", blank=True, max_length=10_000)
    due_on = models.DateField("срок")
    holder = models.CharField("кто исполняет", max_length=20, choices=Holder, default=Holder.METHODICAL_LEAD)
    accepter = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    controller = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="основание")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField("поручено", default=clock.now)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "поручение организациям"
        verbose_name_plural = "поручения организациям"
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("show_directive", args=[self.pk])
