"""What people do with their own account."""

from collections.abc import Mapping

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError

LOOK_FIELDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "theme": (
        "theme",
        {"system": User.ColourTheme.SYSTEM, "light": User.ColourTheme.LIGHT, "dark": User.ColourTheme.DARK},
    ),
    "text": ("text_size", {"normal": User.TextSize.NORMAL, "large": User.TextSize.LARGE}),
    "contrast": ("contrast", {"normal": User.Contrast.NORMAL, "more": User.Contrast.MORE}),
}
"""What a page asks for → (field, its values by the words of the page)."""


@transaction.atomic
def change_password(user: User, *, old: str, new: str) -> User:
    """Refusals: ``wrong_password``, ``same_password``. The new password is validated by the form."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.check_password(old):
        raise DomainError("wrong_password", "Прежний пароль не подошёл: наберите его ещё раз.")
    if old == new:
        raise DomainError("same_password", "Новый пароль совпадает с прежним: придумайте другой.")
    locked.set_password(new)
    locked.password_is_temporary = False
    locked.save(update_fields=["password", "password_is_temporary"])
    record_action("change_password", locked, "Сменён пароль", by=locked)
    return locked


def choose_look(user: User, *, part: str, value: str) -> User:
    """``part`` is theme, text or contrast; ValueError on a value that the page does not offer."""
    field, values = LOOK_FIELDS[part]
    if value not in values:
        raise ValueError(f"no such {part}: {value!r}")
    setattr(user, field, values[value])
    user.save(update_fields=[field])
    return user
