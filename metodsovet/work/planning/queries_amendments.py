"""What an amendment would do to assignments, told before it is made."""

from datetime import date

from metodsovet.kernel.russian import plural
from metodsovet.work.planning.actions import ChangeKind
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.queries_activities import open_and_finished

_FOLLOWING = {
    ChangeKind.MOVE: ("получит новый срок", "получат новый срок"),
    ChangeKind.RENAME: ("получит новое название", "получат новое название"),
    ChangeKind.PARTIES: ("перейдёт к новым ответственным", "перейдут к новым ответственным"),
    ChangeKind.SPLIT: ("закроется, по новым строкам раздадут новые", "закроются, по новым строкам раздадут новые"),
    ChangeKind.CANCEL: ("будет отменено", "будут отменены"),
}


def consequences(plan: Plan, activity: Activity | None, kind: ChangeKind, since: date) -> str:
    """«7 открытых поручений получат новый срок, 3 исполненных останутся»."""
    if activity is None:
        return "По новой строке сразу раздадут поручения, срок которых ещё не прошёл."
    if kind is ChangeKind.NEED:
        return "Поручения останутся как есть: изменится только план."
    open_ones, finished = open_and_finished(plan, [activity], since)
    if not open_ones and not finished:
        return "Поручений по этой строке ещё нет: изменится только план."
    said = []
    if open_ones:
        one, many = _FOLLOWING[kind]
        named = plural(open_ones, "открытое поручение", "открытых поручения", "открытых поручений")
        said.append(f"{open_ones}\u00a0{named} {plural(open_ones, one, many, many)}")
    if finished:
        named = plural(finished, "исполненное", "исполненных", "исполненных")
        said.append(f"{finished}\u00a0{named} {plural(finished, 'останется', 'останутся', 'останутся')}")
    return f"{', '.join(said)}."
