from metodsovet.kernel.parties import Party
from metodsovet.work.planning.matching.choices import NOBODY, Proposal
from metodsovet.work.planning.matching.labels import own_scope, person_choice
from metodsovet.work.planning.matching.organisations import find_organisation
from metodsovet.work.planning.matching.registers import Colleague, Register, surname_of


def propose_person(party: Party, register: Register) -> Proposal:
    """A named person among those who work in the municipality; namesakes are never guessed between."""
    same_surname = [one for one in register.people if one.surname == surname_of(party)]
    found = [one for one in same_surname if _initials_fit(party.person, one)]
    if len(found) > 1:
        found = _who_work_there(party, found, register) or found
    if len(found) == 1:
        return Proposal(person_choice(found[0]), is_sure=True, reason=f"В реестре один такой человек: {found[0].name}.")
    if found:
        reason = f"В реестре несколько подходящих людей ({len(found)}): выберите одного."
        return Proposal(NOBODY, False, reason, tuple(person_choice(one) for one in found))
    near = tuple(person_choice(one) for one in same_surname)
    reason = "Человека с такими инициалами в реестре нет." if near else "Человека с такой фамилией в реестре нет."
    return Proposal(NOBODY, False, reason, near)


def _initials_fit(written: str, colleague: Colleague) -> bool:
    initials = "".join(letter for letter in written.partition(" ")[2] if letter.isalpha() and letter.isupper())
    return colleague.initials.startswith(initials)


def _who_work_there(party: Party, found: list[Colleague], register: Register) -> list[Colleague]:
    scope = own_scope(party)
    named = find_organisation(scope, register).organisation if scope else None
    return [one for one in found if named is not None and named.pk in one.organisation_ids]
