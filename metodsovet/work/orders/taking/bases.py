"""Acts that the order rests on, among those of the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from metodsovet.ground.documents.actions import Requisites
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.parties import normalised
from metodsovet.kernel.russian import date_text
from metodsovet.work.orders.reading import BasisAct

KINDS = {kind.label: kind.value for kind in Act.Kind}
NEAREST = 5


@dataclass(frozen=True, slots=True)
class BasisProposal:
    """``act`` is sure; without it and without ``near`` ones an act with whole requisites is sure to be new."""

    basis: BasisAct
    act: Act | None
    near: tuple[Act, ...]

    @property
    def is_new(self) -> bool:
        return self.act is None and not self.near and bool(self.basis.number and self.basis.date)

    @property
    def reason(self) -> str:
        if self.near:
            return "В реестре есть похожие документы: тот ли это?"
        return "У документа нет номера или даты: в реестре его не узнать."


def propose_basis(basis: BasisAct, acts: Sequence[Act]) -> BasisProposal:
    number = _plain(basis.number)
    same = [act for act in acts if number and _plain(act.number) == number and act.date == basis.date]
    if len(same) == 1 and basis.date is not None:
        return BasisProposal(basis, same[0], ())
    title = normalised(basis.title)
    near = [
        act
        for act in acts
        if act in same
        or (number and _plain(act.number) == number and (basis.date is None or act.date is None))
        or (title and normalised(act.title) == title)
    ]
    return BasisProposal(basis, None, tuple(near[:NEAREST]))


def requisites_of(basis: BasisAct) -> Requisites:
    return Requisites(
        kind=KINDS.get(basis.kind, Act.Kind.OTHER.value),
        title=(basis.title or basis.kind.capitalize() or "Документ")[:1000],
        number=basis.number[:50],
        date=basis.date,
        issuer=basis.issuer[:500],
    )


def basis_text(basis: BasisAct) -> str:
    """«приказ Министерства от 26 июня 2020 г. № 517-Д «О …»», as far as it is known."""
    day = f"от {date_text(basis.date)}" if basis.date else ""
    number = f"№\u00a0{basis.number}" if basis.number else ""
    title = f"«{basis.title}»" if basis.title else ""
    return " ".join(part for part in (basis.kind, basis.issuer, day, number, title) if part)


def _plain(number: str) -> str:
    return "".join(number.split()).lower()
