from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock
from metodsovet.kernel.progress import is_silent_since
from metodsovet.work.orders.models.orders import COMPOSERS, Order


class BroughtOrderQuerySet(models.QuerySet["BroughtOrder"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(subtree_q(standing_of(user).paths_of(COMPOSERS), "organisation__path"))

    def waiting(self) -> Self:
        """Not a draft yet: still being read, or not readable."""
        return self.exclude(state=BroughtOrder.State.READ)


class BroughtOrder(models.Model):
    """A large file of an order that the worker reads; it becomes the ``order``, whose file it is from then on.

    ``trouble`` says why it did not.
    """

    class State(models.TextChoices):
        READING = "reading", "читается"
        UNREADABLE = "unreadable", "не прочитан"
        READ = "read", "прочитан"

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чей приказ")
    file_name = models.CharField("файл", max_length=255)
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="сам файл")
    state = models.CharField("состояние", max_length=20, choices=State, default=State.READING)
    trouble = models.CharField("почему не вышло", max_length=500, blank=True)
    order = models.OneToOneField(Order, models.CASCADE, null=True, related_name="+", verbose_name="черновик")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    brought_at = models.DateTimeField("загружен", default=clock.now)

    objects = BroughtOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "файл приказа"
        verbose_name_plural = "файлы приказов"
        ordering = ["-brought_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="read") | Q(order__isnull=False), name="read_file_is_an_order"),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("show_brought_order", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.state == self.State.READING

    @property
    def is_stalled(self) -> bool:
        """Nothing came of it for long: the worker stands still; the job is not lost and goes on with it."""
        return self.is_under_way and is_silent_since(self.brought_at)
