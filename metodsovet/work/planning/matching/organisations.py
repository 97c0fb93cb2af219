"""Which node of the register the words name."""

import re
from dataclasses import dataclass

from metodsovet.ground.directory.models import Organisation
from metodsovet.work.planning.matching.names import (
    consumed,
    is_rest_of,
    kind_in,
    likeness,
    named_by_number,
    number_in,
    words_of,
)
from metodsovet.work.planning.matching.registers import Register

Kind = Organisation.Kind
NEAREST = 5
NEAR_ENOUGH = 0.5

_AUTHORITY = re.compile(
    r"^(?:моуо|г?р?уо|управлени\w+ образовани\w+|комитет\w* (?:по )?образовани\w+|департамент\w* образовани\w+"
    r"|отдел\w* образовани\w+)\b",
    re.IGNORECASE,
)
_CENTRE = re.compile(
    r"\b(?:ммс|имц|рмк|гмк|нмц|гимц|имо|цро|методическ\w+ (?:центр|служб|кабинет)\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """The node meant, if one is; else the near ones."""

    organisation: Organisation | None
    is_sure: bool
    near: tuple[Organisation, ...] = ()


def find_organisation(text: str, register: Register) -> Named:
    for found in (_by_name(text, register), _by_number(text, register)):
        if len(found) == 1:
            return Named(found[0], is_sure=True)
        if found:
            return Named(None, is_sure=False, near=tuple(found[:NEAREST]))
    role = _by_office(text, register)
    if len(role) == 1:
        return Named(role[0], is_sure=True)
    return Named(None, is_sure=False, near=_nearest(text, register))


def _by_name(text: str, register: Register) -> list[Organisation]:
    words = words_of(text)
    if not words:
        return []
    full: list[Organisation] = []
    partial: list[Organisation] = []
    for organisation in register.organisations:
        taken = max(consumed(words, words_of(name)) for name in (organisation.name, organisation.short_name))
        if taken == 0 or _is_another(text, organisation):
            continue
        (full if _rest_is_known(words[taken:], organisation, register) else partial).append(organisation)
    return _the_deepest(full) or partial or _by_beginning(words, register)


def _rest_is_known(rest: tuple[str, ...], organisation: Organisation, register: Register) -> bool:
    if not rest:
        return True
    uppers = [register.organisation(pk) for pk in organisation.ancestor_ids[:-1]]
    names = [name for upper in uppers if upper for name in (upper.name, upper.short_name)]
    return is_rest_of(rest, *names)


def _by_beginning(words: tuple[str, ...], register: Register) -> list[Organisation]:
    """«Управление образования» for «Управление образования города …»: the name goes on with its place only."""
    found = []
    for organisation in register.organisations:
        name = words_of(organisation.name)
        taken = len(words)
        if len(name) > taken >= 1 and consumed(words, name[:taken]) and is_rest_of(name[taken:], register.node.name):
            found.append(organisation)
    return found


def _by_number(text: str, register: Register) -> list[Organisation]:
    if not number_in(text):
        return []
    return [
        organisation
        for organisation in register.organisations
        if any(named_by_number(text, name, organisation.kind) for name in (organisation.name, organisation.short_name))
    ]


def _by_office(text: str, register: Register) -> list[Organisation]:
    """«УО» and «ИМЦ» where the municipality has one authority and one centre."""
    if _AUTHORITY.search(text.strip()):
        return register.of_kind(Kind.AUTHORITY)
    return register.of_kind(Kind.CENTRE) if _CENTRE.search(text) else []


def _is_another(text: str, organisation: Organisation) -> bool:
    number = number_in(text)
    return bool(number) and number != number_in(organisation.name) and kind_in(text) != ""


def _the_deepest(found: list[Organisation]) -> list[Organisation]:
    """«Отдел … центра» names the department, though the words hold the centre too."""
    return [one for one in found if not any(other.path.startswith(one.path) and other != one for other in found)]


def _nearest(text: str, register: Register) -> tuple[Organisation, ...]:
    scored = [
        (max(likeness(text, organisation.name), likeness(text, organisation.short_name)), organisation)
        for organisation in register.organisations
    ]
    near = sorted((pair for pair in scored if pair[0] >= NEAR_ENOUGH), key=lambda pair: -pair[0])
    return tuple(organisation for _, organisation in near[:NEAREST])
