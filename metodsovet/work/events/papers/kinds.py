"""Minutes as a kind of paper: numbered within the community and the school year, issued by their approval."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.documents import reach
from metodsovet.ground.documents.kinds import Deed, PaperDraft, PaperKind, offer
from metodsovet.ground.documents.models import Paper
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.work.events.models import Meeting, Minutes
from metodsovet.work.events.papers.minutes import AgendaLine, DecisionLine, ItemPart, MinutesPaper, minutes_paper
from metodsovet.work.events.queries.editions import KIND, papers_of_meetings

TEMPLATE = Path(__file__).resolve().parents[1] / "paper_templates" / "minutes.docx"
INSTEAD = "Протокол не отзывают, а исправляют: на странице заседания. Утверждённая редакция при этом остаётся."


def minutes_draft(minutes: Minutes, *, replaces: Paper | None = None) -> PaperDraft:
    """What approving issues; beside an edition before, the reason of the correction."""
    meeting = minutes.meeting
    return PaperDraft(
        minutes_paper(minutes),
        meeting.community.organisation,
        f"{meeting.community.name}. {meeting.topic}",
        source=meeting,
        back_url=meeting.get_absolute_url(),
        scope=meeting.community,
        replaces=replaces,
        reason=meeting.correction if replaces else "",
    )


def print_minutes(minutes: Minutes) -> bytes:
    """As they stand, not approved."""
    return print_for(MINUTES, minutes_paper(minutes), minutes.meeting.community.organisation)


def numbers_of_minutes() -> Iterator[tuple[int, str]]:
    for series, number in Minutes.objects.order_by().values_list("series", "number"):
        yield series, str(number)


@reach.opens_papers
def papers_of_seen_meetings(user: User) -> "QuerySet[Any, Any]":
    """Whoever sees a meeting reads its minutes."""
    return papers_of_meetings(Meeting.objects.visible_to(user).values("pk")).values("pk")


def sample_minutes() -> MinutesPaper:
    decided = DecisionLine(
        "1.1",
        "Собрать банк задач на чтение графиков",
        "Ответственный: Рябов\u00a0К.И. (Школа №\u00a07). Срок: до 25\u00a0декабря\u00a02026\u00a0г.",
        "Голосовали: «за» — 2, «против» — нет, «воздержались» — 1. Решение принято большинством голосов.",
    )
    item = ItemPart(
        1,
        "Итоги входной диагностики",
        "Рябову\u00a0О.И., учителя математики, Школа №\u00a07: итоги по девяти школам.",
        ("Составить график открытых уроков (Дроздов\u00a0И.С., до 1\u00a0октября\u00a02026\u00a0г.) — исполнено",),
        ("Синицына\u00a0В.П.: предлагает общий банк задач.",),
        (decided,),
    )
    return MinutesPaper(
        organisation="Управление образования Берёзовского муниципального округа",
        community="ГМО учителей математики",
        together="ГМО учителей физики",
        number=2,
        day="14\u00a0октября\u00a02026\u00a0г.",
        starts_at="14:30",
        place="Школа №\u00a07, каб. 21",
        form="заседание",
        topic="Что показала входная диагностика",
        chair="Рябова\u00a0О.И.",
        secretary="Синицына\u00a0В.П.",
        chair_signs="О.И.\u00a0Рябова",
        secretary_signs="В.П.\u00a0Синицына",
        present="Рябова\u00a0О.И., Рябов\u00a0К.И., Синицына\u00a0В.П.",
        present_count=3,
        expected_count=4,
        quorum="кворум имеется",
        absent="Дроздов\u00a0И.С. (на курсах)",
        guests="Юрьев\u00a0О.О., ректор",
        agenda=(AgendaLine(1, item.title, "Докладывает: Рябова\u00a0О.И., учитель математики, Школа №\u00a07."),),
        items=(item,),
    )


MINUTES = offer(
    PaperKind(
        code=KIND,
        name="протокол заседания",
        data=MinutesPaper,
        template=TEMPLATE,
        sample=sample_minutes,
        public={"community": "Объединение"},
        by_school_year=True,
        deed=Deed(numbers_of_minutes, INSTEAD),
    )
)
