"""What an archive says of itself."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from metodsovet.launch.failures import LaunchFailure

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Member:
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableContent:
    """How many rows a table has and the sum of their hashes, whatever their order."""

    rows: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``migrations`` are those applied, «app.name»; ``absent`` are files that rows name and the disk did not have, or
    had with other bytes."""

    product: str
    made_at: str
    postgres_major: int
    database_bytes: int
    migrations: tuple[str, ...]
    tables: Mapping[str, TableContent]
    members: Mapping[str, Member]
    absent: tuple[str, ...] = ()
    format: int = field(default=FORMAT)

    @property
    def files(self) -> Mapping[str, Member]:
        """Members that are stored files, by their names in the storage."""
        start = "files/"
        return {name[len(start) :]: one for name, one in self.members.items() if name.startswith(start)}

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, source: bytes) -> "Manifest":
        """LaunchFailure for a format of a later product."""
        told: dict[str, Any] = json.loads(source)
        if told["format"] > FORMAT:
            raise LaunchFailure(
                f"Копия сделана более новой версией программы ({told['product']}): обновите программу и повторите."
            )
        told["tables"] = {name: TableContent(**one) for name, one in told["tables"].items()}
        told["members"] = {name: Member(**one) for name, one in told["members"].items()}
        told["migrations"], told["absent"] = tuple(told["migrations"]), tuple(told["absent"])
        return cls(**told)
