"""A list of organisations or staff on its way into the register."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.employments import Position
from metodsovet.ground.directory.models.organisations import Organisation, subtree_q
from metodsovet.ground.directory.models.people import Person
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.models.subjects import Subject
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.progress import ProgressRow, is_silent_since
from metodsovet.kernel.workflow import workflow

LOADERS = (*SERVICE, *LEADS)
"""Whoever sees the people that a list speaks of; the technical administrator does not."""


def kept_under(roster: "Roster", name: str) -> str:
    """A random name in a folder of its own: nobody fetches the file, it only waits to be read."""
    return f"rosters/{uuid.uuid4().hex}"


class RosterQuerySet(models.QuerySet["Roster"]):
    def visible_to(self, user: User) -> Self:
        """Of the nodes whose lists the user loads."""
        return self.filter(subtree_q(standing_of(user).paths_of(LOADERS), "organisation__path"))


class Roster(models.Model):
    """One file. ``organisation`` bounds it: the whole municipality, or the one organisation of its lead."""

    class Kind(models.TextChoices):
        STAFF = "staff", "сотрудники"
        ORGANISATIONS = "organisations", "организации"

    class State(models.TextChoices):
        READING = "reading", "читается"
        UNREADABLE = "unreadable", "не прочитан"
        REVIEW = "review", "на проверке"
        APPLYING = "applying", "записывается"
        APPLIED = "applied", "записан"
        UNDONE = "undone", "отменён"
        DISCARDED = "discarded", "отложен навсегда"

    workflow = workflow(
        dict(State.choices),
        read_roster=("reading", "review"),
        name_columns=("review", "reading"),
        apply_roster=(("review", "applying"), "applied"),
        undo_roster=("applied", "undone"),
        discard_roster=(("reading", "review", "unreadable"), "discarded"),
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="чей список")
    kind = models.CharField("что в списке", max_length=20, choices=Kind, default=Kind.STAFF)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.READING)
    as_of = models.DateField("составлен на день")
    file_name = models.CharField("файл", max_length=255)
    file = models.FileField("содержимое", upload_to=kept_under, max_length=100, blank=True)
    size_bytes = models.PositiveBigIntegerField("размер", default=0)
    columns = models.JSONField("столбцы", default=list)
    skipped = models.JSONField("строки не о людях", default=list)
    made = models.JSONField("добавлено слов", default=dict)
    trouble = models.TextField("почему не вышло", blank=True)
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто")
    loaded_at = models.DateTimeField("загружен", default=clock.now)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField("записан", null=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = "список"
        verbose_name_plural = "списки"
        ordering = ["-loaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("show_roster", args=[self.pk])

    @property
    def is_in_review(self) -> bool:
        return self.state == self.State.REVIEW

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.READING, self.State.APPLYING)

    @property
    def is_stalled(self) -> bool:
        """Under way, and nothing was heard of it for long: the worker was ended. Asks the database."""
        heard = RosterProgress.objects.filter(roster=self).values_list("told_at", flat=True).first() or self.loaded_at
        return self.is_under_way and is_silent_since(heard)


class RosterProgress(ProgressRow):
    roster = models.OneToOneField(Roster, models.CASCADE, related_name="progress", verbose_name="список")

    class Meta:
        verbose_name = "ход загрузки"
        verbose_name_plural = "ход загрузки"


class RosterPartQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: User) -> Self:
        """Of the lists that the user sees."""
        return self.filter(roster__in=Roster.objects.visible_to(user).values("pk"))


class RosterRow(models.Model):
    """A row of the file, or somebody whom the file misses.

    ``data`` is ``reading.Data``; ``choice`` is what a person decided (see ``matching.choices``); ``made`` names the
    rows of the register that the row made and what it changed there, for undoing.
    """

    class Verdict(models.TextChoices):
        DOUBTFUL = "doubtful", "спорная"
        MISSING = "missing", "нет в файле"
        REFUSED = "refused", "не подходит"
        NEW = "new", "новая"
        CHANGED = "changed", "изменится"
        SAME = "same", "без изменений"

    class Outcome(models.TextChoices):
        WAITING = "", "ещё не записана"
        APPLIED = "applied", "записана"
        SAME = "same", "так и было"
        REFUSED = "refused", "не записана"

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="rows", verbose_name="список")
    sheet = models.CharField("лист", max_length=100, blank=True)
    position = models.PositiveIntegerField("строка", default=0)
    words = models.CharField("кто или что", max_length=310)
    data = models.JSONField("прочитано", default=dict)
    remarks = models.JSONField("замечания", default=list)
    refusal = models.CharField("не запись", max_length=300, blank=True)
    verdict = models.CharField("что с ней", max_length=10, choices=Verdict, default=Verdict.NEW)
    reason = models.TextField("почему", blank=True)
    candidates = models.JSONField("возможности", default=list)
    choice = models.CharField("решение", max_length=40, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="в справочнике")
    outcome = models.CharField("итог", max_length=10, choices=Outcome, default=Outcome.WAITING, blank=True)
    made = models.JSONField("сделано", default=dict)

    objects = RosterPartQuerySet.as_manager()

    class Meta:
        verbose_name = "строка списка"
        verbose_name_plural = "строки списков"
        ordering = ["roster", "pk"]
        indexes = [models.Index(fields=["roster", "verdict"], name="roster_row_verdict")]

    def __str__(self) -> str:
        return self.words

    @property
    def is_missing(self) -> bool:
        return self.verdict == self.Verdict.MISSING

    @property
    def place(self) -> str:
        """«лист «Учителя», строка 12»; empty for whom the file misses."""
        return place_text(self.sheet, self.position)


def place_text(sheet: str, position: int) -> str:
    if not position:
        return ""
    return f"лист «{sheet}», строка {position}" if sheet else f"строка {position}"


class WordKind(models.TextChoices):
    ORGANISATION = "organisation", "организация"
    POSITION = "position", "должность"
    SUBJECT = "subject", "предмет"


class Meant(models.Model):
    """Words of lists and what of the register they mean."""

    kind = models.CharField("о чём слова", max_length=20, choices=WordKind)
    key = models.CharField("ключ", max_length=310)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    position = models.ForeignKey(Position, models.CASCADE, null=True, blank=True, related_name="+")
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def target(self) -> Organisation | Position | Subject | None:
        return self.organisation or self.position or self.subject


class RosterWord(Meant):
    """Words met in one list, asked once for all its rows. ``added`` is the kind or function of what they will add."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="said", verbose_name="список")
    words = models.CharField("слова", max_length=300)
    row_count = models.PositiveIntegerField("строк", default=0)
    added = models.CharField("будет добавлено как", max_length=20, blank=True)
    reason = models.CharField("почему", max_length=300, blank=True)
    is_settled = models.BooleanField("понято", default=False)

    objects = RosterPartQuerySet.as_manager()

    class Meta(Meant.Meta):
        abstract = False
        verbose_name = "слова списка"
        verbose_name_plural = "слова списков"
        ordering = ["roster", "is_settled", "kind", "-row_count", "words"]
        constraints = [models.UniqueConstraint(fields=["roster", "kind", "key"], name="roster_word_once")]

    def __str__(self) -> str:
        return self.words


class WordMatch(Meant):
    """What a person once said the words mean, remembered for the lists of the same node."""

    node = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="чьи слова")

    class Meta(Meant.Meta):
        abstract = False
        verbose_name = "запомненные слова"
        verbose_name_plural = "запомненные слова"
        constraints = [models.UniqueConstraint(fields=["node", "kind", "key"], name="word_match_once")]

    def __str__(self) -> str:
        return self.key


class ColumnMatch(models.Model):
    """What a person once said a column holds, by its heading, for the lists of the same node.

    ``kind`` is the name of a ``reading.ColumnKind``; «UNKNOWN» is not to be loaded.
    """

    node = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="чьи списки")
    key = models.CharField("ключ заголовка", max_length=310)
    kind = models.CharField("что в столбце", max_length=30)

    class Meta:
        verbose_name = "запомненный столбец"
        verbose_name_plural = "запомненные столбцы"
        constraints = [models.UniqueConstraint(fields=["node", "key"], name="column_match_once")]

    def __str__(self) -> str:
        return self.key


class PersonMatch(models.Model):
    """Whom a name in lists of an organisation was once said to be."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name="где")
    key = models.CharField("ключ имени", max_length=310)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кто")

    class Meta:
        verbose_name = "запомненное имя"
        verbose_name_plural = "запомненные имена"
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="person_match_once")]

    def __str__(self) -> str:
        return self.key
