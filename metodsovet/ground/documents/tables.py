from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.documents.kinds import all_kinds
from metodsovet.ground.documents.models import Act, Paper, PaperBatch

ACTS: Table[Act] = Table(
    title="Акты",
    columns=(
        Column(
            "title",
            "Документ",
            lambda act: act.title,
            template="documents/cells/act.html",
            order=("title",),
            is_fixed=True,
            chars=60,
        ),
        Column("kind", "Вид", lambda act: act.get_kind_display(), order=("kind",), is_hidden=True),
        Column("number", "Номер", lambda act: act.number, order=("number",), chars=14),
        Column("date", "Дата", lambda act: act.date, order=("date",), chars=14),
        Column("organisation", "Чей", lambda act: act.organisation.short_name, order=("organisation__short_name",)),
        Column("issuer", "Кто издал", lambda act: act.issuer, chars=40, is_hidden=True),
        Column("remark", "Замечание", lambda act: act.remark, chars=40, is_hidden=True),
    ),
    filters=(
        Filter("kind", "Вид", lambda _: Act.Kind.choices, lambda acts, values: acts.filter(kind__in=values)),
        Filter(
            "year",
            "Год",
            lambda acts: [(str(day.year), str(day.year)) for day in acts.dates("date", "year", order="DESC")],
            lambda acts, values: acts.filter(date__year__in=values),
        ),
    ),
    sort="-date",
    find=lambda acts, words: acts.filter(title__icontains=words) | acts.filter(number__icontains=words),
    find_label="Найти по заголовку или номеру",
    empty_text="Актов пока нет: внесите приказ, по которому работает план.",
)


def _in_states(papers: QuerySet[Paper], values: Sequence[str]) -> QuerySet[Paper]:
    states = {
        "issued": Q(withdrawn_at=None, replaced_by=None),
        "replaced": Q(withdrawn_at=None, replaced_by__isnull=False),
        "withdrawn": Q(withdrawn_at__isnull=False),
    }
    chosen = [states[value] for value in values if value in states]
    return papers.filter(reduce(or_, chosen)) if chosen else papers


PAPERS: Table[Paper] = Table(
    title="Журнал выпущенных бумаг",
    columns=(
        Column("number", "Номер", lambda paper: paper.number, order=("series__year", "series__kind", "pk"), chars=10),
        Column("date", "Дата", lambda paper: paper.issued_on, order=("issued_on",), chars=12),
        Column("kind", "Вид", lambda paper: paper.kind_name, order=("series__kind",), chars=34),
        Column(
            "title",
            "О чём",
            lambda paper: paper.title,
            template="documents/cells/paper.html",
            order=("title",),
            is_fixed=True,
            chars=60,
        ),
        Column(
            "organisation",
            "Чья",
            lambda paper: paper.organisation.short_name,
            order=("series__organisation__short_name",),
        ),
        Column("recipient", "Кому", lambda paper: paper.recipient.full_name if paper.recipient else "", chars=34),
        Column("state", "Состояние", lambda paper: paper.state, chars=14),
        Column("reason", "Почему отозвана", lambda paper: paper.withdrawal_reason, is_hidden=True, chars=40),
        Column(
            "by",
            "Кто выпустил",
            lambda paper: str(getattr(paper.issued_by, "person", "") or ""),
            is_hidden=True,
            chars=30,
        ),
        Column("hash", "Отпечаток SHA-256", lambda paper: paper.sha256, is_hidden=True, chars=66),
    ),
    filters=(
        Filter(
            "kind",
            "Вид",
            lambda _: [(kind.code, kind.title) for kind in all_kinds() if kind.is_issued or not kind.is_word],
            lambda papers, values: papers.filter(series__kind__in=values),
        ),
        Filter(
            "year",
            "Год",
            lambda papers: [(str(day.year), str(day.year)) for day in papers.dates("issued_on", "year", order="DESC")],
            lambda papers, values: papers.filter(issued_on__year__in=values),
        ),
        Filter(
            "state",
            "Состояние",
            lambda _: [("issued", "действует"), ("replaced", "заменена"), ("withdrawn", "отозвана")],
            _in_states,
        ),
    ),
    sort="-date",
    find=lambda papers, words: papers.filter(title__icontains=words) | papers.filter(number__iexact=words),
    find_label="Найти по номеру или словам",
    empty_text="Бумаг с номером пока не выпускали: откройте план, организацию или контроль и выпустите бумагу оттуда.",
)


def _state_of(batch: PaperBatch) -> str:
    if batch.is_done:
        return "готов"
    return "остановился" if batch.trouble else "печатается"


BATCHES: Table[PaperBatch] = Table(
    title="Выпуски списком",
    columns=(
        Column(
            "event",
            "Мероприятие",
            lambda batch: batch.event,
            template="documents/cells/paper.html",
            order=("event",),
            is_fixed=True,
            chars=60,
        ),
        Column("kind", "Вид", lambda batch: batch.kind_name, order=("kind",), chars=26),
        Column("date", "Дата", lambda batch: batch.issued_on, order=("issued_on",), chars=12),
        Column("people", "Человек", lambda batch: getattr(batch, "people", 0), is_number=True),
        Column("organisation", "Чей", lambda batch: batch.organisation.short_name),
        Column("state", "Состояние", _state_of, chars=16),
    ),
    sort="-date",
    empty_text="Сертификатов и справок списком пока не выпускали.",
)
