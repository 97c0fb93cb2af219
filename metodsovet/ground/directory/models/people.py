from collections.abc import Callable
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Concat, Lower, Replace

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.organisations import covers_all, lies_under
from metodsovet.ground.directory.models.role_kinds import SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.looking_up import Among, exists
from metodsovet.kernel.russian import list_name, short_name
from metodsovet.kernel.searching.expressions import Sounds, Words

Asked = Callable[[models.QuerySet[Any, Any]], models.Q]


def folded_name() -> models.Func:
    """«фамилия имя отчество» in lower case, «ё» as «е»: for sorting, finding and comparing."""
    whole = Lower(Concat("last_name", models.Value(" "), "first_name", models.Value(" "), "patronymic"))
    return Replace(whole, models.Value("ё"), models.Value("е"))


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User, *, asked: Asked = exists) -> Self:
        """Oneself, colleagues of one's workplaces, and everyone under the nodes where one holds a role.

        The service also sees those who have left or have not begun yet: it hires them again. ``asked`` is how
        each row is asked of by who sees the whole tree: ``looked_up`` where only the first rows are read.
        """
        standing = standing_of(user)
        sees_all = covers_all(user, standing.sight_paths)
        seen = models.Q(pk=standing.person_id)
        for rows in _ways_to_be_seen(user):
            if sees_all:
                seen |= asked(rows.filter(person=models.OuterRef("pk")))
            else:
                seen |= models.Q(Among("pk", rows.values("person")))
        return self.filter(seen)

    def named(self, words: str) -> Self:
        """Each word begins or continues some part of the name of today or of one former name; «ё» is «е»."""
        asked = words.lower().replace("ё", "е").replace(".", " ").split()
        now = Person.objects.alias(sounds=Sounds("last_name", "first_name", "patronymic"))
        for word in asked:  # what has the word sounds so too, and of sounds there is an index
            now = now.filter(sounds__contains=Sounds(models.Value(word)), sort_key__contains=word)
        before = _rows_of("former_names").filter(*(models.Q(sort_key__contains=word) for word in asked))
        found = models.Q(Among("pk", now.values("pk"))) | models.Q(Among("pk", before.values("person")))
        return self.filter(found) if asked else self

    def employed_under(self, path: str) -> Self:
        """People who work today in the subtree."""
        working = Person.objects.filter(_works_today(models.Q(employments__organisation__path__startswith=path)))
        return self.filter(pk__in=working.values("pk"))


def _ways_to_be_seen(user: User) -> list[models.QuerySet[Any, Any]]:
    """Places of work and roles by which somebody is seen."""
    standing = standing_of(user)
    known, sight = standing.paths_of(SERVICE), standing.sight_paths
    rest = [path for path in sight if not path.startswith(known)]
    jobs, roles = _rows_of("employments"), _rows_of("roles")
    ways = [jobs.filter(lies_under(user, known, "organisation"))] if known else []
    ways += [jobs.today().filter(lies_under(user, rest, "organisation"))] if rest else []
    return [*ways, roles.today().filter(lies_under(user, sight, "organisation"))] if sight else ways


def _rows_of(relation: str) -> Any:
    """All rows of the relation: its model stands above this one."""
    return Person._meta.get_field(relation).related_model._default_manager.order_by()  # type: ignore[union-attr]


def _works_today(place: models.Q) -> models.Q:
    return place & _in_force("employments")


def _in_force(rows: str) -> models.Q:
    today = clock.today()
    open_end = models.Q(**{f"{rows}__until__isnull": True}) | models.Q(**{f"{rows}__until__gte": today})
    return open_end & models.Q(**{f"{rows}__since__lte": today})


class Person(models.Model):
    """Somebody who works in the system of education. No birth date, no documents: they are not needed here.

    ``mail`` is written to only when its owner has confirmed it.
    """

    class Gender(models.TextChoices):
        UNKNOWN = "", "не указан"
        FEMALE = "f", "женский"
        MALE = "m", "мужской"

    class Education(models.TextChoices):
        UNKNOWN = "", "не указано"
        HIGHER = "higher", "высшее"
        INCOMPLETE_HIGHER = "incomplete_higher", "незаконченное высшее"
        VOCATIONAL = "vocational", "среднее профессиональное"
        GENERAL = "general", "среднее общее"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name="учётная запись",
    )
    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    patronymic = models.CharField("отчество", max_length=100, blank=True)
    gender = models.CharField("пол", max_length=1, choices=Gender, default=Gender.UNKNOWN, blank=True)
    erased_on = models.DateField("данные удалены", null=True, blank=True, editable=False)
    mail = models.EmailField("почта", blank=True)
    mail_confirmed_at = models.DateTimeField("почта подтверждена", null=True, blank=True)
    working_since = models.DateField("общий стаж считается с", null=True, blank=True)
    teaching_since = models.DateField("педагогический стаж считается с", null=True, blank=True)
    education_level = models.CharField(
        "уровень образования", max_length=20, choices=Education, default=Education.UNKNOWN, blank=True
    )
    education = models.CharField("образование", max_length=300, blank=True)
    sort_key = models.GeneratedField(
        expression=folded_name(), output_field=models.CharField(max_length=310), db_persist=True
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        ordering = ["sort_key"]
        indexes = [
            models.Index(fields=["sort_key"], name="person_sort_key"),
            GinIndex(Words("last_name", "first_name", "patronymic"), name="person_words"),
            GinIndex(OpClass(Sounds("last_name", "first_name", "patronymic"), "gin_trgm_ops"), name="person_sounds"),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return address_of("show_person", self.pk)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """«О.В. Лебедева», for lines of text."""
        return short_name(self.last_name, self.first_name, self.patronymic)

    @property
    def list_name(self) -> str:
        """«Лебедева О.В.», where lists are sorted."""
        return list_name(self.last_name, self.first_name, self.patronymic)

    def name_on(self, day: date) -> str:
        """«Лебедева Ольга Викторовна» as the person was called on the day. Reads ``former_names``."""
        return " ".join(part for part in self.parts_on(day) if part)

    def short_name_on(self, day: date) -> str:
        """«О.В. Лебедева» as the person was called on the day. Reads ``former_names``."""
        return short_name(*self.parts_on(day))

    def list_name_on(self, day: date) -> str:
        """«Лебедева О.В.» as the person was called on the day. Reads ``former_names``."""
        return list_name(*self.parts_on(day))

    def parts_on(self, day: date) -> tuple[str, str, str]:
        """Surname, first name, patronymic. Reads ``former_names``."""
        dated = [(one.until, one.pk, one) for one in self.former_names.all() if one.until and one.until >= day]
        named = min(dated)[-1] if dated else self
        return named.last_name, named.first_name, named.patronymic
