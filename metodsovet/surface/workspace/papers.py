"""Slips for coming in: eight on a sheet, to be cut along the dashed lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from metodsovet.ground.directory.actions.accounts import Slip
from metodsovet.ground.documents.printing import render_docx
from metodsovet.kernel.russian import date_text

TEMPLATE = Path(__file__).resolve().parent / "paper_templates" / "slips.docx"


@dataclass(frozen=True, slots=True)
class SlipPaper:
    full_name: str = ""
    place: str = ""
    login: str = ""
    code: str = ""
    last_day: str = ""


@dataclass(frozen=True, slots=True)
class SlipPair:
    """Two slips side by side; the right one of the last row may be empty."""

    left: SlipPaper
    right: SlipPaper


@dataclass(frozen=True, slots=True)
class SlipsPaper:
    site: str
    pairs: Sequence[SlipPair]


def slips_paper(slips: Iterable[Slip], *, site: str, places: dict[int, str]) -> SlipsPaper:
    """``places`` tells the place of work by the id of the person."""
    papers = [
        SlipPaper(
            slip.person.full_name, places.get(slip.person.pk, ""), slip.login, slip.code, date_text(slip.last_day)
        )
        for slip in slips
    ]
    rights = [*papers[1::2], SlipPaper()]
    return SlipsPaper(site, [SlipPair(left, right) for left, right in zip(papers[::2], rights, strict=False)])


def slips_docx(paper: SlipsPaper) -> bytes:
    return render_docx(TEMPLATE, paper)
