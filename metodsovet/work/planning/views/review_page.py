"""The review of a draft: the file at the left, what was understood at the right. One page for every tab of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from metodsovet.ground.access.door import Visitor
from metodsovet.ground.access.models import ActionRecord
from metodsovet.ground.directory.models import Person, RoleAssignment
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import id_from
from metodsovet.kernel.parties import normalised
from metodsovet.work.planning.forms.lines import LineForm, NewLineForm
from metodsovet.work.planning.forms.settings import act_form, audience_form, offices_form, title_form
from metodsovet.work.planning.models import Activity, ActivityParty, Plan, Reading
from metodsovet.work.planning.models.plans import AUTHORS
from metodsovet.work.planning.queries_review import Choice, Doubt, doubts_of
from metodsovet.work.planning.views.review_lines import all_warnings, cells_read, lines_of, shown_line
from metodsovet.work.planning.views.review_source import cell_id, key_of, source_page

TABS = ("doubts", "warnings", "lines", "act")
DOUBTS_ON_PAGE = 20
LINES_ON_PAGE = 100


@dataclass
class Asked:
    """What of the review is to be shown; ``bound`` are refused forms to show again, by name."""

    tab: str = ""
    at: str = ""
    line: int | None = None
    like: int | None = None
    rows: str = ""
    page: str = ""
    adding: bool = False
    bound: Mapping[str, Form] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Visitor) -> "Asked":
        asked = request.GET
        return cls(
            tab=asked.get("tab", ""),
            at=asked.get("at", ""),
            line=id_from(asked.get("line", "")),
            like=id_from(asked.get("like", "")),
            rows=asked.get("rows", ""),
            page=asked.get("page", ""),
            adding="adding" in asked,
        )


@dataclass(frozen=True, slots=True)
class AskedCell:
    """A doubt as a card: its place among all, the cell of the file and the card that comes after it."""

    doubt: Doubt
    key: str
    cell: str
    number: int
    next_key: str
    is_open: bool
    chosen: str | None

    @property
    def activity(self) -> Activity:
        return self.doubt.activity

    @property
    def choices(self) -> list[Choice]:
        """Leaving a gap comes last: whoever was found is offered before."""
        return sorted(self.doubt.choices, key=_is_nobody) if self.doubt.party else list(self.doubt.choices)


def to_review(plan: Plan, **asked: object) -> HttpResponse:
    """Back to the review; empty values are left out of the address."""
    query = urlencode({name: value for name, value in asked.items() if value not in (None, "")})
    address = reverse("show_review", args=[plan.pk])
    return redirect(f"{address}?{query}" if query else address)


def review_page(request: Visitor, plan: Plan, asked: Asked, *, status: int = 200) -> HttpResponse:
    reading = Reading.objects.filter(plan=plan).first()
    activities, doubts = lines_of(plan), doubts_of(plan)
    tab = asked.tab if asked.tab in TABS else "doubts" if doubts else "lines"
    cards = _cards(doubts, asked.at)
    current = _current(tab, cards, activities, asked)
    warnings = all_warnings(reading.warnings if reading else (), activities)
    context: dict[str, Any] = {
        "plan": plan,
        "reading": reading,
        "tab": tab,
        "cells": cells_read(activities),
        "line_count": len(activities),
        "section_count": len({activity.section_id for activity in activities if activity.section_id}),
        "doubt_count": len(doubts),
        "warnings": warnings,
        "understood": max(0, cells_read(activities) - len({card.cell for card in cards})),
        "now": current,
        "saved_at": _saved_at(plan),
        "may_decide": request.user.has_perm("planning.set_act", plan),
        "may_save_template": plan.community_id is None and request.user.has_perm("planning.save_plan_template", plan),
        "is_editing": tab == "lines" and bool(asked.line or asked.adding or not activities),
        **_SHOWN[tab](request, plan, _Review(activities, cards, reading, asked)),
    }
    if reading is not None and reading.rows:
        source = source_page(reading.rows, activities, doubts, current=_line(current, activities), number=asked.rows)
        context["source"] = source
    return render(request, "planning/review/review.html", context, status=status)


@dataclass(frozen=True, slots=True)
class _Review:
    activities: list[Activity]
    cards: list[AskedCell]
    reading: Reading | None
    asked: Asked


def _cards(doubts: list[Doubt], at: str) -> list[AskedCell]:
    keys = [key_of(doubt) for doubt in doubts]
    opened = keys.index(at) if at in keys else 0
    return [
        AskedCell(
            doubt,
            keys[place],
            cell_id(doubt),
            place + 1,
            keys[place + 1] if place + 1 < len(keys) else keys[0] if place else "",
            place == opened,
            _chosen(doubt),
        )
        for place, doubt in enumerate(doubts)
    ]


def _chosen(doubt: Doubt) -> str | None:
    """What is ticked beforehand: a term as understood, a holder only where there is nothing to choose between."""
    if doubt.party is None:
        return doubt.choices[0].code if doubt.choices else None
    held = [choice.code for choice in doubt.choices if not _is_nobody(choice)]
    if not held:
        return doubt.choices[-1].code
    return held[0] if len(held) == 1 else None


def _is_nobody(choice: Choice) -> bool:
    return choice.code.startswith(f"{ActivityParty.Holder.NOBODY.value}:")


def _current(tab: str, cards: list[AskedCell], activities: list[Activity], asked: Asked) -> str:
    """Id of the cell that is spoken of at the right."""
    if tab == "doubts":
        return next((card.cell for card in cards if card.is_open), "")
    if tab == "lines" and asked.line:
        return next((f"cell-{line.pk}-title" for line in activities if line.pk == asked.line), "")
    return ""


def _line(current: str, activities: list[Activity]) -> Activity | None:
    return next((line for line in activities if current.startswith(f"cell-{line.pk}-")), None)


def _doubts_tab(_request: Visitor, _plan: Plan, review: _Review) -> dict[str, Any]:
    opened = next((card.number for card in review.cards if card.is_open), 1)
    page = review.asked.page or (opened - 1) // DOUBTS_ON_PAGE + 1
    return {"cards": Paginator(review.cards, DOUBTS_ON_PAGE).get_page(page), "is_led": bool(review.asked.at)}


def _warnings_tab(_request: Visitor, _plan: Plan, _review: _Review) -> dict[str, Any]:
    return {}


def _lines_tab(_request: Visitor, plan: Plan, review: _Review) -> dict[str, Any]:
    asked, rows = review.asked, review.activities
    bound = asked.bound.get("line")
    like = next((line for line in rows if line.pk == asked.like), None)
    if like is not None:
        rows = [line for line in rows if normalised(line.title) == normalised(like.title)]
    paginator = Paginator(rows, LINES_ON_PAGE)
    place = next((place for place, line in enumerate(rows) if line.pk == asked.line), None)
    page: Page[Any] = paginator.get_page(asked.page or (place // LINES_ON_PAGE + 1 if place is not None else 1))
    page.object_list = [
        shown_line(line, is_open=line.pk == asked.line, bound=bound if isinstance(bound, LineForm) else None)
        for line in page.object_list
    ]
    return {
        "lines": page,
        "like": like,
        "controls": Activity.Control.choices,
        "adding": asked.adding or not review.activities,
        "new_form": asked.bound.get("new_line") or NewLineForm(auto_id="new_%s"),
        "section_titles": [section.title for section in plan.sections.all()],
    }


def _act_tab(request: Visitor, plan: Plan, review: _Review) -> dict[str, Any]:
    bound = review.asked.bound
    printed = review.reading.act if review.reading else {}
    return {
        "title_form": bound.get("title") or title_form(plan, request.user),
        "act_form": bound.get("act") or act_form(plan, printed),
        "audience_form": bound.get("audience") or audience_form(plan),
        "offices_form": bound.get("offices") or offices_form(plan, people_of(plan)),
    }


def people_of(plan: Plan) -> QuerySet[Person]:
    """Those who may accept and control: whoever holds an office today at the plan's node or above it."""
    offices = RoleAssignment.objects.on(clock.today()).filter(
        organisation__in=plan.organisation.ancestor_ids, role__in=AUTHORS
    )
    return Person.objects.filter(pk__in=offices.values("person")).order_by("sort_key")


def _saved_at(plan: Plan) -> Any:
    """When somebody last changed the draft."""
    of_plan, of_line = (ContentType.objects.get_for_model(model) for model in (Plan, Activity))
    lines = Q(content_type=of_line, object_id__in=plan.activities.values("pk"))
    records = ActionRecord.objects.filter(Q(content_type=of_plan, object_id=plan.pk) | lines)
    return records.order_by("-made_at").values_list("made_at", flat=True).first()


_SHOWN: Mapping[str, Callable[[Visitor, Plan, _Review], dict[str, Any]]] = {
    "doubts": _doubts_tab,
    "warnings": _warnings_tab,
    "lines": _lines_tab,
    "act": _act_tab,
}
