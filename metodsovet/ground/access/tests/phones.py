"""The phone of an invented person: what it shows now."""

from metodsovet.ground.access.models import User
from metodsovet.ground.access.totp import code_at, secret_of, step_at
from metodsovet.kernel import clock


def shown_code(user: User, *, steps: int = 0) -> str:
    """``steps`` of 30 seconds that the clock of the phone is ahead."""
    return code_of_seed(user.totp_seed, steps=steps)


def code_of_seed(seed: str, *, steps: int = 0) -> str:
    return code_at(secret_of(seed), step_at(clock.now()) + steps)


def wrong_code(user: User) -> str:
    """Six digits that are right at no neighbouring step."""
    near = {shown_code(user, steps=steps) for steps in range(-3, 4)}
    return next(code for code in (f"{number:06d}" for number in range(10)) if code not in near)
