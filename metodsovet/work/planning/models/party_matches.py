from django.db import models

from metodsovet.ground.directory.models import Organisation, Person, Position
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.planning.models.activity_parties import ActivityParty


class PartyMatch(models.Model):
    """A match that a person confirmed: these words, at this node, mean that holder. Remembered for the next file."""

    node = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="у кого")
    phrase = models.CharField("слова", max_length=700)
    holder = models.CharField("кто исполняет", max_length=30, choices=ActivityParty.Holder)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    function = models.CharField(max_length=20, choices=Position.Function, blank=True)
    post = models.ForeignKey(Position, models.CASCADE, null=True, blank=True, related_name="+")
    organisation_kind = models.CharField("только", max_length=20, choices=Organisation.Kind, blank=True)
    community_kind = models.CharField(max_length=30, choices=CommunityKind.Code, blank=True)
    community = models.ForeignKey(Community, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "запомненное соответствие"
        verbose_name_plural = "запомненные соответствия"
        constraints = [models.UniqueConstraint(fields=["node", "phrase"], name="phrase_matched_once_at_node")]

    def __str__(self) -> str:
        return self.phrase
