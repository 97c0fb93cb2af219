"""Papers, templates and lists of a place, made by the room's own actions."""

from dataclasses import replace

from django.core.files.base import ContentFile

from metodsovet.ground.documents.actions import (
    BatchDraft,
    ListedPerson,
    issue_paper,
    print_paper,
    set_emblem,
    start_batch,
    upload_template,
)
from metodsovet.ground.documents.kinds import PaperDraft, kind_named
from metodsovet.ground.documents.models import Paper
from metodsovet.ground.documents.papers import CERTIFICATE
from metodsovet.ground.documents.tests.papers import coat_of_arms
from metodsovet.kernel import clock
from metodsovet.work.communities.papers import sample_methodical_service
from tests.rights.places import Place


def issue_papers(place: Place) -> None:
    """A paper with its file, one that has only its number, an own template that is not in force, a list under way.

    And a coat of arms over them.
    """
    kind = kind_named("methodical_service")
    assert kind is not None
    for key in ("paper", "paper_unprinted"):
        data = replace(sample_methodical_service(), organisation=place.word(key))
        draft = PaperDraft(data, place.node, place.word(key), source=place.node)
        place.rows[key] = issue_paper(kind, draft, issued_on=clock.today(), by=place.by)
    paper = place.rows["paper"]
    assert isinstance(paper, Paper)
    print_paper(paper)
    template = ContentFile(kind.template.read_bytes(), name=f"{place.word('paper_template')}.docx")
    remark = place.word("paper_template")
    place.rows["paper_template"] = upload_template(kind, template, organisation=place.node, by=place.by, remark=remark)
    listed = [ListedPerson(f"{place.word('batch')} Инна")]
    batch = BatchDraft(place.word("batch"), clock.today())
    place.rows["batch"] = start_batch(CERTIFICATE, batch, listed, organisation=place.node, by=place.by)
    arms = ContentFile(coat_of_arms(), name=f"{place.word('emblem')}.png")
    place.rows["emblem"] = set_emblem(place.node, arms, by=place.by)
