"""Lists on their way into the register: which there are, a new one, what became of one."""

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from metodsovet.design.tables.workbooks import CONTENT_TYPE, xlsx_response
from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory import tasks
from metodsovet.ground.directory.actions.rosters import load_roster as load
from metodsovet.ground.directory.actions.rosters import read_roster
from metodsovet.ground.directory.example_roster import EXAMPLE_NAME, example_roster
from metodsovet.ground.directory.forms_rosters import LoadRosterForm, WordForm
from metodsovet.ground.directory.models import Roster
from metodsovet.ground.directory.queries import organisations_loaded_by
from metodsovet.ground.directory.queries_rosters import (
    asked_rows,
    cards_of,
    columns_of,
    counts_of,
    hidden_sheets,
    open_words,
    outcomes_of,
    rosters_of,
    unapplied_rows,
    undecided_missing,
    unknown_places,
)
from metodsovet.ground.directory.reading import NAMEABLE, ColumnKind
from metodsovet.ground.directory.tables_rosters import ROSTERS, rows_table
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form

READ_AT_ONCE_BYTES = 400_000  # some 5,000 people: a second or two
WORDS_SHOWN = 20
COLUMN_KINDS = {
    kind.value: [(one.name, one.value) for one in (*ones, ColumnKind.UNKNOWN)] for kind, ones in NAMEABLE.items()
}
TABS = ("doubts", "rows", "words", "columns")


@door("directory.load_roster")
@require_safe
def show_rosters(request: Visitor) -> HttpResponse:
    return ROSTERS.open(rosters_of(request.user), request.GET).answer(
        request, "directory/rosters/rosters.html", {"part": "rosters"}
    )


@door("directory.load_roster")
@require_http_methods(["GET", "POST"])
def load_roster(request: Visitor) -> HttpResponse:
    """A small file is read at once, a large one by the worker while its page waits."""
    form = LoadRosterForm(request.POST or None, request.FILES or None, user=request.user)

    def act(values: dict[str, Any]) -> str:
        require(request.user, "directory.load_roster", values["organisation"])
        file = values["file"]
        roster = load(
            file.read(), file.name, organisation=values["organisation"], as_of=values["as_of"], by=request.user
        )
        if roster.size_bytes <= READ_AT_ONCE_BYTES:
            read_roster(roster, by=request.user)
        else:
            tasks.read_roster.defer(roster=roster.pk, user=request.user.pk)
        return roster.get_absolute_url()

    page = FormPage(
        "Загрузить список", "Прочитать список", Way(reverse("show_rosters"), "Загрузка списков"), creates=True
    )
    return answer_form(request, form, page, act, template="directory/rosters/load.html")


@door("directory.load_roster")
@require_GET
def download_example_roster(request: Visitor) -> HttpResponse:
    node = organisations_loaded_by(request.user).first()
    if node is None:
        return redirect("show_rosters")
    response = HttpResponse(example_roster(request.user, node), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(EXAMPLE_NAME)}"
    return response


@door("directory.view_roster", Roster)
@never_cache
@require_safe
def show_roster(request: Visitor, roster: Roster) -> HttpResponse:
    """What the list needs now: patience, answers, or nothing more."""
    is_poll = "HX-Request" in request.headers
    if roster.is_under_way:
        template = "directory/rosters/parts/progress.html" if is_poll else "directory/rosters/waiting.html"
        return render(request, template, {"roster": roster, "progress": getattr(roster, "progress", None)})
    if is_poll:
        return HttpResponse(headers={"HX-Redirect": roster.get_absolute_url()})
    asked = asked_rows(roster).count() + open_words(roster).count() if roster.is_in_review else 0
    default = "doubts" if asked else "rows"
    tab = request.GET.get("tab", default)
    context = {
        "roster": roster,
        "part": "rosters",
        "tab": tab if tab in TABS else default,
        "asked": asked,
        "missing": undecided_missing(roster) if roster.is_in_review else (0, 0),
        "hidden": hidden_sheets(roster),
        "unknown_places": unknown_places(roster) if roster.is_in_review and tab == "doubts" else 0,
        "column_kinds": COLUMN_KINDS[roster.kind],
        "counts": counts_of(roster),
        "outcomes": outcomes_of(roster),
        "columns": columns_of(roster),
        "unapplied": unapplied_rows(roster).count(),
        "history": history_beside(roster, request.user),
        "words": _words(request, roster) if tab in ("doubts", default) else (),
        "cards": cards_of(roster, request.GET.get("page")) if roster.is_in_review else (),
        "all_words": roster.said.select_related("organisation", "position", "subject") if tab == "words" else (),
    }
    opened = rows_table(roster).open(roster.rows.select_related("roster"), request.GET)
    return opened.answer(request, "directory/rosters/roster.html", context)


@door("directory.view_roster", Roster)
@require_GET
def download_unapplied_rows(request: Visitor, roster: Roster) -> HttpResponse:
    """Rows that did not get into the register, each with its reason: to be mended and loaded again."""
    return xlsx_response(f"Не записано из {roster.file_name}", rows_table(roster).columns, unapplied_rows(roster))


def _words(request: Visitor, roster: Roster) -> list[tuple[Any, WordForm]]:
    if not roster.is_in_review:
        return []
    return [(word, WordForm(word=word, user=request.user)) for word in open_words(roster)[:WORDS_SHOWN]]
