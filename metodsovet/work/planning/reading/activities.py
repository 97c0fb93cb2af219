"""Drafts become activities: terms and parties are understood."""

import re
from collections.abc import Mapping, Sequence

from metodsovet.kernel.parties import Party, PartyKind, parse_parties
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind
from metodsovet.work.planning.reading.drafts import CUT, Draft
from metodsovet.work.planning.reading.grids import flat
from metodsovet.work.planning.reading.periods import dated
from metodsovet.work.planning.reading.result import Place, ReadActivity, ReadSection, ReadWarning, Role

_BULLET = re.compile(r"^[-–—•·]\s+(?=\S)")


def activity_of(
    draft: Draft,
    sections: Sequence[ReadSection],
    *,
    year: SchoolYear,
    years: tuple[int, int] | None,
    warnings: Sequence[ReadWarning] = (),
) -> ReadActivity:
    line = draft.line
    return ReadActivity(
        number=draft.number,
        section=section_key(draft.section, sections),
        title=_BULLET.sub("", flat(line.of(Role.TITLE))),
        term=term_of(draft, year, years),
        parties=parties_of(draft),
        result=flat(line.of(Role.RESULT)),
        other={title: flat(text) for title, text in line.other.items()},
        warnings=tuple(warnings),
        place=Place(line.table, tuple(draft.rows), line.sheet),
        raw=_raw(draft),
    )


def section_key(index: int | None, sections: Sequence[ReadSection]) -> str:
    """The section's number, or its title where another section has the same number."""
    if index is None:
        return ""
    section = sections[index]
    is_alone = sum(other.number == section.number for other in sections) == 1
    return section.number if section.number and is_alone else section.title


def term_of(draft: Draft, year: SchoolYear, years: tuple[int, int] | None) -> Term:
    """Lines of a cell are one phrase, or several terms when only so they are understood."""
    text = draft.line.of(Role.TERM)
    term = dated(flat(text), draft.period, year, years)
    if term.kind is TermKind.UNKNOWN and "\n" in text:
        listed = dated(", ".join(flat(part).strip(" ,;") for part in text.split("\n")), draft.period, year, years)
        return term if listed.kind is TermKind.UNKNOWN else listed
    return term


def parties_of(draft: Draft) -> tuple[Party, ...]:
    text = draft.line.of(Role.PARTIES).replace(CUT, " ")
    parties = parse_parties(text) if text else ()
    if "\n" in text and any(party.kind is PartyKind.UNKNOWN for party in parties):
        unbroken = parse_parties(flat(text))
        if all(party.kind is not PartyKind.UNKNOWN for party in unbroken):
            return unbroken
    return parties


def _raw(draft: Draft) -> Mapping[str, str]:
    texts = {role.value: text for role, text in draft.line.texts.items()} | dict(draft.line.other)
    return {name: text.replace(CUT, "\n") for name, text in texts.items()}
