"""The review and its doubtful cells: each is confirmed, said anew or left in words."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.work.planning import actions
from metodsovet.work.planning.actions.lines import understood
from metodsovet.work.planning.actions.warnings import dismiss_warning as dismiss
from metodsovet.work.planning.actions.warnings import forget_warnings
from metodsovet.work.planning.matching import HolderChoice
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.views.review_page import Asked, review_page, to_review

OTHER_TERM = "other"
TERM_WARNINGS = ("term_before_act", "not_understood", "years_over")


@door("planning.change_plan", Plan)
@require_GET
def show_review(request: Visitor, plan: Plan) -> HttpResponse:
    if not plan.is_draft:
        messages.info(request, "Этот черновик уже не правят: план сдан, принят, в архиве или отложен.")
        return redirect("show_plans") if plan.state == Plan.State.DISCARDED else redirect(plan)
    return review_page(request, plan, Asked.of(request))


@door("planning.confirm_term", Activity)
@require_POST
def confirm_term(request: Visitor, activity: Activity) -> HttpResponse:
    """``choice`` is empty to leave the term as it is, «other» for the words typed beside, else the words to take."""
    choice = request.POST.get("choice")
    if choice is None:
        raise DomainError("nothing_chosen", "Выберите, как понимать срок.")
    text = request.POST.get("term_text", "").strip()[:500] if choice == OTHER_TERM else choice[:500]
    if choice == OTHER_TERM and not text:
        raise DomainError("no_term", "Напишите срок словами, например «апрель, ежегодно».")
    for_all_like = "for_all_like" in request.POST
    if text:
        number = _tell_anew(activity, text, for_all_like=for_all_like, by=request.user)
    else:
        number = actions.confirm_term(activity, by=request.user, for_all_like=for_all_like)
        forget_warnings(activity, codes=["not_understood"])
    return _next(request, activity.plan, number)


@door("planning.choose_holder", Activity)
@require_POST
def choose_holder(request: Visitor, activity: Activity, party_pk: int) -> HttpResponse:
    party = get_object_or_404(activity.parties, pk=party_pk)
    code = request.POST.get("choice", "")
    if not code:
        raise DomainError("nothing_chosen", "Выберите, кто это, или оставьте пробел.")
    number = actions.choose_holder(
        party, holder=HolderChoice.from_code(code), by=request.user, for_all_like="for_all_like" in request.POST
    )
    return _next(request, activity.plan, number)


@door("planning.change_plan", Plan)
@require_POST
def dismiss_warning(request: Visitor, plan: Plan) -> HttpResponse:
    dismiss(plan, text=request.POST.get("text", ""), by=request.user)
    return to_review(plan, tab="warnings")


@transaction.atomic
def _tell_anew(activity: Activity, text: str, *, for_all_like: bool, by: User) -> int:
    """The words become the term of the line and, if asked, of every line that still has the same doubtful term."""
    if understood(text, activity.plan).needs_question:
        raise DomainError("term_not_understood", f"Срок «{text}» не понят: напишите его иначе или оставьте словами.")
    same = [activity]
    if for_all_like:
        like = activity.plan.activities.active().filter(is_term_confirmed=False, term_json__source=activity.term.source)
        same += [line for line in like if line.pk != activity.pk]
    for line in same:
        actions.change_activity(line, version=line.version, by=by, term_text=text)
        forget_warnings(line, codes=TERM_WARNINGS)
    return len(same)


def _next(request: Visitor, plan: Plan, number: int) -> HttpResponse:
    if number > 1:
        messages.success(request, f"Так же решено в {number} {plural(number, 'месте', 'местах', 'местах')}")
    return to_review(plan, tab="doubts", at=request.POST.get("next", "")[:40])
