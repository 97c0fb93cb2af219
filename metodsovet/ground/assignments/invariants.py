"""What is always true of the ledger: a state agrees with the reports, parts and evidence under it."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from metodsovet.ground.assignments.models import Assignment, Evidence, Extension, Part, Report
from metodsovet.ground.assignments.models.assignments import CANCELLED_KEY
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import invariants

State = Assignment.State
Kind = Evidence.Kind


@invariants.holds("assignments:waiting_has_its_report")
def waiting_has_its_report() -> QuerySet[Assignment]:
    """Ждёт приёмки то поручение, по которому сдан отчёт, и только оно."""
    handed_in = Exists(Report.objects.filter(assignment=OuterRef("pk"), state=Report.State.HANDED_IN))
    waiting = Q(state=State.REPORTED)
    rows = Assignment.objects.exclude(state=State.CANCELLED)  # what was handed in stays as it was
    return rows.filter((waiting & ~Q(handed_in)) | (~waiting & Q(handed_in)))


@invariants.holds("assignments:returned_has_its_remark")
def returned_has_its_remark() -> QuerySet[Assignment]:
    """Возвращено то поручение, отчёт по которому вернули с замечанием."""
    returned = Report.objects.filter(assignment=OuterRef("pk"), state=Report.State.RETURNED).exclude(remark="")
    return Assignment.objects.filter(~Exists(returned), state=State.RETURNED)


@invariants.holds("assignments:done_has_its_days")
def done_has_its_days() -> QuerySet[Assignment]:
    """У исполненного поручения есть день отчёта и день приёмки, и приёмка не раньше отчёта; у прочих её нет."""
    done = Q(state=State.ACCEPTED)
    whole = Q(reported_on__isnull=False, accepted_on__isnull=False, accepted_on__gte=F("reported_on"))
    return Assignment.objects.filter((done & ~whole) | (~done & Q(accepted_on__isnull=False)))


@invariants.holds("assignments:done_has_its_accepted_report")
def done_has_its_accepted_report() -> QuerySet[Assignment]:
    """Исполненное поручение исполнено по принятому отчёту."""
    accepted = Report.objects.filter(assignment=OuterRef("pk"), state=Report.State.ACCEPTED)
    return Assignment.objects.filter(~Exists(accepted), state=State.ACCEPTED, kind=Assignment.Kind.EXECUTE)


@invariants.holds("assignments:assignment_has_its_seat")
def assignment_has_its_seat() -> QuerySet[Assignment]:
    """У открытого поручения есть исполнитель, кандидаты или видимый пробел."""
    seats = Part.objects.filter(assignment=OuterRef("pk"), until=None, role__in=(Part.Role.LEAD, Part.Role.CANDIDATE))
    return Assignment.objects.open().filter(~Exists(seats), kind=Assignment.Kind.EXECUTE)


@invariants.holds("assignments:person_sits_once")
def person_sits_once() -> list[str]:
    """Человек участвует в поручении один раз: не исполнитель и соисполнитель сразу."""
    doubled = (
        Part.objects.filter(until=None, person__isnull=False)
        .values("assignment")
        .annotate(seats=Count("pk"), people=Count("person", distinct=True))
    )
    return [f"assignments.Assignment {row['assignment']}" for row in doubled.filter(seats__gt=F("people"))]


@invariants.holds("assignments:extension_is_asked_of_open")
def extension_is_asked_of_open() -> QuerySet[Extension]:
    """Продления ждут только те поручения, которые исполняются."""
    closed = ~Q(assignment__state__in=Assignment.OPEN) | Q(assignment__removed_from_control_at__isnull=False)
    return Extension.objects.filter(closed, state=Extension.State.ASKED)


@invariants.holds("assignments:decided_extension_has_its_day")
def decided_extension_has_its_day() -> QuerySet[Extension]:
    """У решённой просьбы о продлении записано, когда её решили."""
    return Extension.objects.exclude(state=Extension.State.ASKED).filter(decided_at=None)


@invariants.holds("assignments:evidence_is_what_it_says")
def evidence_is_what_it_says() -> QuerySet[Evidence]:
    """Подтверждение-файл владеет файлом, ссылка имеет адрес, запись указывает на запись."""
    content_type = ContentType.objects.get_for_model(Evidence)
    owned = Exists(StoredFile.objects.filter(content_type=content_type, object_id=OuterRef("pk")))
    empty = (Q(kind=Kind.FILE) & ~Q(owned)) | Q(kind=Kind.LINK, url="") | Q(kind=Kind.RECORD, object_id=None)
    return Evidence.objects.filter(empty)


@invariants.holds("assignments:cancelled_frees_its_key")
def cancelled_frees_its_key() -> QuerySet[Assignment]:
    """Поручение, отменённое вместе с источником, освобождает ключ: тот же долг можно дать снова."""
    return Assignment.objects.filter(key__contains=CANCELLED_KEY).exclude(state=State.CANCELLED)
