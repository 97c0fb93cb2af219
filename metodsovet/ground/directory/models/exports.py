from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.employments import Employment
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import SERVICE, Role
from metodsovet.ground.directory.models.roles import RoleAssignment
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, user: User) -> Self:
        """One's own; the service and the administrator see what was taken out by those who worked or acted under their
        nodes on that day: not what the same people take out at another place.
        """
        paths = standing_of(user).paths_of((*SERVICE, Role.ADMINISTRATOR))
        place = subtree_q(paths, "organisation__path")
        works = Employment.objects.on_day_of("made_at").filter(place, person__user=OuterRef("by"))
        acts = RoleAssignment.objects.on_day_of("made_at").filter(place, person__user=OuterRef("by"))
        return self.filter(Q(by=user.pk) | Exists(works) | Exists(acts))


class Export(models.Model):
    """A file with people's data that somebody took out: a list, a paper, an attachment. Never changed."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="кто")
    made_at = models.DateTimeField("когда", default=clock.now)
    title = models.CharField("что", max_length=300)
    narrowed = models.CharField("отбор", max_length=1000, blank=True)
    rows = models.PositiveIntegerField("строк", null=True, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = "выгрузка"
        verbose_name_plural = "журнал выгрузок"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["by", "-made_at"], name="export_by")]

    def __str__(self) -> str:
        return self.title
