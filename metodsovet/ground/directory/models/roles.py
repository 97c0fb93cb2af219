from typing import Self

from django.conf import settings
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.dated import Dated, DatedQuerySet
from metodsovet.ground.directory.models.organisations import Organisation
from metodsovet.ground.directory.models.people import Person
from metodsovet.ground.directory.models.role_kinds import Role


class RoleAssignmentQuerySet(DatedQuerySet):
    def visible_to(self, user: User) -> Self:
        """Of people whom the user sees."""
        return self.filter(person__in=Person.objects.visible_to(user).values("pk"))


class RoleAssignment(Dated):
    """A right = (role, node, from–to): it holds for the node's subtree, never for siblings or parents."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles", verbose_name="кто")
    role = models.CharField("роль", max_length=30, choices=Role)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roles", verbose_name="где")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто дал"
    )

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = "роль"
        verbose_name_plural = "роли"
        ordering = ["organisation", "role", "since"]
        indexes = [models.Index(fields=["organisation", "role"], name="role_at_node")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"
