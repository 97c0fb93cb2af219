"""What is written in the feed of a place and in its yearly analyses."""

from django.core.files.base import ContentFile

from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import complete_analysis, draft_analysis, hand_in_analysis
from metodsovet.work.communities.models import Analysis, Community
from metodsovet.work.publications.actions import PostDraft, add_post, answer_post, edit_post, pin_post
from metodsovet.work.publications.models import Feed
from tests.rights.places import Place


def furnish_feeds(place: Place) -> None:
    """A question with an answer and a file, a pinned message, an edited one."""
    community = place.rows["community"]
    assert isinstance(community, Community)
    place.rows["community_feed"] = Feed.objects.get(pk=community.pk)
    attached = ContentFile(place.word("post").encode(), name=f"{place.word('post')}.txt")
    question = PostDraft(place.word("post"), [attached], is_question=True)
    place.rows["post"] = post = add_post(community, draft=question, by=place.by)
    place.rows["post_answer"] = answer_post(post, draft=PostDraft(place.word("post_answer")), by=place.by)
    pinned = add_post(community, draft=PostDraft(place.word("post_pinned")), by=place.by)
    place.rows["post_pinned"] = pin_post(pinned, by=place.by)
    edited = add_post(community, draft=PostDraft(place.word("post_edited")), by=place.by)
    place.rows["post_edited"] = edit_post(edited, text=f"{place.word('post_edited')} иначе", version=1, by=place.by)


def furnish_analyses(place: Place) -> None:
    """Of three years: begun, written, handed in."""
    community = place.rows["community"]
    assert isinstance(community, Community)
    year = SchoolYear.of(clock.today())
    place.rows["analysis"] = _written(place, community, year, "analysis")
    place.rows["analysis_written"] = _written(place, community, year.previous, "analysis_written")
    handed_in = _written(place, community, year.previous.previous, "analysis_handed_in")
    place.rows["analysis_handed_in"] = hand_in_analysis(handed_in, by=place.by)


def _written(place: Place, community: Community, year: SchoolYear, key: str) -> Analysis:
    analysis = draft_analysis(community, year=year, by=place.by)
    texts = {section.pk: place.word(key) for section in analysis.sections.all()}
    return complete_analysis(analysis, texts=texts, version=analysis.version, by=place.by)
