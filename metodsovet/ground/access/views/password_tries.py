"""The password asked inside of an open session: that is no place to guess it at full speed."""

from collections.abc import Iterator
from contextlib import contextmanager

from metodsovet.ground.access.devices import address_of
from metodsovet.ground.access.door import Visitor
from metodsovet.ground.access.guessing import Guessed, begin_try, forgive_try, wait_text
from metodsovet.kernel.errors import DomainError


@contextmanager
def password_try(request: Visitor) -> Iterator[None]:
    """A refusal inside the block counts as a failure; DomainError ``too_many_tries`` when one has to wait first."""
    login, address = request.user.login, address_of(request)
    wait = begin_try(Guessed.PASSWORD, login, address)
    if wait:
        raise DomainError("too_many_tries", wait_text(wait))
    yield
    forgive_try(Guessed.PASSWORD, login, address)
