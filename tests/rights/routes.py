"""Every address of the product, read from the URL resolver, and which row of a place each of them opens.

A new route with a parameter that nothing here can fill fails ``test_registry``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from metodsovet.ground.assignments.models import (
    Assignment,
    Directive,
    Evidence,
    Extension,
    InterimDate,
    Matter,
    Substitution,
)
from metodsovet.ground.directory.models import (
    Account,
    Employment,
    ErasureRequest,
    Organisation,
    Person,
    Position,
    RoleAssignment,
    Roster,
    RosterWord,
)
from metodsovet.ground.documents.models import Act, Emblem, Paper, PaperBatch, PaperTemplate
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.notifications.models import CalendarFeed, Letter, Notice
from metodsovet.work.communities.models import (
    Analysis,
    Appendix,
    AppendixRow,
    Community,
    CommunityKind,
    Membership,
    Office,
)
from metodsovet.work.events.models import AgendaItem, Meeting
from metodsovet.work.orders.models import (
    BroughtOrder,
    ControlRemoval,
    Deed,
    Order,
    OrderAppendix,
    OrderLink,
    OrderReading,
    Point,
    PointParty,
)
from metodsovet.work.planning.models import (
    Activity,
    Goal,
    Indicator,
    Occurrence,
    Plan,
    PlanTemplate,
    PlanWork,
    YearResult,
)
from metodsovet.work.planning.tests.town import YEAR
from metodsovet.work.publications.models import Feed, Post
from tests.rights.places import Place

MISSING = {"int": "987654321", "uuid": "00000000-0000-4000-8000-000000000000"}

SUBJECTS: Mapping[type[Model], str] = {
    Account: "account",
    Act: "act",
    Analysis: "analysis",
    Appendix: "appendix",
    AppendixRow: "appendix_row",
    Activity: "activity",
    AgendaItem: "agenda_item",
    Assignment: "assignment",
    CalendarFeed: "feed",
    Community: "community",
    CommunityKind: "community_kind",
    ControlRemoval: "removal",
    Deed: "deed",
    Directive: "directive",
    Emblem: "emblem",
    Employment: "employment",
    ErasureRequest: "erasure",
    Evidence: "evidence",
    Extension: "extension",
    Letter: "letter",
    Membership: "membership",
    Feed: "community_feed",
    Goal: "goal",
    Indicator: "indicator",
    InterimDate: "interim",
    Matter: "matter",
    Meeting: "meeting",
    Notice: "notice",
    Occurrence: "occurrence",
    Office: "office",
    BroughtOrder: "brought_order",
    Order: "order",
    OrderAppendix: "order_appendix",
    OrderReading: "order_reading",
    OrderLink: "order_link",
    Organisation: "organisation",
    Paper: "paper",
    PaperBatch: "batch",
    PaperTemplate: "paper_template",
    Person: "person",
    Plan: "plan",
    PlanTemplate: "plan_template",
    PlanWork: "plan_work",
    Point: "point",
    PointParty: "point_party",
    Position: "position",
    Post: "post",
    RoleAssignment: "role",
    Roster: "roster",
    RosterWord: "roster_word",
    StoredFile: "evidence_file",
    Substitution: "substitution",
    YearResult: "year_result",
}
"""The row that a route over the model opens, unless the route is named below."""

OF_ROUTES: Mapping[str, str] = {
    "close_organisation": "organisation_spare",
    "reopen_organisation": "organisation_closed",
    "reopen_community": "community_closed",
    "release_child": "community_part",
    "bring_back_kind": "community_kind_hidden",
    "give_account": "person_without_account",
    "open_account": "account_locked_out",
    "erase_person": "erasure_of_leaver",
    "take_assignment": "offered",
    "acknowledge_assignment": "acknowledged",
    "download_acknowledgement_sheet": "acknowledged",
    "print_paper": "paper_unprinted",
    "withdraw_report": "reported",
    "accept_report": "reported",
    "return_report": "reported",
    "mark_not_applicable": "unasked",
    "reopen_assignment": "accepted",
    "put_back_on_control": "removed",
    "ask_extension": "unasked",
    "apply_edition": "edition",
    "make_school_year": "due_plan",
    "begin_year_plan": "community_child",
    "hand_in_plan": "year_plan",
    "take_back_plan": "year_plan_handed_in",
    "approve_plan": "year_plan_handed_in",
    "return_plan": "year_plan_handed_in",
    "bring_back_plan_template": "plan_template_hidden",
    "show_indicator_figure": "indicator_counted",
    "undo_roster": "roster_applied",
    "hand_in_analysis": "analysis_written",
    "accept_analysis": "analysis_handed_in",
    "return_analysis": "analysis_handed_in",
    "set_first_number": "community_beside",
    "edit_post": "post_edited",
    "unpin_post": "post_pinned",
    "choose_answer": "post_answer",
    "move_item": "agenda_item_second",
    "call_meeting": "meeting_planned",
    "change_meeting": "meeting_planned",
    "hold_meeting": "meeting_under_way",
    "record_changes": "meeting_under_way",
    "close_meeting": "meeting_under_way",
    "approve_minutes": "meeting_closed",
    "download_minutes": "meeting_closed",
    "correct_minutes": "meeting_approved",
    "move_point": "point_second",
    "move_appendix": "order_appendix_second",
    "register_order": "order_ready",
    **dict.fromkeys(("review_order", "settle_doubt", "accept_sure", "register_read_order"), "order_read"),
    **dict.fromkeys(
        ("copy_order", "show_order_board", "download_certificate", "remove_order_from_control"), "order_registered"
    ),
    "remove_point_from_control": "point_registered",
    **dict.fromkeys(("show_programme", "close_programme_year"), "programme"),
    **dict.fromkeys(("agree", "return_order", "recall_order"), "order_agreed_on"),
    **dict.fromkeys(
        ("confirm_term", "change_activity", "move_activity", "remove_activity", "choose_holder", "find_holder"), "line"
    ),
    **dict.fromkeys(
        (
            "accept_plan",
            "add_activity",
            "discard_plan",
            "dismiss_warning",
            "preview_parties",
            "preview_term",
            "set_act",
            "set_audience",
            "set_control",
            "set_offices",
            "set_title",
            "show_review",
        ),
        "draft",
    ),
}
"""Routes that begin from a row in another state."""

VALUES: Mapping[str, tuple[str, ...]] = {
    "draft_analysis.start": (f"{YEAR.start - 4}",),
    "show_analysis_figure.name": ("events-meetings_held", "communities-members_at_end"),
    "check_paper.code": ("AAAAAAAAAA",),
    "issue_paper.code": ("methodical_service",),
    "preview_paper.code": ("methodical_service",),
    **{
        f"{name}.code": ("methodical_service",)
        for name in (
            "show_template_versions",
            "upload_template",
            "download_default_template",
            "preview_default_template",
            "use_default_template",
        )
    },
    "add_appendix.what": ("communities:council", "communities:associations", "plan", "text", "rows"),
    "add_deed.kind": ("appoint", "relieve", "found", "close", "approve_plan", "set_theme"),
    "confirm_mail.token": ("1:forged",),
    "stop_digest.token": ("1:forged",),
    "stop_organisation_digest.token": ("1:forged",),
    "read_feed.token": ("wrong",),
    "amend_activity.kind": ("move", "rename", "parties", "need", "split", "cancel"),
    "enter_fact.year": (str(YEAR.start),),
    "close_programme_year.year": (str(YEAR.start),),
    "show_indicator_figure.year": (str(YEAR.start),),
    "show_coverage_figure.subject": ("{subject}",),
    "show_passport_figure.name": ("members", "young"),
    "show_control_figure.name": ("given", "accepted_share", "overdue"),
    "preview_amendment.kind": ("move", "cancel"),
    "show_plan_figure.name": ("plan_executed", "executed_activities"),
    "set_reference_number.code": ("realm",),
    "show_history.kind": (
        "person",
        "organisation",
        "act",
        "assignment",
        "directive",
        "community",
        "plan",
        "activity",
        "paper",
        "meeting",
        "order",
    ),
    "show_history.row": (
        "{person}",
        "{organisation}",
        "{act}",
        "{assignment}",
        "{directive}",
        "{community}",
        "{plan}",
        "{activity}",
        "{paper}",
        "{meeting}",
        "{order}",
    ),
    "remove_calendar_day.day": ("{calendar_day}",),
    "choose_holder.party_pk": ("{party}",),
    "find_holder.party_pk": ("{party}",),
    "merge_people.other_pk": ("{person_double}",),
    "tell_apart.other_pk": ("{person_double}",),
}
"""Values of parameters that are no row of the door; «{key}» is the key of a row of the same place."""

PEERS = frozenset({"merge_people", "tell_apart"})
"""Routes whose second row is no part of the first one but another row like it."""


@dataclass(frozen=True)
class Route:
    name: str
    callback: Any
    params: tuple[tuple[str, str], ...]
    """Parameters of the address with the names of their converters, ``pk`` first."""

    @property
    def permission(self) -> str:
        return str(getattr(self.callback, "permission", ""))

    @property
    def model(self) -> type[Model] | None:
        model: type[Model] | None = getattr(self.callback, "guarded_model", None)
        return model

    @property
    def is_public(self) -> bool:
        return bool(getattr(self.callback, "is_public", ""))

    @property
    def subject(self) -> str:
        """Key of the row that it opens; KeyError for a model that the realm does not know."""
        assert self.model is not None
        return OF_ROUTES.get(self.name) or SUBJECTS[self.model]

    @property
    def inner(self) -> str:
        """The parameter that names a second row, inside of the first one."""
        return next((name for name, _ in self.params[1:] if self._rule(name).startswith("{")), "")

    @property
    def inner_key(self) -> str:
        return self._rule(self.inner)[1:-1]

    def url(self, place: Place, *, pk: str = "", inner: str = "", choice: int = 0) -> str:
        """The address at the place; ``pk`` and ``inner`` replace rows, ``choice`` turns through the other values."""
        values = {name: self._value(name, place, choice) for name, _ in self.params}
        given = {"pk": pk, self.inner: inner}
        return reverse(self.name, kwargs=values | {name: value for name, value in given.items() if value})

    def missing_url(self, place: Place, *, choice: int = 0) -> str:
        return self.url(place, pk=MISSING[self.params[0][1]], choice=choice)

    def _value(self, name: str, place: Place, choice: int) -> str:
        value = f"{{{self.subject}}}" if name == "pk" else self._rule(name, choice)
        return place.pk(value[1:-1]) if value.startswith("{") else value

    def _rule(self, name: str, choice: int = 0) -> str:
        values = VALUES[f"{self.name}.{name}"]
        return values[choice % len(values)]


def all_routes(resolver: URLResolver | None = None) -> Iterator[Route]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from all_routes(entry)
        else:
            yield _route(entry)


def _route(pattern: URLPattern) -> Route:
    kinds = {
        name: type(one).__name__.removesuffix("Converter").lower() for name, one in pattern.pattern.converters.items()
    }
    params = tuple(sorted(kinds.items(), key=lambda one: one[0] != "pk"))
    return Route(str(pattern.name), pattern.callback, params)


ROUTES = tuple(sorted(all_routes(), key=lambda route: route.name))
OF_ROWS = tuple(route for route in ROUTES if route.model is not None)
