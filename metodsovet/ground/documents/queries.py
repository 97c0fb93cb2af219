"""Questions about papers and templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.kinds import PaperKind, all_kinds
from metodsovet.ground.documents.models import NumberSeries, Paper, PaperTemplate


@dataclass(frozen=True, slots=True)
class KindInUse:
    """``active`` is the own template in force, if any."""

    kind: PaperKind
    active: PaperTemplate | None


def papers_of(user: User) -> QuerySet[Paper]:
    """The register, with all that its lines say."""
    return Paper.objects.visible_to(user).select_related(
        "series__organisation", "recipient", "issued_by__person", "replaced_by"
    )


def editions_of(paper: Paper) -> list[Paper]:
    """Of one number, the last first; a paper that was never corrected is alone."""
    rows = Paper.objects.filter(series=paper.series_id, number_key=paper.number_key).defer("data")
    return list(rows.select_related("series", "issued_by__person", "replaced_by").order_by("-edition"))


def nodes_of(user: User) -> list[Organisation]:
    """Nodes for which the user acts: the service first. Templates are brought for them."""
    standing = standing_of(user)
    paths = [*standing.paths_of(SERVICE), *standing.paths_of(LEADS)]
    rows = Organisation.objects.filter(path__in=paths, closed_on=None)
    return sorted(rows, key=lambda node: paths.index(node.path))


def issuers_of(user: User) -> QuerySet[Organisation]:
    """Whose papers the user may issue."""
    paths = standing_of(user).paths_of((*SERVICE, *LEADS))
    return Organisation.objects.filter(subtree_q(paths), closed_on=None).order_by("path")


def kinds_in_use(organisation: Organisation) -> list[KindInUse]:
    active = PaperTemplate.objects.filter(organisation=organisation, is_active=True).select_related("uploaded_by")
    by_kind: Mapping[str, PaperTemplate] = {one.kind: one for one in active}
    return [KindInUse(kind, by_kind.get(kind.code)) for kind in all_kinds() if kind.is_word]


def versions_of(kind: PaperKind, organisation: Organisation) -> Sequence[PaperTemplate]:
    rows = PaperTemplate.objects.filter(kind=kind.code, organisation=organisation)
    return list(rows.select_related("file", "sample", "uploaded_by__person"))


def next_number(kind: PaperKind, organisation: Organisation, day: date, *, scope: Model | None = None) -> str:
    """What the next paper of the day would get now, if nobody issues another one before."""
    series = _series_of(kind, organisation, day, scope)
    number = series.last + 1 if series else 1
    while series and series.papers.filter(number_key=str(number)).exists():
        number += 1
    return str(number)


def has_numbers(kind: PaperKind, organisation: Organisation, day: date, *, scope: Model | None = None) -> bool:
    """Whether the series of the day has given a number."""
    series = _series_of(kind, organisation, day, scope)
    return series is not None and series.has_begun


def _series_of(kind: PaperKind, organisation: Organisation, day: date, scope: Model | None) -> NumberSeries | None:
    return NumberSeries.objects.filter(
        kind=kind.code,
        organisation=organisation,
        year=kind.year_of(day),
        content_type=ContentType.objects.get_for_model(scope) if scope else None,
        object_id=scope.pk if scope else None,
    ).first()


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What a template writes, and what is printed for it on the sample."""

    mark: str
    example: str


def placeholders_of(kind: PaperKind) -> list[Placeholder]:
    found: list[Placeholder] = []
    for name, value in kind.sample_data.items():
        _describe(name, value, found)
    if kind.is_issued:
        found += [Placeholder("{{ paper.number }}", "12"), Placeholder("{{ paper.date }}", "1 сентября 2026 г.")]
    return found


def _describe(path: str, value: object, found: list[Placeholder]) -> None:
    if isinstance(value, dict):
        for name, part in value.items():
            _describe(f"{path}.{name}", part, found)
    elif isinstance(value, list | tuple):
        name = path.rpartition(".")[2]
        item = name[:-1] if name.endswith("s") else "one"
        found.append(Placeholder(f"{{% for {item} in {path} %}}", f"повтор: {len(value)} в образце"))
        if value:
            _describe(item, value[0], found)
    else:
        found.append(Placeholder(f"{{{{ {path} }}}}", str(value)))
