from django.conf import settings
from django.db import models

from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.work.planning.models.plans import Plan


class Revision(models.Model):
    """A change of an accepted plan with its basis act and the list of what changed, in words."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField("номер")
    basis = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="основание")
    changes = models.JSONField("что изменено", default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("когда", default=clock.now)
    in_force_from = models.DateField("действует с")

    class Meta:
        verbose_name = "редакция"
        verbose_name_plural = "редакции"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="revisions_are_numbered")]

    def __str__(self) -> str:
        return f"редакция {self.number}"
