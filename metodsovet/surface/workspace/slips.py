"""For whom slips are asked, and what becomes of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.accounts import awaits_first_entry
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.rules import let_in_by


@dataclass(frozen=True, slots=True)
class AskedSlips:
    """``new`` get an account, ``again`` a new code; who ``comes_in`` needs none, ``denied`` are not the user's."""

    new: Sequence[Person]
    again: Sequence[Person]
    comes_in: Sequence[Person]
    denied: Sequence[Person]

    @property
    def people(self) -> list[Person]:
        return [*self.new, *self.again]


def asked_slips(user: User, people: Sequence[Person]) -> AskedSlips:
    """``people`` are rows of ``people_rows``: their accounts are read already."""
    allowed = {person.pk for person in let_in_by(user, people) if person.user_id != user.pk}
    others = [person for person in people if person.pk in allowed]
    new = [person for person in others if person.user is None]
    again = [person for person in others if awaits_first_entry(person)]
    comes_in = [person for person in others if person.user is not None and not awaits_first_entry(person)]
    return AskedSlips(new, again, comes_in, [person for person in people if person.pk not in allowed])
