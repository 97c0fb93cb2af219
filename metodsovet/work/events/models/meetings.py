from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.searching.expressions import Words
from metodsovet.kernel.workflow import workflow
from metodsovet.work.communities.models import Community, belonging_of
from metodsovet.work.communities.rules import KEEPERS
from metodsovet.work.planning.models import Occurrence


class Form(models.TextChoices):
    """How people meet, as plans and minutes call it."""

    MEETING = "meeting", "заседание"
    ROUND_TABLE = "round_table", "круглый стол"
    WORKSHOP = "workshop", "семинар-практикум"
    MASTER_CLASS = "master_class", "мастер-класс"
    SEMINAR = "seminar", "семинар"
    ONLINE = "online", "онлайн"
    BY_MAIL = "by_mail", "заочно"


class MeetingSeries(models.Model):
    """Meetings of one community that belong together: what stays open at one of them opens the next."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="series", verbose_name="объединение")
    title = models.CharField("название", max_length=300)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "цикл заседаний"
        verbose_name_plural = "циклы заседаний"
        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return self.title


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> Self:
        """Of communities that one keeps, runs or belongs to today, and those one is or was expected at.

        A meeting that is not called yet concerns only those who prepare it.
        """
        standing = standing_of(user)
        if standing.person_id is None:
            return self.none()
        communities = belonging_of(user)
        kept = subtree_q(standing.paths_of(KEEPERS), "community__organisation__path")
        runs = Q(community__in=communities.offices) | Q(together__in=communities.offices)
        belongs = Q(community__in=communities.belongs) | Q(together__in=communities.belongs)
        answers = Meeting.objects.filter(decisions__responsible=standing.person_id, minutes__isnull=False)
        seen = Meeting.objects.filter(kept | runs | (belongs & Q(called_at__isnull=False)))
        return self.filter(
            Q(pk__in=seen.values("pk"))
            | Q(pk__in=Meeting.objects.expecting(user).values("pk"))
            | Q(pk__in=answers.values("pk"))
        )

    def expecting(self, user: User) -> Self:
        """Those he is or was expected at: he sees them by that alone."""
        person = standing_of(user).person_id
        return self.none() if person is None else self.filter(attendance__person=person)

    def of_community(self, community: Community) -> Self:
        """Its own and those it takes part in."""
        return self.filter(Q(community=community) | Exists(_together(community)))

    def held(self) -> Self:
        return self.filter(state__in=Meeting.HELD)


def _together(community: Community) -> models.QuerySet["Meeting"]:
    return Meeting.objects.filter(pk=OuterRef("pk"), together=community)


class Meeting(models.Model):
    """A meeting of a community, or of several of them (``together``); it is numbered by the first.

    ``version`` grows with every change that people are told of: it is the SEQUENCE of calendars. ``quorum`` is the
    rule of the kind on the day of the beginning, per cent of the expected.
    """

    Form = Form

    class State(models.TextChoices):
        PLANNED = "planned", "запланировано"
        CALLED = "called", "созвано"
        UNDER_WAY = "under_way", "идёт"
        CLOSED = "closed", "закрыто"
        APPROVED = "approved", "протокол утверждён"
        CANCELLED = "cancelled", "отменено"

    AHEAD = (State.PLANNED, State.CALLED)
    HELD = (State.CLOSED, State.APPROVED)
    workflow = workflow(
        dict(State.choices),
        change_meeting=("planned", "planned"),
        call_meeting=("planned", "called"),
        move_meeting=("called", "called"),
        cancel_meeting=(("planned", "called"), "cancelled"),
        begin_meeting=(("planned", "called"), "under_way"),
        close_meeting=("under_way", "closed"),
        approve_minutes=("closed", "approved"),
        correct_minutes=("approved", "under_way"),
    )

    community = models.ForeignKey(Community, models.PROTECT, related_name="meetings", verbose_name="объединение")
    together = models.ManyToManyField(Community, blank=True, related_name="joint_meetings", verbose_name="совместно с")
    series = models.ForeignKey(
        MeetingSeries, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="цикл"
    )
    occurrence = models.ForeignKey(
        Occurrence, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name="по плану"
    )
    topic = models.CharField("тема", max_length=300)
    form = models.CharField("форма", max_length=20, choices=Form, default=Form.MEETING)
    held_on = models.DateField("день")
    starts_at = models.TimeField("начало")
    minutes_long = models.PositiveSmallIntegerField("сколько минут", default=90)
    place = models.CharField("место", max_length=300, blank=True)
    link = models.URLField("ссылка", max_length=1000, blank=True)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.PLANNED)
    quorum = models.PositiveSmallIntegerField("кворум, больше скольких процентов", null=True, blank=True)
    chair = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="председатель"
    )
    secretary = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="секретарь"
    )
    called_at = models.DateTimeField("созвано", null=True, blank=True)
    begun_at = models.DateTimeField("начато", null=True, blank=True)
    closed_at = models.DateTimeField("закрыто", null=True, blank=True)
    cancel_reason = models.CharField("почему отменено", max_length=500, blank=True)
    correction = models.CharField("что исправляется в протоколе", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "заседание"
        verbose_name_plural = "заседания"
        ordering = ["-held_on", "-starts_at", "-pk"]
        indexes = [
            models.Index(fields=["community", "held_on"], name="meeting_of_community"),
            models.Index(fields=["held_on"], name="meeting_by_day"),
            GinIndex(Words("topic"), name="meeting_words"),
        ]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("show_meeting", args=[self.pk])

    @property
    def school_year(self) -> SchoolYear:
        return SchoolYear.of(self.held_on)

    @property
    def moment(self) -> datetime:
        """Aware, in the zone of the installation."""
        return datetime.combine(self.held_on, self.starts_at, timezone.get_current_timezone())

    @property
    def ends(self) -> datetime:
        return self.moment + timedelta(minutes=self.minutes_long)

    @property
    def number(self) -> int | None:
        """Of the minutes, None until the meeting is closed; asks the database where it was not selected."""
        minutes = getattr(self, "minutes", None)
        return minutes.number if minutes else None

    @property
    def title(self) -> str:
        """«Заседание № 2», before it has a number «Заседание»."""
        return f"Заседание №\u00a0{self.number}" if self.number else "Заседание"

    @property
    def is_written(self) -> bool:
        return self.state == self.State.UNDER_WAY

    @property
    def is_ahead(self) -> bool:
        return self.state in self.AHEAD
