from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from metodsovet.kernel.numbers import percent_text

Row = TypeVar("Row")
Cell = str | int | float | Decimal | date | None
Rows = Any  # a QuerySet of the row or a sequence of it; lambdas of filters know which
Choices = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column; ``value`` goes to the xlsx as it is and to the page as text unless a cell template is given.

    ``template`` gets ``row``, ``value`` and the variables of the page. ``order`` names database fields, with «-» where
    descending is natural; on a plain sequence the value itself is compared. A column without ``order`` does not sort
    unless ``is_sortable``. ``width`` is the class of ``<col>``, ``chars`` the width in the xlsx. ``rows_url`` leads
    from a value that is not empty to the rows it counts: to a page, or into the side panel where it ``opens``.
    """

    key: str
    label: str
    value: Callable[[Row], Cell]
    template: str = ""
    order: tuple[str, ...] = ()
    is_sortable: bool = False
    is_hidden: bool = False
    is_fixed: bool = False
    is_number: bool = False
    is_share: bool = False
    rows_url: Callable[[Row], str] | None = None
    opens: bool = False
    width: str = ""
    chars: int = 18

    @property
    def can_sort(self) -> bool:
        return self.is_sortable or bool(self.order)

    def text(self, value: Cell) -> str:
        if self.is_share and isinstance(value, int | float | Decimal):
            return percent_text(value)
        return cell_text(value)


@dataclass(frozen=True)
class Filter(Generic[Row]):
    """A chip: ``choices`` of the visible rows as (value, label), ``narrow`` keeps the rows of the chosen values.

    Values that are not among the choices are dropped: an address cannot ask for what is not offered.
    """

    key: str
    label: str
    choices: Callable[[Rows], Choices]
    narrow: Callable[[Rows, Sequence[str]], Rows]


def cell_text(value: Cell) -> str:
    """A plain value as the page and the print show it."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return str(value)
