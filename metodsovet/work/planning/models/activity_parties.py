from django.db import models

from metodsovet.work.planning.models.activities import Activity
from metodsovet.work.planning.models.named_parties import NamedParty


class ActivityParty(NamedParty):
    """One of «Ответственные» of an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="parties")

    class Meta(NamedParty.Meta):
        abstract = False
        verbose_name = "ответственный"
        verbose_name_plural = "ответственные"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "position"], name="party_has_its_place", deferrable=models.Deferrable.DEFERRED
            )
        ]
