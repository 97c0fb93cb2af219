"""What ``design/base.html`` reads from the context; a context processor of the surface supplies it.

Names in the context: ``places`` (Place), ``look`` (Look), ``acting`` (Acting), ``school_years`` (SchoolYears),
``notices`` (Notices), ``home_url``, ``search_url``. Whatever is absent is not drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail; ``short_label`` is for the bar of the phone, ``apart`` puts it to the foot."""

    url: str
    label: str
    icon: str
    is_current: bool = False
    apart: bool = False
    short_label: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The person's choice; ``url`` takes a post of one of ``theme``, ``text``, ``contrast`` and of ``next``."""

    theme: Literal["system", "light", "dark"] = "system"
    text: Literal["normal", "large"] = "normal"
    contrast: Literal["normal", "more"] = "normal"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts and as what; ``url`` takes a post of ``role`` and ``next``, ``log_out_url`` an empty one."""

    name: str
    role: str = ""
    url: str = ""
    choices: Sequence[Choice] = ()
    links: Sequence[Link] = ()
    log_out_url: str = ""


@dataclass(frozen=True, slots=True)
class SchoolYears:
    """«2026/27»; with ``url`` and choices it is a menu that posts ``school_year`` and ``next``."""

    label: str
    url: str = ""
    choices: Sequence[Choice] = ()


@dataclass(frozen=True, slots=True)
class Notices:
    url: str
    unread_count: int = 0
