"""Decisions about a list."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import tasks
from metodsovet.ground.directory.actions import rosters
from metodsovet.ground.directory.forms_rosters import WordForm
from metodsovet.ground.directory.models import Roster, RosterWord
from metodsovet.ground.directory.queries_rosters import columns_of
from metodsovet.ground.directory.tables_rosters import rows_table
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.ground.directory.views.rosters import READ_AT_ONCE_BYTES
from metodsovet.kernel.russian import plural

APPLIED_AT_ONCE_ROWS = 3000


@door("directory.decide_rows", Roster)
@require_POST
def decide_rows(request: Visitor, roster: Roster) -> HttpResponse:
    """The rows that were ticked, or all of the filter, take the choice as far as it is offered to them."""
    chosen = rows_table(roster).open(roster.rows.all(), request.GET).chosen(request.POST)
    choice = request.POST.get("choice", "")[:40]
    asked = list(chosen.values_list("pk", flat=True))
    number = rosters.decide_rows(roster, rows=asked, choice=choice, by=request.user)
    if number != 1 or len(asked) > 1:
        left = len(asked) - number
        more = f", {left} это не подходит" if left else ""
        messages.success(request, f"Решено: {number} {plural(number, 'строка', 'строки', 'строк')}{more}")
    return redirect(_way_back(request, roster))


@door("directory.settle_word", RosterWord)
@require_http_methods(["GET", "POST"])
def settle_word(request: Visitor, word: RosterWord) -> HttpResponse:
    form = WordForm(request.POST or None, word=word, user=request.user)
    roster = word.roster

    def act(values: dict[str, object]) -> str:
        rosters.settle_word(
            word, target=form.cleaned_data["target"], added=form.cleaned_data.get("added", ""), by=request.user
        )
        return roster.get_absolute_url()

    said = f"{word.get_kind_display().capitalize()}, строк с этими словами: {word.row_count}."
    page = FormPage(f"«{word.words}»: что это", "Запомнить", way_to(roster), said)
    return answer_form(request, form, page, act)


@door("directory.add_unknown_places", Roster)
@require_POST
def add_unknown_places(request: Visitor, roster: Roster) -> HttpResponse:
    number = rosters.add_unknown_places(roster, by=request.user)
    counted = f"{number} {plural(number, 'организация', 'организации', 'организаций')}"
    messages.success(request, f"Будут добавлены вместе со списком: {counted}")
    return redirect(roster)


@door("directory.name_columns", Roster)
@require_POST
def name_columns(request: Visitor, roster: Roster) -> HttpResponse:
    """Only what differs from the reading is said; the list is read again at once, a large one by the worker."""
    before = {line.header: line.kind for line in columns_of(roster).lines}
    asked = zip(request.POST.getlist("header"), request.POST.getlist("kind"), strict=False)
    kinds = {header: kind for header, kind in asked if kind and before.get(header) != kind}
    if not kinds:
        messages.info(request, "Столбцы названы так же, как прочитаны: ничего не изменилось")
        return redirect(f"{roster.get_absolute_url()}?tab=columns")
    roster = rosters.name_columns(roster, kinds=kinds, by=request.user)
    if roster.size_bytes <= READ_AT_ONCE_BYTES:
        rosters.read_roster(roster, by=request.user)
        messages.success(request, "Список прочитан заново, названия столбцов запомнены")
    else:
        tasks.read_roster.defer(roster=roster.pk, user=request.user.pk)
    return redirect(roster)


@door("directory.apply_roster", Roster)
@require_POST
def apply_roster(request: Visitor, roster: Roster) -> HttpResponse:
    """A large list is written by the worker while its page waits."""
    if roster.state == Roster.State.APPLYING:
        if roster.is_stalled:  # whichever of two writes comes second finds the list written
            tasks.apply_roster.defer(roster=roster.pk, user=request.user.pk)
        return redirect(roster)
    if roster.rows.count() <= APPLIED_AT_ONCE_ROWS:
        rosters.apply_roster(roster, by=request.user)
        messages.success(request, "Список записан в справочник")
        return redirect(roster)
    with transaction.atomic():
        held = Roster.objects.filter(pk=roster.pk, state=Roster.State.REVIEW)
        if held.update(state=Roster.State.APPLYING, trouble=""):
            tasks.apply_roster.defer(roster=roster.pk, user=request.user.pk)
    return redirect(roster)


@door("directory.undo_roster", Roster)
@require_http_methods(["GET", "POST"])
def undo_roster(request: Visitor, roster: Roster) -> HttpResponse:
    """Before the press it is told what keeps the list from being undone."""
    if roster.state != Roster.State.APPLIED:
        return redirect(roster)
    if request.method == "POST":
        rosters.undo_roster(roster, by=request.user)
        messages.success(request, "Загрузка списка отменена")
        return redirect(roster)
    blocks = rosters.blocks_of(roster)
    return render(request, "directory/rosters/undo.html", {"roster": roster, "blocks": blocks, "part": "rosters"})


@door("directory.discard_roster", Roster)
@require_POST
def discard_roster(request: Visitor, roster: Roster) -> HttpResponse:
    rosters.discard_roster(roster, by=request.user)
    messages.success(request, "Список отложен, файл удалён")
    return redirect("show_rosters")


def _way_back(request: Visitor, roster: Roster) -> str:
    """The same tab and filter of the list; nowhere else."""
    asked = request.POST.get("next", "")
    return asked if asked.startswith(roster.get_absolute_url()) else roster.get_absolute_url()
