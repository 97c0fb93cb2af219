"""The passport of a community for a folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from metodsovet.design.typography import unbreakable
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.asking import asked_day
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, offer
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.passports import Passport, passport_of

TEMPLATE = Path(__file__).resolve().parents[1] / "paper_templates" / "passport.docx"


@dataclass(frozen=True, slots=True)
class PassportLine:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PassportPaper:
    kind: str
    name: str
    day: str
    aim: str
    lines: tuple[PassportLine, ...]
    figures: tuple[PassportLine, ...]


def passport_paper(passport: Passport) -> PassportPaper:
    community = passport.community
    figures = (
        PassportLine(f"{one.label} ({one.note})" if one.note else one.label, one.value) for one in passport.figures
    )
    return PassportPaper(
        kind=community.kind.name,
        name=community.name,
        day=date_text(passport.day),
        aim=community.aim,
        lines=tuple(PassportLine(one.label, unbreakable(one.text)) for one in passport.lines),
        figures=tuple(figures),
    )


def print_passport(paper: PassportPaper, organisation: Organisation) -> bytes:
    return print_for(PASSPORT, paper, organisation)


def compose_passport(user: User, asked: Mapping[str, str]) -> PaperDraft | None:
    """``community`` and ``day``, today by default."""
    found = Community.objects.visible_to(user).filter(pk__in=ids_from([asked.get("community", "")])).first()
    if found is None:
        return None
    paper = passport_paper(passport_of(found, asked_day(asked, "day") or clock.today(), user=user))
    title = f"Паспорт, {found.name}, на {paper.day}"
    return PaperDraft(paper, found.organisation, title, source=found, back_url=found.get_absolute_url())


def sample_passport() -> PassportPaper:
    return PassportPaper(
        kind="городское методическое объединение",
        name="ГМО учителей математики",
        day="1\u00a0октября\u00a02026\u00a0г.",
        aim="Единые подходы к оцениванию.",
        lines=(
            PassportLine("Организация", "Управление образования Берёзовского муниципального округа"),
            PassportLine("Руководитель", "Рябова Ольга Ивановна, учитель математики, Школа №\u00a07"),
        ),
        figures=(PassportLine("Участников", "24"), PassportLine("С высшей категорией", "9")),
    )


PASSPORT = offer(
    PaperKind(
        code="community_passport",
        name="паспорт объединения",
        data=PassportPaper,
        template=TEMPLATE,
        sample=sample_passport,
        permission="communities.view_members",
        compose=compose_passport,
        public={"name": "Объединение", "day": "На день"},
    )
)
