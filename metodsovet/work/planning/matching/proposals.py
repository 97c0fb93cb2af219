"""Whom a party of a plan means, with the reason in Russian. Wrongly sure is worse than asked."""

from collections.abc import Callable

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.parties import Party, PartyKind
from metodsovet.work.planning.matching.associations import propose_association, propose_body, propose_own
from metodsovet.work.planning.matching.audiences import meant_kinds, named_kinds
from metodsovet.work.planning.matching.choices import NOBODY, Proposal
from metodsovet.work.planning.matching.functions import body_kind, is_audience, meaning_of
from metodsovet.work.planning.matching.labels import audience_choice, organisation_choice, own_scope
from metodsovet.work.planning.matching.organisations import find_organisation
from metodsovet.work.planning.matching.persons import propose_person
from metodsovet.work.planning.matching.posts import propose_post
from metodsovet.work.planning.matching.registers import Register, phrase_of


def propose_holder(party: Party, register: Register) -> Proposal:
    """The holder that the words mean here; what a person confirmed before wins over all but the own head."""
    own = propose_own(party, register)
    if own is not None:
        return own
    remembered = register.remembered.get(phrase_of(party))
    if remembered is not None:
        choice = NOBODY if remembered == NOBODY else remembered
        return Proposal(choice, is_sure=True, reason="Так подтверждали раньше.")
    propose = _BY_KIND.get(party.kind, _unknown)
    return propose(party, register)


def _post_or_association(party: Party, register: Register) -> Proposal:
    meaning = meaning_of(party.text)
    if meaning.associations:
        return propose_association(party, meaning.associations, register)
    if meaning.is_outside:
        return Proposal(NOBODY, is_sure=True, reason="Это не работники системы: поручение им не выдаётся.")
    return propose_post(party, meaning, register)


def _organisation(party: Party, register: Register) -> Proposal:
    if party.person:
        return propose_person(party, register)
    if is_audience(party.text):
        return _audience(party, register)
    return _named_node(f"{party.text} {own_scope(party)}", register, "организации")


def _audience(party: Party, register: Register) -> Proposal:
    meant = meant_kinds(named_kinds(party.text), register.audience_kinds)
    choice = audience_choice(register, meant.only)
    if meant.is_foreign:
        return Proposal(NOBODY, False, "План не для таких организаций: проверьте, для кого он.", (choice,))
    if meant.is_vague:
        return Proposal(choice, False, "План и для других организаций: поручить всем?")
    return Proposal(choice, is_sure=True, reason="Каждая организация, для которой план.")


def _department(party: Party, register: Register) -> Proposal:
    if party.person:
        return propose_person(party, register)
    return _named_node(f"{party.text} {own_scope(party)}", register, "подразделения")


def _group(party: Party, register: Register) -> Proposal:
    text = party.text.lower()
    if party.person:
        return propose_person(party, register)
    if text.startswith("администрац") and (register.is_of_service or not own_scope(party)):
        meant = meant_kinds(named_kinds(text), register.audience_kinds)
        here = audience_choice(register, meant.only) if register.is_of_service else organisation_choice(register.home)
        return Proposal(here, is_sure=is_audience(text), reason="Администрация отвечает за организацию.")
    meaning = meaning_of(text)
    if meaning.associations:
        found = propose_association(party, meaning.associations, register)
        return Proposal(found.choice, False, "За членов объединений ответят их руководители?", found.alternatives)
    if body_kind(text):
        return propose_body(party, register)
    if meaning.is_outside or "коллектив" in text:
        return Proposal(NOBODY, is_sure=True, reason="Поручение выдаётся человеку, а здесь названа группа людей.")
    return _unknown(party, register)


def _named_node(words: str, register: Register, what: str) -> Proposal:
    named = find_organisation(words, register)
    if named.organisation is not None:
        return Proposal(
            organisation_choice(named.organisation), named.is_sure, f"Найдено в справочнике: {named.organisation.name}."
        )
    near = tuple(organisation_choice(organisation) for organisation in named.near)
    return Proposal(NOBODY, is_sure=False, reason=not_found(what, named.near), alternatives=near)


def not_found(what: str, near: tuple[Organisation, ...]) -> str:
    if not near:
        return f"Такой {what} в справочнике нет." if what == "организации" else f"Такого {what} в справочнике нет."
    if len(near) == 1:
        return f"Точно такого названия нет. Ближайшее: «{near[0].name}»."
    return "Подходит несколько: выберите."


def _unknown(party: Party, register: Register) -> Proposal:
    alternatives = (audience_choice(register),) if register.is_of_service else ()
    return Proposal(NOBODY, is_sure=False, reason="Эти слова не поняты: выберите, кто это.", alternatives=alternatives)


_BY_KIND: dict[PartyKind, Callable[[Party, Register], Proposal]] = {
    PartyKind.ROLE: _post_or_association,
    PartyKind.POSITION: _post_or_association,
    PartyKind.ORGANISATION: _organisation,
    PartyKind.DEPARTMENT: _department,
    PartyKind.GROUP: _group,
    PartyKind.PERSON: propose_person,
    PartyKind.UNKNOWN: _unknown,
}
