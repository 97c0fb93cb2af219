"""The yearly analysis of a community on paper: figures by groups, what the head says, who signs."""

from dataclasses import dataclass
from datetime import date

from metodsovet.design.typography import unbreakable
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.analyses import counted_named
from metodsovet.work.communities.models import Analysis, Office
from metodsovet.work.communities.queries.analyses import AnalysisFigure, figures_of, freeze, groups_of
from metodsovet.work.communities.queries.rosters import RosterRow, roster_of

UNFINISHED = "проект"


@dataclass(frozen=True, slots=True)
class FigureLine:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ListedRows:
    """What a figure counts, in words: who spoke and about what."""

    title: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureGroup:
    title: str
    lines: tuple[FigureLine, ...]
    lists: tuple[ListedRows, ...]


@dataclass(frozen=True, slots=True)
class SectionText:
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnalysisPaper:
    """``day`` is that of the figures; ``state`` is empty once the analysis is handed in."""

    organisation: str
    community: str
    kind: str
    theme: str
    year: str
    day: str
    state: str
    groups: tuple[FigureGroup, ...]
    sections: tuple[SectionText, ...]
    signature: Signature


def analysis_paper(analysis: Analysis, *, user: User) -> AnalysisPaper:
    community = analysis.community
    day = analysis.handed_in_on if analysis.is_told and analysis.handed_in_on else clock.today()
    groups = groups_of(_with_rows(analysis, user))
    return AnalysisPaper(
        organisation=community.organisation.name,
        community=community.name,
        kind=community.kind.name,
        theme=unbreakable(community.theme),
        year=str(analysis.year),
        day=date_text(day),
        state="" if analysis.is_told else UNFINISHED,
        groups=tuple(FigureGroup(title, _lines(figures), _lists(figures)) for title, figures in groups),
        sections=tuple(_section(one.title, one.text) for one in analysis.sections.all()),
        signature=_signature(analysis, day, user),
    )


def _with_rows(analysis: Analysis, user: User) -> list[AnalysisFigure]:
    if analysis.is_told:
        return figures_of(analysis)
    return [
        AnalysisFigure(one["slug"], one["label"], one["group"], one["value"], rows=tuple(one["rows"]))
        for one in freeze(analysis, user)
    ]


def _lines(figures: list[AnalysisFigure]) -> tuple[FigureLine, ...]:
    return tuple(FigureLine(one.label, one.value) for one in figures)


def _lists(figures: list[AnalysisFigure]) -> tuple[ListedRows, ...]:
    return tuple(ListedRows(_heading(one), tuple(unbreakable(row) for row in one.rows)) for one in figures if one.rows)


def _heading(figure: AnalysisFigure) -> str:
    """A figure that is not offered any more keeps its own words."""
    counted = counted_named(figure.slug)
    return counted.listed_as if counted and counted.listed_as else figure.label


def _section(title: str, text: str) -> SectionText:
    return SectionText(title, tuple(unbreakable(line.strip()) for line in text.splitlines() if line.strip()))


def _signature(analysis: Analysis, day: date, user: User) -> Signature:
    """The head of that day, as the kind calls him."""
    heads = roster_of(analysis.community, day, user=user).holding(Office.Kind.HEAD)
    if not heads:
        return Signature("", "")
    head: RosterRow = heads[0]
    title = f"{head.offices[0].title} объединения"
    return Signature(title[:1].upper() + title[1:], head.person.short_name_on(day))


def sample_analysis() -> AnalysisPaper:
    return AnalysisPaper(
        organisation="Ясногорский городской округ",
        community="ГМО учителей математики",
        kind="городское методическое объединение",
        theme="Понимание условия как основа решения",
        year="2025/26",
        day="29\u00a0мая\u00a02026\u00a0г.",
        state="",
        groups=(
            FigureGroup(
                "Состав", (FigureLine("Участников в начале", "24"), FigureLine("Участников в конце", "26")), ()
            ),
            FigureGroup(
                "Заседания",
                (FigureLine("Проведено заседаний", "4"), FigureLine("Явка на заседания", "81\u00a0%")),
                (ListedRows("Кто выступал на заседаниях", ("О.В. Лебедева — «Работа с условием», 12.11.2025",)),),
            ),
        ),
        sections=(
            SectionText("Успехи", ("Собран банк задач, им пользуются семь школ.",)),
            SectionText("Трудности", ("На заседания редко приезжают из отдалённых школ.",)),
            SectionText("Задачи на следующий год", ("Провести две встречи дистанционно.",)),
        ),
        signature=Signature("Руководитель объединения", "О.В. Лебедева"),
    )
