"""Tables for appendices of orders, filled with the rows in force on a day and with what contradicts the register."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from django.db.models import Prefetch, QuerySet

from metodsovet.ground.directory.models import Employment, Organisation, Person
from metodsovet.kernel.offered_tables import TableColumn, TableOffer, TableRow, add, offer
from metodsovet.kernel.russian import date_text, natural_key
from metodsovet.work.communities.models import Community, CommunityKind, Membership, Office
from metodsovet.work.communities.queries.rosters import jobs_on, whole_of

Code = CommunityKind.Code
Heads = dict[tuple[int, str], list[Office]]
COMMUNITY = TableColumn("community", "Объединение", 34)
HEAD = TableColumn("head", "Фамилия, имя, отчество", 30)
POST = TableColumn("post", "Должность", 24, is_usual=False)
PLACE = TableColumn("place", "Организация", 24, is_usual=False)
POST_AND_PLACE = TableColumn("post_and_place", "Должность, организация", 36)
CURATOR = TableColumn("curator", "Куратор", 28, is_usual=False)
USUAL_CURATOR = TableColumn("curator", "Куратор", 28)
SECRETARY = TableColumn("secretary", "Секретарь", 28, is_usual=False)
AT = TableColumn("at", "На базе", 24, is_usual=False)
USUAL_AT = TableColumn("at", "На базе", 24)
SUBJECT = TableColumn("subject", "Предмет, направление", 24, is_usual=False)
TERM = TableColumn("term", "Срок", 16, is_usual=False)
CONTACTS = TableColumn("contacts", "Контакты", 24, is_usual=False)
HEADED = (COMMUNITY, HEAD, POST_AND_PLACE, POST, PLACE, CURATOR, SECRETARY, AT, SUBJECT, TERM, CONTACTS)
PLACED = (COMMUNITY, USUAL_AT, HEAD, POST_AND_PLACE, POST, PLACE, USUAL_CURATOR, SECRETARY, SUBJECT, TERM, CONTACTS)
AT_SCHOOLS = (COMMUNITY, USUAL_AT, HEAD, POST, PLACE, POST_AND_PLACE, CURATOR, SUBJECT, TERM, CONTACTS)
MEMBERED = (HEAD, POST_AND_PLACE, TableColumn("duty", "Обязанность", 20), POST, PLACE)
KINDS: tuple[tuple[str, str, tuple[str, ...], tuple[TableColumn, ...]], ...] = (
    ("associations", "Руководители объединений", (Code.CITY_ASSOCIATION, Code.PROFESSIONAL_ASSOCIATION), HEADED),
    ("school_associations", "Руководители школьных объединений", (Code.SCHOOL_ASSOCIATION,), AT_SCHOOLS),
    ("centres", "Центры с руководителями и кураторами", (Code.COORDINATION_CENTRE, Code.RESOURCE_CENTRE), PLACED),
    ("base_organisations", "Опорные организации", (Code.BASE_ORGANISATION,), PLACED),
    ("consultation_points", "Консультационные пункты", (Code.CONSULTATION_POINT,), PLACED),
    (
        "creative_groups",
        "Творческие группы",
        (Code.CREATIVE_GROUP, Code.LABORATORY, Code.TEMPORARY_COLLECTIVE, Code.WORKING_GROUP),
        HEADED,
    ),
    ("workshops", "Мастерские молодых педагогов", (Code.WORKSHOP,), PLACED),
)  # fmt: skip
"""Name, title, kinds of communities and columns."""
COUNCILS = (Code.COUNCIL, Code.COORDINATION_COUNCIL, Code.PEDAGOGICAL_COUNCIL)


def heads_of_kinds(kinds: Sequence[str], scope: Organisation, day: date) -> list[TableRow]:
    """A row for each community of the kinds below the node of the scope, open on the day."""
    communities = list(_open(scope, day).filter(kind__code__in=kinds))
    offices = _offices(communities, day)
    here = _employed(scope, day, offices)
    return [_headed(one, offices, here, day) for one in sorted(communities, key=_order)]


for _name, _title, _kinds, _columns in KINDS:
    add(TableOffer(f"communities:{_name}", _title, "organisation", _columns, partial(heads_of_kinds, _kinds)))


@offer("communities:council", "Состав совета по секциям", of="community", columns=MEMBERED)
def council_by_sections(scope: Community, day: date) -> list[TableRow]:
    """Its own members first, then those of each of its sections under the name of the section."""
    sections = sorted(scope.children.select_related("organisation", "kind"), key=_order)
    rows = _members(scope, day, group="")
    for section in sections:
        rows += _members(section, day, group=section.name)
    return rows


@offer("communities:members", "Состав объединения", of="community", columns=MEMBERED)
def members(scope: Community, day: date) -> list[TableRow]:
    return _members(scope, day, group="")


def _open(scope: Organisation, day: date) -> QuerySet[Community]:
    rows = Community.objects.open_on(day).filter(organisation__path__startswith=_node_path(scope))
    return rows.select_related("organisation__parent", "kind", "subject")


def _node_path(scope: Organisation) -> str:
    """An authority or a centre speaks for its municipality."""
    speaks = (Organisation.Kind.AUTHORITY, Organisation.Kind.CENTRE, Organisation.Kind.DEPARTMENT)
    node = scope
    while node.kind in speaks and node.parent is not None:
        node = node.parent
    return node.path


def _order(community: Community) -> tuple[int, str, list[tuple[int, str]]]:
    return community.kind.place, community.organisation.path, natural_key(community.name)


def _offices(communities: Iterable[Community], day: date) -> Heads:
    rows = Office.objects.on(day).filter(community__in=[one.pk for one in communities]).order_by("since", "pk")
    found: Heads = {}
    for office in _with_people(rows, day):
        found.setdefault((office.community_id, office.kind), []).append(office)
    return found


def _with_people(rows: "QuerySet[Office] | QuerySet[Membership]", day: date) -> "QuerySet[Office]":
    jobs = Prefetch("person__employments", jobs_on(day), to_attr="jobs_of_day")
    found: QuerySet[Office] = rows.select_related("person").prefetch_related("person__former_names", jobs)  # type: ignore[assignment]  # rows of people, whichever
    return found


def _employed(scope: Organisation, day: date, offices: Heads) -> frozenset[int]:
    """Whoever of the officers works in the municipality on the day."""
    people = {office.person_id for held in offices.values() for office in held}
    rows = Employment.objects.on(day).filter(person__in=people, organisation__path__startswith=_node_path(scope))
    return frozenset(rows.values_list("person_id", flat=True))


def _headed(community: Community, offices: Heads, here: frozenset[int], day: date) -> TableRow:
    heads = offices.get((community.pk, Office.Kind.HEAD), [])
    jobs = [_job(office.person) for office in heads]
    cells = {
        "community": community.name,
        "head": "; ".join(office.person.name_on(day) for office in heads),
        "post": "; ".join(post for post, _ in jobs if post),
        "place": "; ".join(place for _, place in jobs if place),
        "post_and_place": "; ".join(", ".join(part for part in job if part) for job in jobs if any(job)),
        "curator": _named(offices, community, Office.Kind.CURATOR, day),
        "secretary": _named(offices, community, Office.Kind.SECRETARY, day),
        "at": whole_of(community.organisation).short_name,
        "subject": community.subject.name if community.subject else "",
        "term": _term(community),
        "contacts": community.contacts,
    }
    return TableRow(cells, doubts=tuple(_doubts(community, offices, here, day)))


def _named(offices: Heads, community: Community, kind: str, day: date) -> str:
    return "; ".join(office.person.name_on(day) for office in offices.get((community.pk, kind), []))


def _term(community: Community) -> str:
    return f"по {date_text(community.runs_until)}" if community.runs_until else ""


def _job(person: Person) -> tuple[str, str]:
    jobs: Sequence[Employment] = vars(person)["jobs_of_day"]
    return (jobs[0].position.name, whole_of(jobs[0].organisation).short_name) if jobs else ("", "")


def _doubts(community: Community, offices: Heads, here: frozenset[int], day: date) -> Iterable[str]:
    if not offices.get((community.pk, Office.Kind.HEAD)):
        yield f"на {date_text(day)} руководителя нет"
    for kind in (Office.Kind.HEAD, Office.Kind.CURATOR, Office.Kind.SECRETARY):
        for office in offices.get((community.pk, kind), []):
            if office.person_id not in here:
                yield f"{office.person.short_name}: на {date_text(day)} здесь не работает"
    place = whole_of(community.organisation)
    if place.closed_on is not None and place.closed_on <= day:
        yield f"{place.short_name}: закрыта {date_text(place.closed_on)}"
    if community.runs_until is not None and community.runs_until < day:
        yield f"срок работы прошёл {date_text(community.runs_until)}"


def _members(community: Community, day: date, *, group: str) -> list[TableRow]:
    """Officers first, in the order of their offices; then by name."""
    joined = list(_with_people(Membership.objects.on(day).filter(community=community), day))
    held = list(_with_people(Office.objects.on(day).filter(community=community), day))
    titles = {one.code: one.title for one in community.kind.offices.all()}
    order = list(Office.Kind.values)
    duties: dict[int, list[str]] = {}
    for office in sorted(held, key=lambda one: order.index(one.kind)):
        duties.setdefault(office.person_id, []).append(office.kind)
    people = {row.person_id: row.person for row in (*held, *joined)}
    ranked = sorted(people.values(), key=lambda one: (_rank(duties.get(one.pk), order), one.sort_key))
    return [_member(one, [titles.get(kind, kind) for kind in duties.get(one.pk, [])], group, day) for one in ranked]


def _rank(held: Sequence[str] | None, order: Sequence[str]) -> int:
    return order.index(held[0]) if held else len(order)


def _member(person: Person, duties: Sequence[str], group: str, day: date) -> TableRow:
    post, place = _job(person)
    cells = {
        "head": person.name_on(day),
        "post": post,
        "place": place,
        "post_and_place": ", ".join(part for part in (post, place) if part),
        "duty": ", ".join(duties),
    }
    doubts = () if post else (f"{person.short_name}: на {date_text(day)} нигде не работает",)
    return TableRow(cells, group, doubts)
