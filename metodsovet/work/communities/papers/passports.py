"""The passport of a community for a folder."""

from dataclasses import dataclass
from pathlib import Path

from metodsovet.design.typography import unbreakable
from metodsovet.ground.documents.printing import render_docx
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.queries.passports import Passport

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


def print_passport(paper: PassportPaper) -> bytes:
    return render_docx(TEMPLATE, paper)
