from typing import Self

from django.conf import settings
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Appendix
from metodsovet.work.orders.models.orders import Order
from metodsovet.work.orders.reading import ReadOrder, SourceLine
from metodsovet.work.planning.reading import ReadWarning

APPOINTED = "appointed"
"""Before the id of a list in ``settled``: its heads are appointed with everything else."""


class OrderReadingQuerySet(models.QuerySet["OrderReading"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(order__in=Order.objects.visible_to(user))


class OrderReading(models.Model):
    """The file a draft was read from: its lines as they stood, what was understood, what people settled.

    ``points`` are ids of the points made, in the order of ``ReadOrder.all_points``. ``settled`` are keys of doubts and
    warnings that a person has looked at. ``rosters`` went to the communities. ``paper`` is frozen at registration.
    """

    order = models.OneToOneField(Order, models.CASCADE, related_name="reading")
    file_name = models.CharField("файл", max_length=255)
    file = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="сам файл"
    )
    source = models.JSONField("строки файла", default=list)
    read_json = models.JSONField("что понято", default=dict)
    points = models.JSONField("пункты", default=list)
    warnings = models.JSONField("предупреждения", default=list)
    settled = models.JSONField("решено", default=list)
    rosters = models.ManyToManyField(Appendix, blank=True, related_name="+", verbose_name="списки объединений")
    paper = models.JSONField("каким понят при регистрации", null=True, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    read_at = models.DateTimeField("прочитан", default=clock.now)

    objects = OrderReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "прочитанный приказ"
        verbose_name_plural = "прочитанные приказы"

    def __str__(self) -> str:
        return self.file_name

    @property
    def read(self) -> ReadOrder:
        return ReadOrder.from_json(self.read_json)

    @property
    def lines(self) -> list[SourceLine]:
        return [SourceLine.from_json(line) for line in self.source]

    @property
    def warned(self) -> list[ReadWarning]:
        return [ReadWarning.from_json(warning) for warning in self.warnings]

    @property
    def appointing(self) -> list[Appendix]:
        """Lists whose heads will be appointed at the registration; asks the database."""
        waiting = self.rosters.filter(state=Appendix.State.REVIEW)
        return [one for one in waiting if self.is_settled(f"{APPOINTED}:{one.pk}")]

    def is_settled(self, key: str) -> bool:
        return key in self.settled

    def settle(self, key: str) -> None:
        """In memory only."""
        if key not in self.settled:
            self.settled = [*self.settled, key]
