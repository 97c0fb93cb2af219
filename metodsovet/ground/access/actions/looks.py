"""How the pages look to one person."""

from collections.abc import Mapping

from metodsovet.ground.access.models import User

LOOK_FIELDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "theme": (
        "theme",
        {"system": User.ColourTheme.SYSTEM, "light": User.ColourTheme.LIGHT, "dark": User.ColourTheme.DARK},
    ),
    "text": ("text_size", {"normal": User.TextSize.NORMAL, "large": User.TextSize.LARGE}),
    "contrast": ("contrast", {"normal": User.Contrast.NORMAL, "more": User.Contrast.MORE}),
}
"""What a page asks for → (field, its values by the words of the page)."""


def choose_look(user: User, *, part: str, value: str) -> User:
    """``part`` is theme, text or contrast; ValueError on a value that the page does not offer."""
    field, values = LOOK_FIELDS[part]
    if value not in values:
        raise ValueError(f"no such {part}: {value!r}")
    setattr(user, field, values[value])
    user.save(update_fields=[field])
    return user
