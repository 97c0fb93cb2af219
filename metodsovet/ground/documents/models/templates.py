from typing import Self

from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.kinds import name_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock


class PaperTemplateQuerySet(models.QuerySet["PaperTemplate"]):
    def visible_to(self, user: User) -> Self:
        """Those of organisations one acts for."""
        return self.filter(subtree_q(standing_of(user).paths_of((*SERVICE, *LEADS)), "organisation__path"))


class PaperTemplate(models.Model):
    """A version of somebody's own template of a kind of paper; the active one prints for its node and all below it.

    Never changed: another file is another version, and papers remember which version printed them.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чей")
    kind = models.CharField("вид бумаги", max_length=50)
    version = models.PositiveIntegerField("версия")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="файл")
    sample = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="образец")
    remark = models.CharField("что изменено", max_length=300, blank=True)
    warnings = models.JSONField("замечания проверки", default=list)
    is_active = models.BooleanField("действует", default=False)
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто загрузил")
    uploaded_at = models.DateTimeField("когда загружен", default=clock.now)

    objects = PaperTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "шаблон бумаги"
        verbose_name_plural = "шаблоны бумаг"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "version"], name="paper_template_version"),
            models.UniqueConstraint(
                fields=["organisation", "kind"], condition=Q(is_active=True), name="paper_template_one_active"
            ),
        ]

    def __str__(self) -> str:
        return f"{name_of(self.kind)}, версия {self.version}"

    def content(self) -> bytes:
        assert self.file is not None
        with self.file.content.open("rb") as file:
            content: bytes = file.read()
        return content
