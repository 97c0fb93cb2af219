from django.db import models
from django.db.models import Q

from metodsovet.ground.directory.models.employments import Position
from metodsovet.ground.directory.models.organisations import Organisation
from metodsovet.ground.directory.models.people import Person
from metodsovet.kernel.russian import Case


class CaseForm(models.Model):
    """How a name is written in a case where the rules of grammar would err; said by a person.

    It holds for ``nominative`` only: after a change of the name the rules speak again.
    """

    class InCase(models.TextChoices):
        GENITIVE = Case.GENT.value, "родительный (нет кого?)"
        DATIVE = Case.DATV.value, "дательный (дать кому?)"
        ACCUSATIVE = Case.ACCS.value, "винительный (назначить кого?)"
        INSTRUMENTAL = Case.ABLT.value, "творительный (согласовано кем?)"
        PREPOSITIONAL = Case.LOCT.value, "предложный (в ком?)"

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="case_forms")
    position = models.ForeignKey(Position, models.CASCADE, null=True, blank=True, related_name="case_forms")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="case_forms")
    nominative = models.CharField("именительный", max_length=500)
    case = models.CharField("падеж", max_length=4, choices=InCase)
    text = models.CharField("как пишется", max_length=500)

    class Meta:
        verbose_name = "падежная форма"
        verbose_name_plural = "падежные формы"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "position", "organisation", "nominative", "case"],
                nulls_distinct=False,
                name="case_form_said_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, position=None, organisation=None)
                | Q(person=None, position__isnull=False, organisation=None)
                | Q(person=None, position=None, organisation__isnull=False),
                name="case_form_is_of_one",
            ),
        ]

    def __str__(self) -> str:
        return self.text
