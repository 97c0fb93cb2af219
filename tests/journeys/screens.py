"""Every screen of the product, found from its addresses: a new page joins the tour by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import product
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import ReferenceNumber
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import ActivityParty, Plan

ROLES = ("methodist", "deputy", "control", "admin")
"""Whoever sees the most comes first; each of the others adds the screens of his own."""
TABS = {"show_review": ("doubts", "warnings", "lines", "act"), "review_order": ("doubts", "warnings", "draft")}
"""Tabs of a page by its name."""
DEEDS = (
    "hand_over", "record_report", "remove_from_control", "cancel_assignment", "mark_not_applicable", "ask_extension",
    "grant_extension", "refuse_extension", "withdraw_report", "reopen_assignment",
)  # fmt: skip
ROWS_TRIED = 6


@dataclass(frozen=True, slots=True)
class Screen:
    name: str
    login: str
    address: str

    def __str__(self) -> str:
        return f"{self.name} as {self.login}: {self.address}"


def visitor(login: str) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(login=login))
    return client


def furnish(methodist: Client) -> None:
    """What the demo lacks: a draft under review, and a new edition of its roadmap to compare."""
    methodist.post(reverse("read_example"), {"key": "screens"})
    roadmap = Plan.objects.filter(state=Plan.State.ACCEPTED, kind=Plan.Kind.ROADMAP).earliest("pk")
    paper = methodist.get(reverse("download_plan", args=[roadmap.pk]), {"format": "docx"})
    file = SimpleUploadedFile("Новая редакция.docx", b"".join(paper))
    methodist.post(reverse("read_edition", args=[roadmap.pk]), {"file": file, "key": "edition"})


def all_screens(logins: Sequence[str] = ROLES) -> list[Screen]:
    """Each kind of page once, by the first role that may open it."""
    found: dict[str, Screen] = {}
    posted: set[str] = set()
    for login in logins:
        client = visitor(login)
        for pattern in patterns(get_resolver()):
            name = str(pattern.name)
            if name not in found and name not in posted and (address := screen_of(pattern, client, login, posted)):
                found[name] = Screen(name, login, address)
    return [*found.values(), *_states_of(found)]


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one)
        else:
            yield one


def addresses(pattern: URLPattern, login: str) -> Iterator[str]:
    """Addresses of the pattern over the rows that the person sees, the latest first."""
    names = list(pattern.pattern.converters)
    model = getattr(pattern.callback, "guarded_model", None)
    values: list[list[Any]] = [_values(name, model, login) for name in names]
    for chosen in product(*values):
        yield reverse(str(pattern.name), kwargs=dict(zip(names, chosen, strict=True)))


def screen_of(pattern: URLPattern, client: Client, login: str, posted: set[str]) -> str:
    """The first address that answers with a whole page: not a fragment, a file, a way elsewhere or a refusal.

    What takes nothing but posts is remembered in ``posted``, since only a row that may be opened tells it.
    """
    for address in addresses(pattern, login):
        answer = client.get(address)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            posted.add(str(pattern.name))
            return ""
        is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        if is_page and not answer.streaming and answer.content.lstrip()[:9].lower() == b"<!doctype":
            return address
    return ""


def _values(name: str, model: type[Model] | None, login: str) -> list[Any]:
    if name == "pk" and model is not None:
        rows = model._default_manager.visible_to(User.objects.get(login=login))  # type: ignore[attr-defined]
        return list(rows.order_by("-pk").values_list("pk", flat=True)[:ROWS_TRIED])
    known: dict[str, list[Any]] = {
        "party_pk": list(ActivityParty.objects.order_by("-pk").values_list("pk", flat=True)[:ROWS_TRIED]),
        "code": list(ReferenceNumber.objects.values_list("code", flat=True)[:1]),
        "kind": ["split", "act"],
        "row": list(Act.objects.order_by("-pk").values_list("pk", flat=True)[:ROWS_TRIED]),
        "name": ["execution", "overdue"],
        "year": [SchoolYear.of(clock.today()).start],
    }
    return known.get(name, [])


def _states_of(found: dict[str, Screen]) -> Iterator[Screen]:
    """Pages that look different by their query or by the state of their row."""
    for name, tab in ((name, tab) for name, tabs in TABS.items() for tab in tabs if name in found):
        yield Screen(f"{name} {tab}", found[name].login, f"{found[name].address}?tab={tab}")
    for state, login in (
        ("reported", "methodist"),
        ("given", "deputy"),
        ("returned", "deputy"),
        ("accepted", "control"),
    ):
        row = Assignment.objects.visible_to(User.objects.get(login=login)).filter(state=state).latest("pk")
        yield Screen(f"show_assignment {state}", login, row.get_absolute_url())
        for deed in DEEDS:
            address = f"{row.get_absolute_url()}?do={deed}"
            if b'id="deed"' in visitor(login).get(address).content:
                yield Screen(f"show_assignment {deed}", login, address)
    for login in ("methodist", "deputy", "control", "teacher", "association", "authority"):
        yield Screen(f"show_home {login}", login, reverse("show_home"))
