from collections.abc import Iterable
from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.searching.expressions import Sounds, Words


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: User) -> Self:
        """The whole tree of one's municipality: names of organisations are no secret inside it."""
        return self.under(home_paths(user))

    def under(self, paths: Iterable[str]) -> Self:
        """Nodes of the subtrees, the roots included."""
        return self.filter(subtree_q(paths))


def home_paths(user: User) -> tuple[str, ...]:
    """Subtrees of the municipalities one works in or acts for; a node with none above stands for itself."""
    known: tuple[str, ...] | None = getattr(user, "_home_paths", None)
    if known is None:
        known = _homes_of(standing_of(user).all_paths)
        user._home_paths = known  # type: ignore[attr-defined]  # a cache on the request's own user
    return known


def _homes_of(paths: tuple[str, ...]) -> tuple[str, ...]:
    ids = {int(part) for path in paths for part in path.split(".") if part}
    municipalities = Organisation.objects.filter(pk__in=ids, kind=Organisation.Kind.MUNICIPALITY)
    homes = tuple(municipalities.values_list("path", flat=True))
    return homes + tuple(path for path in paths if not path.startswith(homes))


def subtree_q(paths: Iterable[str], field: str = "path") -> models.Q:
    """Condition «lies in one of the subtrees»; ``field`` leads to ``Organisation.path``. No paths match nothing."""
    condition = models.Q(pk__in=[])
    for path in paths:
        condition |= models.Q(**{f"{field}__startswith": path})
    return condition


def covers_all(user: User, paths: Iterable[str]) -> bool:
    """Whether one of the subtrees is the whole tree; asks the database once per request, and only about a root."""
    tops = [path for path in paths if path.count(".") == 1]
    if not tops:
        return False
    known: list[str] | None = getattr(user, "_roots", None)
    if known is None:
        known = list(Organisation.objects.filter(parent=None).order_by().values_list("path", flat=True)[:2])
        user._roots = known  # type: ignore[attr-defined]  # a cache on the request's own user
    return len(known) == 1 and known[0] in tops


def ids_under(user: User, paths: Iterable[str]) -> frozenset[int]:
    """Ids of the nodes of one's own subtrees, all of which are read once per request."""
    asked = tuple(paths)
    if not asked:
        return frozenset()
    known: list[tuple[int, str]] | None = getattr(user, "_own_nodes", None)
    if known is None:
        own = Organisation.objects.under(standing_of(user).all_paths).order_by()
        known = user._own_nodes = list(own.values_list("pk", "path"))  # type: ignore[attr-defined]  # as above
    return frozenset(pk for pk, path in known if path.startswith(asked))


def lies_under(user: User, paths: Iterable[str], field: str) -> models.Q:
    """``subtree_q`` of the organisation in the field, without joining it to each row: for rows in their thousands."""
    paths = tuple(paths)
    if covers_all(user, paths):
        return ~models.Q(pk__in=[])
    return models.Q(**{f"{field}__in": Organisation.objects.under(paths).order_by().values("pk")})


class Organisation(models.Model):
    """A node of the one tree: region → municipality → organisation → department."""

    class Kind(models.TextChoices):
        REGION = "region", "регион"
        MUNICIPALITY = "municipality", "муниципалитет"
        AUTHORITY = "authority", "орган управления образованием"
        CENTRE = "centre", "методический центр"
        SCHOOL = "school", "общеобразовательная организация"
        KINDERGARTEN = "kindergarten", "детский сад"
        ADDITIONAL = "additional", "организация дополнительного образования"
        OTHER = "other", "другая организация"
        DEPARTMENT = "department", "отдел"

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="входит в"
    )
    kind = models.CharField("вид", max_length=20, choices=Kind)
    name = models.CharField("полное название", max_length=500)
    short_name = models.CharField("короткое название", max_length=150)
    mail = models.EmailField("почта организации", blank=True)
    gets_digest = models.BooleanField("сводка поручений приходит", default=True, db_default=True)
    path = models.CharField(max_length=200, editable=False, db_index=True, db_default="")
    closed_on = models.DateField("закрыта", null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "организация"
        verbose_name_plural = "организации"
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "short_name"], name="organisation_named_once_among_siblings")
        ]
        indexes = [
            GinIndex(Words("short_name", "name"), name="organisation_words"),
            GinIndex(OpClass(Sounds("short_name", "name"), "gin_trgm_ops"), name="organisation_sounds"),
        ]

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep ``path``, the ids from the root («1.14.203.»), which needs the row's own id."""
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else ''}{self.pk}."
        if path != self.path:
            self.path = path
            type(self).objects.filter(pk=self.pk).update(path=path)

    def get_absolute_url(self) -> str:
        return address_of("show_organisation", self.pk)

    @property
    def ancestor_ids(self) -> tuple[int, ...]:
        """Ids from the root to the node itself."""
        return tuple(int(part) for part in self.path.split(".") if part)

    @property
    def is_department(self) -> bool:
        return self.kind == self.Kind.DEPARTMENT
