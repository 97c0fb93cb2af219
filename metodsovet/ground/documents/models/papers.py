from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.kinds import name_of
from metodsovet.ground.documents.models.series import NumberSeries
from metodsovet.ground.documents.models.templates import PaperTemplate
from metodsovet.ground.documents.reach import reached_q
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.searching.expressions import Words


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: User) -> Self:
        """Those of organisations one acts for, those given to oneself, those that a fact of an upper room opens."""
        standing = standing_of(user)
        if standing.person_id is None:
            return self.none()
        acts = subtree_q(standing.paths_of((*SERVICE, *LEADS)), "series__organisation__path")
        return self.filter(acts | Q(recipient=standing.person_id) | reached_q(user))


class Paper(models.Model):
    """An issued paper: number, frozen data and the file printed of them, which never change.

    ``file`` is empty only between the giving of the number and the end of the printing. A withdrawn one keeps both.
    A paper that is corrected gets a new edition under the same number; the edition before stays as it was.
    """

    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="papers")
    number = models.CharField("номер", max_length=50)
    number_key = models.CharField(max_length=50, editable=False)
    edition = models.PositiveSmallIntegerField("редакция", default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="какую заменяет"
    )
    edition_reason = models.CharField("почему исправлена", max_length=500, blank=True)
    issued_on = models.DateField("дата")
    title = models.CharField("о чём", max_length=1000)
    data = models.JSONField("данные", editable=False)
    template = models.ForeignKey(PaperTemplate, models.PROTECT, null=True, blank=True, related_name="papers")
    recipient = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="papers", verbose_name="кому"
    )
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    source = GenericForeignKey("content_type", "object_id")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="файл")
    sha256 = models.CharField("отпечаток файла", max_length=64, blank=True)
    code = models.CharField(max_length=12, blank=True, editable=False)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто выпустил")
    issued_at = models.DateTimeField("когда выпущена", default=clock.now)
    withdrawn_at = models.DateTimeField("отозвана", null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто отозвал")
    withdrawal_reason = models.CharField("почему отозвана", max_length=500, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "выпущенная бумага"
        verbose_name_plural = "выпущенные бумаги"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number_key", "edition"], name="paper_number_once_in_series"),
            models.CheckConstraint(
                condition=Q(edition=1, replaces=None) | Q(edition__gt=1, replaces__isnull=False),
                name="paper_edition_replaces_another",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="paper_code_once"),
            models.CheckConstraint(condition=Q(file=None) | ~Q(sha256=""), name="paper_file_has_its_hash"),
        ]
        indexes = [
            models.Index(fields=["-issued_on"], name="paper_issued"),
            models.Index(fields=["content_type", "object_id"], name="paper_source"),
            GinIndex(Words("title", "number"), name="paper_words"),
        ]

    def __str__(self) -> str:
        return self.requisites

    def get_absolute_url(self) -> str:
        return reverse("show_paper", args=[self.pk])

    @property
    def requisites(self) -> str:
        """«структура методической службы от 28 августа 2026 г. № 12»; the series must be at hand."""
        edition = f", редакция\u00a0{self.edition}" if self.edition > 1 else ""
        return f"{self.kind_name} от {date_text(self.issued_on)} №\u00a0{self.number}{edition}"

    @property
    def kind_name(self) -> str:
        return name_of(self.series.kind)

    @property
    def organisation(self) -> Organisation:
        return self.series.organisation

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_printed(self) -> bool:
        return self.file_id is not None

    @property
    def is_replaced(self) -> bool:
        """By a later edition; asks the database where it was not selected."""
        return getattr(self, "replaced_by", None) is not None

    @property
    def state(self) -> str:
        if self.is_withdrawn:
            return "отозвана"
        if self.is_replaced:
            return "заменена"
        return "выпущена" if self.is_printed else "печатается"

    def fields_named(self, names: dict[str, Any]) -> list[tuple[str, Any]]:
        """Of the data, by their labels."""
        return [(label, self.data[name]) for name, label in names.items() if self.data.get(name)]
