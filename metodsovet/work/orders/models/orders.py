from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE, Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.searching.expressions import Words
from metodsovet.kernel.workflow import workflow

COMPOSERS = (*SERVICE, *LEADS)
SUMMER = (6, 7, 8)


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, user: User) -> Self:
        """Composed for nodes one acts for, sent to be agreed on; a registered one is known to all as an act."""
        standing = standing_of(user)
        composed = subtree_q(standing.paths_of(COMPOSERS), "organisation__path")
        agreements = Order._meta.get_field("agreements").related_model
        assert agreements is not None
        asked = agreements._default_manager.filter(person=standing.person_id)
        known = Q(state=Order.State.REGISTERED) & subtree_q(home_paths(user), "organisation__path")
        return self.filter(composed | known | Q(pk__in=asked.order_by().values("order")))

    def controlled_by(self, user: User) -> Self:
        """Registered ones whose execution the user oversees: he acts at their node, controls, signed or prepared."""
        standing, me = standing_of(user), acting_for(user)
        here = subtree_q(standing.paths_of((*COMPOSERS, Role.ADMINISTRATOR)), "organisation__path")
        named = Q(controller__in=me) | Q(signatory__in=me) | Q(executor__in=me)
        return self.filter(here | named, state=Order.State.REGISTERED)


class Order(models.Model):
    """A приказ or распоряжение on its way from a draft to a registered act with a frozen paper.

    One that was signed elsewhere and read here has no paper of ours: ``original`` is the signed file.

    Whether it is in force is never stored: it follows from days and from later orders that speak of it (``OrderLink``).
    ``command`` is the word over the points; empty where practice has none. ``form`` is the standard of its requisites.
    """

    class Kind(models.TextChoices):
        """Codes of the kinds of papers and of acts."""

        ORDER = "order", "приказ"
        DIRECTIVE = "directive", "распоряжение"

    class Form(models.TextChoices):
        GOST_2025 = "2025", "ГОСТ Р 7.0.97-2025"
        GOST_2016 = "2016", "ГОСТ Р 7.0.97-2016"

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        AGREED_ON = "agreed_on", "на согласовании"
        AGREED = "agreed", "согласован"
        REGISTERED = "registered", "зарегистрирован"
        DISCARDED = "discarded", "отложен навсегда"

    workflow = workflow(
        dict(State.choices),
        send_for_agreement=("draft", "agreed_on"),
        agree=("agreed_on", "agreed"),
        return_order=("agreed_on", "draft"),
        recall_order=(("agreed_on", "agreed"), "draft"),
        register_order=(("draft", "agreed"), "registered"),
        register_read_order=("draft", "registered"),
        discard_order=("draft", "discarded"),
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="orders", verbose_name="чей")
    beside = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name="издаётся вместе с")
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.ORDER)
    title = models.CharField("заголовок", max_length=1000)
    place = models.CharField("место издания", max_length=100, blank=True)
    preamble = models.TextField("вступление", max_length=5000, blank=True)
    command = models.CharField("распорядительное слово", max_length=50, blank=True)
    bases = models.ManyToManyField(Act, blank=True, related_name="+", verbose_name="основания")
    audience_kinds = ArrayField(
        models.CharField(max_length=20), verbose_name="для каких организаций", default=list, blank=True
    )
    audience = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name="для названных организаций"
    )
    controller = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="контролирует"
    )
    signatory = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="подпишет"
    )
    signatory_post = models.CharField("должность в подписи", max_length=300, blank=True)
    executor = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="исполнитель"
    )
    executor_phone = models.CharField("телефон исполнителя", max_length=50, blank=True)
    form = models.CharField("по какому стандарту", max_length=10, choices=Form, default=Form.GOST_2025)
    in_force_from = models.DateField("вступает в силу", null=True, blank=True)
    in_force_until = models.DateField("действует по", null=True, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.DRAFT)
    signed_on = models.DateField("дата", null=True, blank=True)
    number = models.CharField("номер", max_length=50, blank=True)
    act = models.OneToOneField(Act, models.PROTECT, null=True, related_name="order", verbose_name="документ")
    paper = models.OneToOneField(Paper, models.PROTECT, null=True, related_name="order", verbose_name="бумага")
    original = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="подписанный файл"
    )
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="по образцу"
    )
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто составил"
    )
    drafted_at = models.DateTimeField("начат", default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = "приказ"
        verbose_name_plural = "приказы"
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="registered")
                | Q(act__isnull=False, signed_on__isnull=False)
                & (Q(paper__isnull=False) | Q(original__isnull=False))
                & ~Q(number=""),
                name="registered_order_has_number_act_and_paper",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from=None)
                | Q(in_force_until=None)
                | Q(in_force_until__gte=models.F("in_force_from")),
                name="order_ends_after_it_begins",
            ),
        ]
        indexes = [GinIndex(Words("title", "number"), name="order_words")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("show_order", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_registered(self) -> bool:
        return self.state == self.State.REGISTERED

    @property
    def requisites(self) -> str:
        """«приказ от 28 августа 2026 г. № 214», or the kind alone; the act must be at hand."""
        return self.act.requisites if self.act else self.get_kind_display()

    @property
    def school_year(self) -> SchoolYear:
        """The year it speaks of: what is ordered in summer is for the year to come."""
        year = SchoolYear.of(self.day)
        return year.next if self.day.month in SUMMER else year

    @property
    def day(self) -> date:
        """The day its data are of: of signing, today while it is not signed."""
        return self.signed_on or clock.today()
