"""What is always true of plans: parts belong together, occurrences to their year, assignments to their source."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, Exists, F, Func, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.kernel import invariants
from metodsovet.work.planning.models import Activity, ActivityParty, Occurrence, Plan, Submission, Theme

Holder = ActivityParty.Holder


class MakeDate(Func):
    function = "make_date"


@invariants.holds("planning:occurrence_is_in_its_year")
def occurrence_is_in_its_year() -> QuerySet[Occurrence]:
    """Окно вхождения пересекается с его учебным годом."""
    first = MakeDate(F("school_year"), Value(9), Value(1))
    last = MakeDate(F("school_year") + 1, Value(8), Value(31))
    return Occurrence.objects.annotate(first=first, last=last).filter(
        Q(ends_on__lt=F("first")) | Q(starts_on__gt=F("last"))
    )


@invariants.holds("planning:occurrence_is_of_executed_year")
def occurrence_is_of_executed_year() -> QuerySet[Occurrence]:
    """Вхождения до первого исполняемого года — история, а исполняемые есть только у плана, который принимали."""
    executed = Q(is_history=False)
    early = Q(activity__plan__executed_from=None) | Q(school_year__lt=F("activity__plan__executed_from"))
    return Occurrence.objects.filter(executed & early)


@invariants.holds("planning:activity_is_in_section_of_its_plan")
def activity_is_in_section_of_its_plan() -> QuerySet[Activity]:
    """Мероприятие стоит в направлении своего плана, и выделено оно из мероприятия того же плана."""
    apart = Q(section__isnull=False) & ~Q(section__plan=F("plan"))
    moved = Q(moved_from__isnull=False) & ~Q(moved_from__plan=F("plan"))
    return Activity.objects.filter(apart | moved)


@invariants.holds("planning:holder_names_what_it_needs")
def holder_names_what_it_needs() -> QuerySet[ActivityParty]:
    """Исполнитель-человек указывает на человека, организация — на организацию."""
    nobody = Q(holder=Holder.PERSON, person=None) | Q(holder=Holder.ORGANISATION, organisation=None)
    return ActivityParty.objects.filter(nobody)


@invariants.holds("planning:revisions_follow_one_another")
def revisions_follow_one_another() -> QuerySet[Plan]:
    """Редакции плана нумерованы подряд, начиная с первой."""
    numbered = Plan.objects.annotate(made=Count("revisions"), latest=Max("revisions__number"))
    return numbered.filter(made__gt=0).exclude(made=F("latest"))


@invariants.holds("planning:theme_goes_on_in_its_year")
def theme_goes_on_in_its_year() -> QuerySet[Theme]:
    """Тема продолжает тему того же учебного года."""
    return Theme.objects.filter(upper__isnull=False).exclude(upper__school_year=F("school_year"))


@invariants.holds("planning:handed_in_plan_waits")
def handed_in_plan_waits() -> QuerySet[Plan]:
    """План сдан на утверждение тогда и только тогда, когда его сдача ждёт решения."""
    waiting = Exists(Submission.objects.waiting().filter(plan=OuterRef("pk")))
    is_handed_in = Q(state=Plan.State.HANDED_IN)
    return Plan.objects.filter((is_handed_in & ~waiting) | (~is_handed_in & waiting))


@invariants.holds("planning:plan_is_where_its_community_is")
def plan_is_where_its_community_is() -> QuerySet[Plan]:
    """План объединения принадлежит организации, где само объединение."""
    return Plan.objects.filter(community__isnull=False).exclude(organisation=F("community__organisation"))


@invariants.holds("planning:assignment_has_its_occurrence")
def assignment_has_its_occurrence() -> QuerySet[Assignment]:
    """Поручение по плану дано по вхождению, которое есть, и ключ начинается с его номера."""
    occurrence = Occurrence.objects.filter(pk=OuterRef("object_id"))
    key = Concat(Value("planning:"), Cast("object_id", CharField()), Value(":"), output_field=CharField())
    return _assignments().annotate(beginning=key).filter(~Exists(occurrence) | ~Q(key__startswith=F("beginning")))


@invariants.holds("planning:idle_occurrence_asks_nothing")
def idle_occurrence_asks_nothing() -> QuerySet[Assignment]:
    """По отменённому вхождению и по истории никто ничего не должен."""
    idle = Q(is_history=True) | Q(state=Occurrence.State.CANCELLED)
    occurrence = Occurrence.objects.filter(idle, pk=OuterRef("object_id"))
    return _assignments().open().filter(Exists(occurrence))


@invariants.holds("planning:draft_asks_nothing")
def draft_asks_nothing() -> QuerySet[Assignment]:
    """По черновику, архиву и отложенному плану открытых поручений нет."""
    resting = ~Q(activity__plan__state=Plan.State.ACCEPTED)
    return _assignments().open().filter(Exists(Occurrence.objects.filter(resting, pk=OuterRef("object_id"))))


def _assignments() -> AssignmentQuerySet:
    return Assignment.objects.filter(content_type=ContentType.objects.get_for_model(Occurrence))
