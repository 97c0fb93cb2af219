"""A slice of the ledger as the address or a form names it, and a figure of it opened in the side panel."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.utils.http import urlencode

from metodsovet.ground.access.door import Visitor, visible_or_404
from metodsovet.ground.assignments.actions import not_reminded_today
from metodsovet.ground.assignments.models import Assignment, Matter, Reminder
from metodsovet.ground.assignments.queries import concerns, control_rows, counts_by_standing
from metodsovet.ground.assignments.queries.control import WORRY
from metodsovet.ground.assignments.queries.measures import IN_WORK
from metodsovet.ground.assignments.queries.slices import Slice
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.numbers import id_from, percent_text
from metodsovet.kernel.offers import Figure, Period, figure_named

WITHOUT_ACT = "без документа-основания"
SHOWN_IN_GROUP = 40
ACCEPTED = "Исполнено"
GROUPS = (
    ("Не сдали", ("overdue", "returned", "at_risk", "on_track", "ahead")),
    ("Ждут приёмки", ("waiting",)),
    (ACCEPTED, ("late_done", "done")),
    ("Не относится", ("not_applicable",)),
)


@dataclass(frozen=True, slots=True)
class RowGroup:
    """``hidden`` tells how many more there are than the panel shows."""

    title: str
    number: int
    rows: Sequence[Assignment]

    @property
    def hidden(self) -> int:
        return self.number - len(self.rows)


@dataclass(frozen=True, slots=True)
class OpenedSlice:
    """What the side panel shows: a figure of the slice, its formula, its rows by state, whom one may remind."""

    name: str
    title: str
    value: str
    figure: Figure
    asked: Slice
    period: Period
    about: Sequence[str]
    groups: Sequence[RowGroup]
    to_remind: int
    last_reminder: Reminder | None

    @property
    def heading(self) -> str:
        """«Принято 7 из 14», «Просрочено: 3»."""
        if self.name != "accepted_share":
            return f"{self.title}: {self.value}"
        accepted = next((group.number for group in self.groups if group.title == ACCEPTED), 0)
        return f"Принято {accepted} из {sum(group.number for group in self.groups)}"

    @property
    def query(self) -> str:
        """The slice and the period as an address names them."""
        pairs = [("source", f"{kind}-{key}") for kind, key in self.asked.sources]
        if self.asked.organisation is not None:
            pairs.append(("organisation", str(self.asked.organisation.pk)))
        if self.asked.under_control:
            pairs.append(("whose", "control"))
        if self.asked.act_id is not None:
            pairs.append(("act", str(self.asked.act_id)))
        if self.asked.undated:
            pairs.append(("undated", "1"))
        days = (("from", self.period.first_day), ("to", self.period.last_day))
        return urlencode([*pairs, *((name, day.isoformat()) for name, day in days)])


def asked_slice(request: Visitor, asked: QueryDict) -> Slice:
    """``matter`` and ``organisation`` are ids, ``source`` is «content type-id» and may repeat; 404 on a foreign one."""
    sources = [_source(value) for value in asked.getlist("source")]
    if pk := _number(asked, "matter"):
        sources.append(visible_or_404(Matter, request.user, pk).key)
    place = _number(asked, "organisation")
    organisation = visible_or_404(Organisation, request.user, place) if place else None
    act_id = _number(asked, "act")
    if act_id:
        visible_or_404(Act, request.user, act_id)
    is_mine, undated = "control" in asked.getlist("whose"), bool(asked.get("undated"))
    return Slice(request.user, sources, organisation, is_mine, act_id, undated)


def opened_slice(asked: Slice, period: Period, name: str = "accepted_share") -> OpenedSlice:
    """The named figure of the room; KeyError when it is not offered."""
    offer = figure_named(f"assignments:{name}")
    figure = offer.compute(asked, period)
    rows = control_rows(asked.user).filter(pk__in=figure.rows.order_by().values("pk"))
    reminders = Reminder.objects.filter(assignment__in=figure.rows.order_by().values("pk"))
    return OpenedSlice(
        name=name,
        title=offer.title,
        value=value_text(figure),
        figure=figure,
        asked=asked,
        period=period,
        about=_about(asked),
        groups=_groups(rows),
        to_remind=remindable(asked, period, figure).count(),
        last_reminder=reminders.select_related("by__person").first(),
    )


def remindable(asked: Slice, period: Period | None, figure: Figure | None = None) -> Any:
    """Of the rows of the figure, or of the slice, those whose executors the user may remind today."""
    rows: Any = figure.rows if figure is not None else asked.rows(period)
    mine = rows.filter(IN_WORK, concerns.may_remind(asked.user))
    return mine.filter(not_reminded_today()).order_by()


def value_text(figure: Figure) -> str:
    if figure.value is None:
        return "нет данных"
    return percent_text(figure.value) if figure.is_share else str(figure.value)


def _groups(rows: Any) -> Sequence[RowGroup]:
    dressed = rows.order_by("urgency", "due_on", "organisation__path", "pk")
    numbers = counts_by_standing(rows)
    groups = []
    for title, standings in GROUPS:
        number = sum(numbers[one] for one in standings)
        if number:
            shown = dressed.filter(standing__in=sorted(standings, key=WORRY.index))[:SHOWN_IN_GROUP]
            groups.append(RowGroup(title, number, list(shown)))
    return groups


def _about(asked: Slice) -> Sequence[str]:
    """What the slice is of: the title when it is one matter, the organisation."""
    texts = []
    if asked.sources:
        titles = asked.rows().order_by("pk").values_list("title", flat=True)[:1]
        texts += list(titles)
    if asked.organisation is not None:
        texts.append(asked.organisation.short_name)
    if asked.act_id is not None:
        act = Act.objects.filter(pk=asked.act_id).first()
        texts.append(act.requisites if act else WITHOUT_ACT)
    return texts


def _source(text: str) -> tuple[int, int]:
    kind, _, key = text.partition("-")
    pair = id_from(kind), id_from(key)
    if pair[0] is None or pair[1] is None:
        raise Http404
    return pair[0], pair[1]


def _number(asked: QueryDict, name: str) -> int | None:
    value = asked.get(name, "")
    if not value:
        return None
    pk = id_from(value)
    if pk is None:
        raise Http404
    return pk
