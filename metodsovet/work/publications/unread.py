"""How much in feeds a person has not read."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, F, OuterRef, Q, Subquery

from metodsovet.work.publications.models import FeedMark, Post


def unread_in(communities: Iterable[int], person_id: int | None) -> Mapping[int, int]:
    """By ids of communities with something new: messages and answers of others; one query for all of them."""
    if person_id is None:
        return {}
    marks = FeedMark.objects.filter(person=person_id, community=OuterRef("community"))
    rows = (
        Post.objects.filter(community__in=list(communities), removed_at=None)
        .exclude(author=person_id)
        .annotate(read_at=Subquery(marks.values("read_at")[:1]))
        .filter(Q(read_at=None) | Q(posted_at__gt=F("read_at")))
    )
    return dict(rows.order_by().values("community").annotate(number=Count("pk")).values_list("community", "number"))
