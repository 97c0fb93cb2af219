"""Rights over feeds: people of the community read and write, authors change their own, whoever runs it keeps order."""

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.rules import keeps_communities, runs_community
from metodsovet.work.publications.models import Post
from metodsovet.work.publications.models.posts import feeds_open_to

Subject = Community | Post


def community_of(subject: Subject) -> Community:
    return subject.community if isinstance(subject, Post) else subject


@rules.predicate
def reads_feed(user: User, subject: Subject | None = None) -> bool:
    if subject is None:
        return True
    return Community.objects.filter(feeds_open_to(user, ""), pk=community_of(subject).pk).exists()


@rules.predicate
def is_open(user: User, subject: Subject | None = None) -> bool:
    """What a closed community has said stays as it is."""
    return subject is None or community_of(subject).closed_on is None


@rules.predicate
def is_author(user: User, post: Post | None = None) -> bool:
    return post is None or post.author_id == standing_of(user).person_id


@rules.predicate
def keeps_order(user: User, subject: Subject | None = None) -> bool:
    community = community_of(subject) if subject else None
    return bool(keeps_communities(user, community) or runs_community(user, community))


@rules.predicate
def asked(user: User, answer: Post | None = None) -> bool:
    """The author of the question that it answers."""
    if answer is None:
        return True
    return answer.parent is not None and answer.parent.author_id == standing_of(user).person_id


writes = reads_feed & is_open
rules.add_perm("publications.view_feed", reads_feed)
rules.add_perm("publications.view_post", reads_feed)
rules.add_perm("publications.add_post", writes)
rules.add_perm("publications.answer_post", writes)
rules.add_perm("publications.edit_post", writes & is_author)
rules.add_perm("publications.remove_post", writes & (is_author | keeps_order))
rules.add_perm("publications.pin_post", writes & keeps_order)
rules.add_perm("publications.unpin_post", writes & keeps_order)
rules.add_perm("publications.choose_answer", writes & (asked | keeps_order))
