"""Posts and functions: at the named unit, in every organisation of the audience, or in one's own organisation."""

import re

from metodsovet.ground.directory.models import Organisation, Position
from metodsovet.kernel.parties import Party, PartyKind
from metodsovet.kernel.russian import lemmas
from metodsovet.work.planning.matching.audiences import meant_kinds, named_kinds
from metodsovet.work.planning.matching.choices import NOBODY, HolderChoice, Proposal
from metodsovet.work.planning.matching.functions import Function, Meaning, is_audience, meaning_of
from metodsovet.work.planning.matching.labels import (
    EACH,
    audience_choice,
    function_at,
    function_in_audience,
    heads_choice,
    organisation_choice,
    own_scope,
)
from metodsovet.work.planning.matching.organisations import find_organisation
from metodsovet.work.planning.matching.registers import Register

Kind = Organisation.Kind
_OF_KINDERGARTENS = re.compile(r"\bзаведующ\w+(?!.*(?:отдел|кафедр|хозяйств|библиотек|филиал|частью))")
_EVERYWHERE = (Function.HEAD, Function.DEPUTY)
_LOCAL = frozenset({"школа", "организация", "учреждение", "доу", "детский сад", "оо", "оу"})


def propose_post(party: Party, meaning: Meaning, register: Register) -> Proposal:
    scope = own_scope(party)
    post = post_named(party.text, register)
    function = meaning.function or (post.function if post else "")
    if not function:
        return _not_a_post(register)
    is_teacher = function == Function.TEACHER
    if meaning.is_ordinary_teacher or (is_teacher and post is None):
        return _teachers(function, post, register)
    if scope and scope.lower() not in _LOCAL and not is_audience(scope):
        return _at_named_unit(scope, function, post, register)
    if not register.is_of_service:
        return Proposal(function_at(register.home, function, post), True, f"В своей организации: {register.home}.")
    if function in _EVERYWHERE or is_teacher:
        return _in_audience(party, function, post, register)
    return _in_service(function, post, register)


def post_named(text: str, register: Register) -> Position | None:
    """The post of the directory called so, abbreviated or not; None when none or several are.

    «Методисты» alone mean everyone of the function, older and leading ones too.
    """
    wanted = _singular(text)
    if len(wanted) == 1 and meaning_of(text).function not in ("", Function.TEACHER, Function.OTHER):
        return None
    found = [post for post in register.positions if _is_called(wanted, _singular(post.name))]
    return found[0] if len(found) == 1 else None


def _at_named_unit(scope: str, function: str, post: Position | None, register: Register) -> Proposal:
    named = find_organisation(scope, register)
    if named.organisation is not None:
        choice = function_at(named.organisation, function, post)
        return Proposal(choice, named.is_sure, f"Подразделение найдено: {named.organisation.name}.")
    near = tuple(function_at(organisation, function, post) for organisation in named.near)
    if not near:
        units = tuple(function_at(unit, function, post) for unit in _service_units(register))
        return Proposal(NOBODY, False, f"Подразделения «{scope}» в справочнике нет.", units)
    reason = f"Подразделения «{scope}» нет. Ближайшее: «{named.near[0].name}»." if len(near) == 1 else "Выберите, где."
    return Proposal(NOBODY, False, reason, near)


def _in_audience(party: Party, function: str, post: Position | None, register: Register) -> Proposal:
    named = named_kinds(f"{party.text} {own_scope(party)}")
    meant = meant_kinds(named or _implied(party.text, register), register.audience_kinds)
    choice = function_in_audience(register, function, post, kind=meant.only)
    if meant.is_foreign:
        return Proposal(NOBODY, False, "План не для таких организаций: проверьте, для кого он.", (choice,))
    if meant.is_vague:
        return Proposal(choice, False, "План и для других организаций: поручить всем?")
    is_singular = party.kind is PartyKind.POSITION and not is_audience(party.text)
    reason = f"Из тех, для кого план: {EACH[meant.only]}."
    if is_singular:
        alternatives = tuple(function_at(organisation, function, post) for organisation in _service_units(register))
        return Proposal(choice, False, "В единственном числе: в каждой организации или в службе?", alternatives)
    return Proposal(choice, is_sure=True, reason=reason)


def _implied(text: str, register: Register) -> list[str]:
    """Kindergartens are led by «заведующие», where the plan is for them too."""
    is_theirs = bool(_OF_KINDERGARTENS.search(text.lower())) and Kind.KINDERGARTEN in register.audience_kinds
    return [Kind.KINDERGARTEN.value] if is_theirs else []


def _in_service(function: str, post: Position | None, register: Register) -> Proposal:
    """Methodists work in the centre, specialists in the authority; sure where there is one."""
    kinds = (Kind.CENTRE, Kind.AUTHORITY) if function == Function.METHODIST else (Kind.AUTHORITY, Kind.CENTRE)
    units = register.of_kind(kinds[0]) or register.of_kind(kinds[1])
    choices = tuple(function_at(unit, function, post) for unit in units)
    if len(choices) == 1:
        return Proposal(choices[0], is_sure=True, reason=f"В службе: {units[0].name}.")
    if not choices:
        reason = "Методической службы в справочнике пока нет: добавьте её в «Организации» или оставьте словами."
        return Proposal(NOBODY, False, reason)
    return Proposal(NOBODY, False, "Неясно, какого подразделения: выберите.", choices)


def _teachers(function: str, post: Position | None, register: Register) -> Proposal:
    """Nobody reports for crowds of teachers: the law limits their papers. Source: 273-ФЗ, ст. 47 ч. 6.1."""
    reason = "Обычных учителей об отчёте не просят: выберите, кто отвечает за них."
    if not register.is_of_service:
        own = function_at(register.home, function, post)
        return Proposal(NOBODY, False, reason, (organisation_choice(register.home), own))
    heads = heads_choice("school_association", "руководители школьных объединений")
    deputies = function_in_audience(register, Function.DEPUTY.value)
    return Proposal(NOBODY, False, reason, (audience_choice(register), deputies, heads))


def _not_a_post(register: Register) -> Proposal:
    if register.is_of_service:
        alternatives: tuple[HolderChoice, ...] = (audience_choice(register),)
        alternatives += tuple(function_at(unit, Function.METHODIST.value) for unit in register.of_kind(Kind.CENTRE))
    else:
        alternatives = (organisation_choice(register.home),)
    return Proposal(NOBODY, False, "Эту обязанность в системе никто не исполняет.", alternatives)


def _service_units(register: Register) -> list[Organisation]:
    return register.of_kind(Kind.AUTHORITY, Kind.CENTRE)


def _singular(text: str) -> tuple[str, ...]:
    return tuple(word for word in lemmas(text.replace("-", " ")) if word not in ("по", "и", "оо", "оу", "школа"))


def _is_called(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Equal word for word, or letter for word: «заместитель директора по УВР»."""
    if wanted == name:
        return True
    if not wanted or len(wanted) >= len(name) or wanted[:-1] != name[: len(wanted) - 1]:
        return False
    rest = name[len(wanted) - 1 :]
    return len(rest) > 1 and "".join(word[0] for word in rest) == wanted[-1]
