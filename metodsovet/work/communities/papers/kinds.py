"""Papers of communities that take a number and may have the municipality's own template."""

from collections.abc import Mapping
from pathlib import Path

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, offer
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.communities.models import Analysis
from metodsovet.work.communities.papers.analyses import AnalysisPaper, analysis_paper, sample_analysis

TEMPLATES = Path(__file__).resolve().parents[1] / "paper_templates"


def compose_analysis(user: User, asked: Mapping[str, str]) -> PaperDraft | None:
    """``analysis``: a row that the user sees."""
    rows = Analysis.objects.visible_to(user).filter(pk__in=ids_from([asked.get("analysis", "")]))
    analysis = rows.select_related("community__organisation", "community__kind").first()
    if analysis is None:
        return None
    title = f"{analysis}: {analysis.community.name}"
    paper = analysis_paper(analysis, user=user)
    return PaperDraft(
        paper, analysis.community.organisation, title, source=analysis, back_url=analysis.get_absolute_url()
    )


ANALYSIS = offer(
    PaperKind(
        code="community_analysis",
        name="анализ работы объединения за год",
        data=AnalysisPaper,
        template=TEMPLATES / "analysis.docx",
        sample=sample_analysis,
        permission="communities.view_analysis",
        compose=compose_analysis,
        public={"community": "Объединение", "year": "Учебный год"},
    )
)
