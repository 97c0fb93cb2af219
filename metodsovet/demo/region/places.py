"""The tree of the region: municipalities, their authority and centre, schools, kindergartens and the rest."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.bulk import copy_rows, reserve_ids

Kind = Organisation.Kind
REGION_NAME = "Междуреченский край"
MUNICIPALITIES = (
    *("Белоборский", "Верхнеключевской", "Горнозаводненский", "Долгопрудовский", "Еловский", "Журавлинский"),
    *("Зимнегорский", "Каменнобродский", "Луговоозёрский", "Малинникский", "Новопристанский", "Осиноворечный"),
    *("Песчанокаменский", "Родниковогорский", "Светлодольский"),
)
VILLAGES = (
    *("Берёзовская", "Боровая", "Заозёрная", "Ивняковская", "Калиновская", "Липовская", "Мостовая", "Нагорная"),
    *("Ольховская", "Полевая", "Рябиновая", "Сосновская", "Тополинская", "Черёмуховая"),
)
SHARES = {Kind.SCHOOL: 22 / 58, Kind.ADDITIONAL: 6 / 58, Kind.OTHER: 2 / 58}
"""Of what is neither the authority nor the centre; kindergartens are the rest."""
RURAL = 3
"""Every third school stands in a village and is called after it."""
GENERAL, SERVICE, QUALITY = (
    "Отдел общего и дошкольного образования",
    "Отдел методического сопровождения",
    "Отдел оценки качества образования",
)
OF_REGION = 2
OF_EACH = 4
"""Nodes that a municipality has besides its organisations: itself and three departments."""


@dataclass(frozen=True, slots=True)
class Size:
    """Organisations of each municipality count its authority and its centre, and no departments."""

    municipalities: int
    organisations: int
    people: int


REGION = Size(municipalities=15, organisations=60, people=60_000)


@dataclass(frozen=True, slots=True)
class Node:
    pk: int
    parent: int
    kind: str
    name: str
    short_name: str
    path: str


@dataclass(slots=True)
class Municipality:
    node: Node
    nodes: list[Node] = field(default_factory=list)

    def named(self, short_name: str) -> Node:
        return next(node for node in self.nodes if node.short_name == short_name)


@dataclass(frozen=True, slots=True)
class Tree:
    """``top`` are the ministry and the institute of the region."""

    top: list[Node]
    municipalities: list[Municipality]


def plant(root: Organisation, size: Size, chance: random.Random) -> Tree:
    """Write the whole tree under the root."""
    ids = iter(reserve_ids(Organisation, OF_REGION + size.municipalities * (size.organisations + OF_EACH)))
    above = Node(root.pk, root.pk, root.kind, root.name, root.short_name, root.path)
    top = [
        _node(ids, above, Kind.AUTHORITY, "Министерство образования Междуреченского края", "Министерство образования"),
        _node(ids, above, Kind.CENTRE, "ГАУ ДПО «Институт развития образования»", "ИРО"),
    ]
    towns = [_settle(ids, above, number, size.organisations, chance) for number in range(size.municipalities)]
    nodes = [*top, *(node for town in towns for node in (town.node, *town.nodes))]
    columns = ("id", "parent_id", "kind", "name", "short_name", "path")
    copy_rows(
        Organisation, columns, ((one.pk, one.parent, one.kind, one.name, one.short_name, one.path) for one in nodes)
    )
    return Tree(top, towns)


def _settle(ids: Iterator[int], above: Node, number: int, organisations: int, chance: random.Random) -> Municipality:
    name = f"{MUNICIPALITIES[number]} муниципальный округ"
    town = Municipality(_node(ids, above, Kind.MUNICIPALITY, name, name))
    of_town = name.replace("ий муниципальный", "ого муниципального").replace("ой муниципальный", "ого муниципального")
    of_town = of_town.replace("ый муниципальный", "ого муниципального").replace("округ", "округа")
    authority = _node(ids, town.node, Kind.AUTHORITY, f"Управление образования {of_town}", "Управление образования")
    centre = _node(ids, town.node, Kind.CENTRE, "МБУ «Центр развития образования»", "ЦРО")
    town.nodes += [authority, _node(ids, authority, Kind.DEPARTMENT, GENERAL, GENERAL), centre]
    town.nodes += [_node(ids, centre, Kind.DEPARTMENT, one, one) for one in (SERVICE, QUALITY)]
    town.nodes += [
        _node(ids, town.node, kind, full, short) for kind, full, short in _organisations(organisations - 2, chance)
    ]
    return town


def _organisations(number: int, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    counts = {kind: round(number * share) for kind, share in SHARES.items()}
    villages = iter(chance.sample(VILLAGES, len(VILLAGES)))
    for index in range(1, counts[Kind.SCHOOL] + 1):
        if index % RURAL:
            yield Kind.SCHOOL, f"МБОУ «Средняя общеобразовательная школа № {index}»", f"СОШ № {index}"
        else:
            village = next(villages)
            yield Kind.SCHOOL, f"МБОУ «{village} средняя общеобразовательная школа»", f"{village} СОШ"
    for index in range(1, number - sum(counts.values()) + 1):
        yield Kind.KINDERGARTEN, f"МБДОУ «Детский сад № {index}»", f"Детский сад № {index}"
    for index in range(1, counts[Kind.ADDITIONAL] + 1):
        yield Kind.ADDITIONAL, f"МБУ ДО «Дом детского творчества № {index}»", f"Дом творчества № {index}"
    for index in range(1, counts[Kind.OTHER] + 1):
        yield Kind.OTHER, f"МБУ «Центр психолого-педагогической помощи № {index}»", f"Центр помощи № {index}"


def _node(ids: Iterator[int], above: Node, kind: str, name: str, short_name: str) -> Node:
    pk = next(ids)
    return Node(pk, above.pk, kind, name, short_name, f"{above.path}{pk}.")
