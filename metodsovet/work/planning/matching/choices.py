from dataclasses import dataclass, field

from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.matching.audiences import EDUCATING
from metodsovet.work.planning.models import NamedParty, PartyMatch

Kind = NamedParty.Holder


@dataclass(frozen=True, slots=True)
class HolderChoice:
    """Whom words may mean. ``code`` goes through a form and back; ``label`` and ``hint`` are what a person reads."""

    kind: str
    person_id: int | None = None
    organisation_id: int | None = None
    function: str = ""
    post_id: int | None = None
    community_kind: str = ""
    community_id: int | None = None
    organisation_kind: str = ""
    label: str = field(default="", compare=False)
    hint: str = field(default="", compare=False)

    @property
    def code(self) -> str:
        ids = (self.person_id, self.organisation_id, self.post_id, self.community_id)
        words = (self.kind, self.function, self.community_kind, self.organisation_kind)
        return ":".join([*words, *(str(pk or "") for pk in ids)])

    @classmethod
    def from_code(cls, code: str) -> "HolderChoice":
        """The choice behind a code; DomainError ``unknown_choice`` for anything else."""
        try:
            kind, function, community_kind, organisation_kind, *rest = code.split(":")
            person, organisation, post, community = (int(pk) if pk else None for pk in rest)
            if organisation_kind not in ("", *EDUCATING):
                raise ValueError(organisation_kind)
            return cls(
                Kind(kind).value, person, organisation, function, post, community_kind, community, organisation_kind
            )
        except ValueError as error:
            raise DomainError("unknown_choice", "Такого варианта нет: обновите страницу и выберите ещё раз.") from error

    @classmethod
    def of(cls, row: NamedParty | PartyMatch) -> "HolderChoice":
        return cls(
            row.holder,
            row.person_id,
            row.organisation_id,
            row.function,
            row.post_id,
            row.community_kind,
            row.community_id,
            row.organisation_kind,
        )

    def write_to(self, row: NamedParty | PartyMatch) -> None:
        """Set the holder's fields of the row; in memory only."""
        row.holder = self.kind
        row.person_id = self.person_id
        row.organisation_id = self.organisation_id
        row.function = self.function
        row.post_id = self.post_id
        row.community_kind = self.community_kind
        row.community_id = self.community_id
        row.organisation_kind = self.organisation_kind


NOBODY = HolderChoice(Kind.NOBODY.value, label="Никто в системе", hint="Останется словами, как в файле")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the product makes of the words: the choice, whether it is sure, why, and what else is possible."""

    choice: HolderChoice
    is_sure: bool
    reason: str
    alternatives: tuple[HolderChoice, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        return not self.is_sure or self.choice.kind == Kind.NOBODY

    @property
    def choices(self) -> tuple[HolderChoice, ...]:
        """All that may be offered to a person, the proposed one first, «никто» last."""
        return tuple(dict.fromkeys([self.choice, *self.alternatives, NOBODY]))
