"""Where a user stands today: the person, the roles at nodes, the places of work. Asked by every ``visible_to``."""

from collections.abc import Iterable
from dataclasses import dataclass

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.kernel import clock


@dataclass(frozen=True, slots=True)
class HeldRole:
    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Facts of one day. A path is ``Organisation.path`` and stands for its subtree."""

    person_id: int | None = None
    roles: tuple[HeldRole, ...] = ()
    workplaces: tuple[str, ...] = ()
    post: str = ""
    """«учитель, СОШ № 1»: the first of the jobs."""

    def paths_of(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Subtrees where one of the roles is held."""
        wanted = frozenset(roles)
        return tuple(held.path for held in self.roles if held.role in wanted)

    def holds(self, roles: Iterable[str], path: str) -> bool:
        """Whether one of the roles is held at the node or above it."""
        return path.startswith(self.paths_of(roles))

    @property
    def all_paths(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([held.path for held in self.roles] + list(self.workplaces)))

    @property
    def sight_paths(self) -> tuple[str, ...]:
        """Subtrees whose people one sees: where one works or holds a role other than the technical one."""
        return tuple(held.path for held in self.roles if held.role != Role.ADMINISTRATOR) + self.workplaces


def standing_of(user: User) -> Standing:
    """Read once per request: the user object lives as long as it."""
    known: Standing | None = getattr(user, "_standing", None)
    if known is None:
        known = _read(user)
        user._standing = known  # type: ignore[attr-defined]  # a cache on the request's own user
    return known


def _read(user: User) -> Standing:
    person = getattr(user, "person", None)
    if person is None:
        return Standing()
    today = clock.today()
    roles = person.roles.on(today).select_related("organisation")
    jobs = list(person.employments.on(today).select_related("position", "organisation__parent"))
    places = [job.organisation.parent if job.organisation.is_department else job.organisation for job in jobs]
    return Standing(
        person.pk,
        tuple(HeldRole(held.role, held.organisation.path) for held in roles),
        tuple(dict.fromkeys(place.path for place in places)),
        f"{jobs[0].position.name}, {jobs[0].organisation.short_name}" if jobs else "",
    )
