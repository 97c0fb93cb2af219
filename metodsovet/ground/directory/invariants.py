"""What is always true of the register."""

from itertools import pairwise

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from metodsovet.ground.directory.models import Employment, Installation, Organisation, ReferenceNumber
from metodsovet.kernel import invariants

Kind = Organisation.Kind


@invariants.holds("directory:path_follows_tree")
def path_follows_tree() -> QuerySet[Organisation]:
    """Путь организации составлен из пути той, в которую она входит, и её номера."""
    number = Cast("pk", CharField())
    expected = Concat(Coalesce("parent__path", Value("")), number, Value("."), output_field=CharField())
    return Organisation.objects.annotate(expected=expected).exclude(path=F("expected"))


@invariants.holds("directory:department_is_inside")
def department_is_inside() -> QuerySet[Organisation]:
    """Отдел входит в организацию и сам ничего в себя не включает."""
    inside = Q(kind=Kind.DEPARTMENT, parent=None) | Q(parent__kind=Kind.DEPARTMENT)
    return Organisation.objects.filter(inside)


@invariants.holds("directory:root_is_top")
def root_is_top() -> QuerySet[Installation]:
    """Настройки указывают на вершину дерева организаций."""
    return Installation.objects.exclude(root__parent=None)


@invariants.holds("directory:closed_organisation_is_empty")
def closed_organisation_is_empty() -> QuerySet[Employment]:
    """В закрытой организации никто не числится без даты увольнения."""
    return Employment.objects.filter(organisation__closed_on__isnull=False, until=None)


@invariants.holds("directory:reference_numbers_take_turns")
def reference_numbers_take_turns() -> list[Model | str]:
    """На каждый день у числа из закона одно значение: сроки его строк не пересекаются."""
    rows = list(ReferenceNumber.objects.order_by("code", "valid_from"))
    return [
        later
        for earlier, later in pairwise(rows)
        if earlier.code == later.code and (earlier.valid_until is None or earlier.valid_until >= later.valid_from)
    ]
