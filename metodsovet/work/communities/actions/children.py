"""What is part of what: sections of a council, associations of schools under that of the town."""

from collections.abc import Sequence

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.work.communities.actions.memberships import locked
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries import reach_of


@transaction.atomic
def take_children(community: Community, children: Sequence[Community], *, by: User) -> list[Community]:
    """Put open communities of its reach under this one. Those that are there already stay as they are.

    DomainError ``is_closed``, ``of_others``, ``has_parent`` of another one, ``goes_round``.
    """
    community = locked(community)
    reach, above = reach_of(community), _above(community)
    rows = Community.objects.select_for_update(of=("self",)).select_related("organisation", "parent")
    taken = []
    for child in rows.filter(pk__in=[one.pk for one in children], closed_on=None).order_by("pk"):
        if child.parent_id == community.pk:
            continue
        if child.pk in above:
            raise DomainError("goes_round", f"«{community}» само входит в «{child}»: так по кругу не бывает.")
        if not child.organisation.path.startswith(reach):
            raise DomainError("of_others", f"«{child}» работает не здесь: выберите другое объединение.")
        if child.parent is not None:
            raise DomainError("has_parent", f"«{child}» уже входит в «{child.parent}»: сначала выведите его оттуда.")
        child.parent = community
        child.version += 1
        child.save(update_fields=["parent", "version"])
        record_action("take_children", child, f"Входит в «{community}»", by=by)
        taken.append(child)
    if taken:
        number = len(taken)
        text = f"Вошло {number} {plural(number, 'объединение', 'объединения', 'объединений')}"
        record_action("take_children", community, text, by=by)
    return taken


@transaction.atomic
def release_child(community: Community, *, by: User) -> Community:
    """It stands for itself again. DomainError ``has_no_parent``."""
    rows = Community.objects.select_for_update(of=("self",)).select_related("parent")
    community = rows.get(pk=community.pk)
    if community.parent is None:
        raise DomainError("has_no_parent", "Объединение и так ни во что не входит.")
    before, community.parent = community.parent, None
    community.version += 1
    community.save(update_fields=["parent", "version"])
    record_action("release_child", community, f"Больше не входит в «{before}»", by=by)
    return community


def _above(community: Community) -> set[int]:
    """The community and everything that it is part of."""
    found, pk = {community.pk}, community.parent_id
    while pk is not None and pk not in found:
        found.add(pk)
        pk = Community.objects.values_list("parent", flat=True).get(pk=pk)
    return found
