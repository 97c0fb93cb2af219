"""People by how they come in: all that an administrator, who sees no people, sees of them."""

from typing import Any, ClassVar, Self

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.employments import Employment
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.people import Asked, Person, PersonQuerySet
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.models.roles import RoleAssignment
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.looking_up import exists


class AccountQuerySet(PersonQuerySet):
    def visible_to(self, user: User, *, asked: Asked = exists) -> Self:
        """Of people whom one sees, and of those of the nodes that one administers."""
        seen = Person.objects.visible_to(user, asked=asked).filter(pk=OuterRef("pk"))
        return self.having().filter(Exists(seen) | _administered(user))

    def administered_by(self, user: User) -> Self:
        return self.having().filter(_administered(user))

    def having(self) -> Self:
        """People who have one at all."""
        return self.filter(user__isnull=False, erased_on=None)


def _administered(user: User) -> Combinable:
    """Who works or acts today under the administrator's nodes, or, being nowhere today, worked there."""
    paths = standing_of(user).paths_of([Role.ADMINISTRATOR])
    here, him, today = subtree_q(paths, "organisation__path"), Q(person=OuterRef("pk")), clock.today()
    jobs, roles = Employment.objects.filter(him), RoleAssignment.objects.filter(him)
    is_somewhere = Exists(jobs.on(today)) | Exists(roles.on(today))
    is_here = Exists(jobs.on(today).filter(here)) | Exists(roles.on(today).filter(here))
    return is_here | (~is_somewhere & Exists(jobs.filter(here)))


class Account(Person):
    """A person with an account; nothing of his work is to be seen by it."""

    objects: ClassVar[Any] = AccountQuerySet.as_manager()

    class Meta:
        proxy = True
        verbose_name = "вход человека"
        verbose_name_plural = "входы людей"
        ordering = ["sort_key"]

    def get_absolute_url(self) -> str:
        return reverse("show_account", args=[self.pk])
