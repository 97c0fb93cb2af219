from typing import Self

from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock


class EmblemQuerySet(models.QuerySet["Emblem"]):
    def visible_to(self, user: User) -> Self:
        """Those of organisations one acts for."""
        return self.filter(subtree_q(standing_of(user).paths_of((*SERVICE, *LEADS)), "organisation__path"))


class Emblem(models.Model):
    """The coat of arms over the names on papers of an organisation that are printed by our templates."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="emblem", verbose_name="чей")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="картинка")
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто загрузил")
    set_at = models.DateTimeField("когда загружена", default=clock.now)

    objects = EmblemQuerySet.as_manager()

    class Meta:
        verbose_name = "герб на бланке"
        verbose_name_plural = "гербы на бланках"

    def __str__(self) -> str:
        return f"Герб: {self.organisation.short_name}"

    def content(self) -> bytes:
        assert self.file is not None
        with self.file.content.open("rb") as file:
            content: bytes = file.read()
        return content
