"""What an order does by itself, a form for each kind; links to earlier orders."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import id_from
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.forms.communities import BasisField, later_day_field
from metodsovet.work.communities.models import Community, CommunityKind, Membership, Office
from metodsovet.work.communities.models.kinds import KindOffice
from metodsovet.work.communities.queries import kinds_used_by
from metodsovet.work.orders.actions import DeedDraft
from metodsovet.work.orders.actions.deeds import NEEDED
from metodsovet.work.orders.forms.finding import FoundCommunityField, FoundPersonField, words_of
from metodsovet.work.orders.models import Deed, Order, OrderLink, Point
from metodsovet.work.orders.queries.people import communities_of, everybody, issuers, plans_of
from metodsovet.work.planning.matching import node_of
from metodsovet.work.planning.models import Plan

FIELDS = {
    Deed.Kind.APPOINT: ("community", "office", "person", "since", "until"),
    Deed.Kind.RELIEVE: ("community", "office", "person", "until"),
    Deed.Kind.ADMIT: ("community", "person", "since", "until"),
    Deed.Kind.EXCLUDE: ("community", "person", "until"),
    Deed.Kind.FOUND: ("organisation", "community_kind", "name", "subject", "person", "since", "until"),
    Deed.Kind.CLOSE: ("community",),
    Deed.Kind.APPROVE_PLAN: ("plan",),
    Deed.Kind.SET_THEME: ("organisation", "school_year", "name"),
}
"""What is asked, by kinds; what must be said the action knows (``NEEDED``)."""
LABELS = {(Deed.Kind.FOUND, "person"): "Руководитель", (Deed.Kind.SET_THEME, "name"): "Тема"}


class DeedForm(forms.Form):
    """One for all kinds: it shows the fields of its own, and looks at whatever is posted.

    Communities and people are found by words (``sent``); without them people of the chosen community are at hand.
    """

    community = FoundCommunityField(label="Объединение", queryset=Community.objects.none())
    organisation = forms.ModelChoiceField(label="Где", queryset=Organisation.objects.none())
    community_kind = forms.ModelChoiceField(label="Вид", queryset=CommunityKind.objects.none())
    name = forms.CharField(label="Название", max_length=500)
    subject = forms.ModelChoiceField(label="Предмет", queryset=Subject.objects.all(), empty_label="не по предмету")
    office = forms.ChoiceField(label="Кем", choices=KindOffice.Code.choices)
    person = FoundPersonField(label="Кого", queryset=Person.objects.none())
    plan = forms.ModelChoiceField(label="План", queryset=Plan.objects.none())
    school_year = forms.TypedChoiceField(label="Учебный год", coerce=int)
    since = later_day_field("С какого дня", "Пусто — с даты приказа.")
    until = later_day_field("По какой день", "Пусто — без срока.")
    point = forms.ModelChoiceField(
        label="К какому пункту", queryset=Point.objects.none(), required=False, empty_label="не к пункту"
    )

    def __init__(self, *args: Any, kind: str, order: Order, user: User, sent: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.order = Deed.Kind(kind), order
        for name, field in self.fields.items():
            field.required = name in NEEDED[self.kind] or name == "office"
            field.label = LABELS.get((self.kind, name), field.label)
        rows: dict[str, Any] = {
            "community": communities_of(order),
            "organisation": issuers(user),
            "community_kind": kinds_used_by(user),
            "person": everybody(order),
            "plan": plans_of(order, user).filter(state=Plan.State.DRAFT),
            "point": order.points.all(),
        }
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]  # fields of models
        self._look(sent, rows)
        year = SchoolYear.of(clock.today())
        self.fields["school_year"].choices = [(one.start, str(one)) for one in (year, year.next)]  # type: ignore[attr-defined]  # a field of choices

    def __iter__(self) -> Iterator[BoundField]:
        return (self[name] for name in self.shown)

    def _look(self, sent: Mapping[str, Any], rows: Mapping[str, Any]) -> None:
        community, person = self.fields["community"], self.fields["person"]
        assert isinstance(community, FoundCommunityField)
        assert isinstance(person, FoundPersonField)
        if "community" in self.shown:
            words, chosen = words_of(sent, "community"), self["community"].value()
            community.look(rows["community"], words, chosen=chosen, at=node_of(self.order.organisation))
        if "person" in self.shown:
            words, chosen = words_of(sent, "person"), self["person"].value()
            person.look(rows["person"], words, chosen=chosen, at_hand=self._at_hand(rows["community"]))

    def _at_hand(self, communities: Any) -> Any:
        """Whom a deed relieves or excludes, of any community when none is chosen; else members of the chosen one."""
        chosen = id_from(str(self["community"].value() or "")) if "community" in self.shown else None
        held = {Deed.Kind.RELIEVE: Office.objects, Deed.Kind.EXCLUDE: Membership.objects}.get(self.kind)
        if held is None and chosen is None:
            return []
        rows = (held or Membership.objects).on(clock.today()).filter(community__in=communities)
        return (rows.filter(community=chosen) if chosen else rows).values("person")

    @property
    def shown(self) -> tuple[str, ...]:
        return (*FIELDS[self.kind], "point")

    @property
    def draft(self) -> DeedDraft:
        values = {name: self.cleaned_data[name] for name in self.shown}
        if "school_year" in values:
            values["school_year"] = values["school_year"] or None
        return DeedDraft(self.kind.value, **values)


class LinkForm(forms.Form):
    kind = forms.ChoiceField(label="Что делает", choices=OrderLink.Kind.choices)
    act = BasisField("С каким документом")
    points = forms.ModelMultipleChoiceField(
        label="Какие пункты утрачивают силу",
        queryset=Point.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, order: Order, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        act, points = self.fields["act"], self.fields["points"]
        assert isinstance(act, forms.ModelChoiceField)
        assert isinstance(points, forms.ModelMultipleChoiceField)
        act.required = True
        act.queryset = Act.objects.visible_to(user)
        asked = id_from(str(self.data.get("act") or self.initial.get("act") or ""))
        known = Order.objects.visible_to(user).filter(state=Order.State.REGISTERED).exclude(pk=order.pk)
        points.queryset = Point.objects.filter(order__in=known.filter(act=asked))
        if not points.queryset.exists():
            points.widget = forms.MultipleHiddenInput()
