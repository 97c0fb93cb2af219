"""Putting communities under another one, and taking them out."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities import actions
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.trees import possible_children, proposed_children
from metodsovet.work.communities.views.frames import MAIN, framed


@door("communities.take_children", Community)
@require_http_methods(["GET", "POST"])
def take_children(request: Visitor, community: Community) -> HttpResponse:
    """What is proposed by subject and kind comes first; ``?whole=1`` shows all that may be taken."""
    proposed = proposed_children(community, request.user)
    whole = "whole" in request.GET or not proposed.exists()
    rows = possible_children(community, request.user) if whole else proposed
    opened = _table().open(rows, request.GET)
    if request.method == "POST":
        taken = actions.take_children(community, _mine(request, opened.chosen(request.POST)), by=request.user)
        messages.success(request, f"Вошло объединений: {len(taken)}")
        return redirect(community)
    context = framed(request, community, MAIN) | {"whole": whole}
    return opened.answer(request, "communities/take_children.html", context)


@door("communities.release_child", Community)
@require_POST
def release_child(request: Visitor, community: Community) -> HttpResponse:
    parent = community.parent
    actions.release_child(community, by=request.user)
    return redirect(parent or community)


def _mine(request: Visitor, chosen: Iterable[Community]) -> list[Community]:
    """DomainError ``nothing_chosen``, ``not_yours`` where the user does not keep one of them."""
    children = list(chosen)
    if not children:
        raise DomainError("nothing_chosen", "Отметьте, какие объединения сюда входят.")
    other = next((one for one in children if not request.user.has_perm("communities.release_child", one)), None)
    if other is not None:
        raise DomainError("not_yours", f"«{other}» ведут не здесь: попросите методическую службу.")
    return children


def _table() -> Table[Community]:
    return Table(
        title="Что сюда входит",
        columns=(
            Column("name", "Объединение", lambda row: row.name, order=("name",), is_fixed=True, chars=44),
            Column("kind", "Вид", lambda row: row.kind.name, order=("kind__place", "name"), chars=30),
            Column("place", "Где", lambda row: row.organisation.short_name, order=("organisation__path",), chars=30),
            Column("subject", "Предмет", lambda row: row.subject.name if row.subject else "", chars=24),
        ),
        filters=(
            Filter(
                "kind",
                "Вид",
                lambda rows: list(dict.fromkeys((str(row.kind_id), row.kind.name) for row in rows)),
                lambda rows, values: rows.filter(kind__in=values),
            ),
        ),
        sort="place",
        find=lambda rows, words: rows.filter(name__icontains=words),
        find_label="Найти по названию",
        row_key=lambda row: str(row.pk),
        empty_text="Больше ничего не найти: всё уже куда-то входит.",
    )
