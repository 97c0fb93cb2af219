"""The register of issued papers, one of them, and the issuing of a new one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory.panels import panels_of
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form, way_to
from metodsovet.ground.documents import actions
from metodsovet.ground.documents.actions.printing import print_when_committed
from metodsovet.ground.documents.forms import IssueForm, OriginalForm, WithdrawForm
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, kind_named
from metodsovet.ground.documents.models import Paper
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.ground.documents.printing.papers import print_for, template_for
from metodsovet.ground.documents.queries import editions_of, next_number, papers_of
from metodsovet.ground.documents.slots import PAPER_PANELS
from metodsovet.ground.documents.tables import PAPERS
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.queries import files_of
from metodsovet.kernel import clock


@door("documents.view_paper")
@require_safe
def show_papers(request: Visitor) -> HttpResponse:
    return PAPERS.open(papers_of(request.user), request.GET).answer(request, "documents/papers.html", {"tab": "papers"})


@door("documents.view_paper", Paper)
@require_safe
def show_paper(request: Visitor, paper: Paper) -> HttpResponse:
    context = {
        "paper": paper,
        "source": _source(request, paper),
        "originals": [file for file in files_of(paper) if file.pk != paper.file_id],
        "may_fetch": paper.file is not None
        and StoredFile.objects.visible_to(request.user).filter(pk=paper.file.pk).exists(),
        "editions": editions_of(paper),
        "instead": _instead_of_withdrawing(paper),
        "may_keep": request.user.has_perm("documents.withdraw_paper", paper),
        "may_attach": request.user.has_perm("documents.attach_original", paper),
        "form": OriginalForm(),
        "panels": panels_of(PAPER_PANELS, request.user, paper),
        "history": history_beside(paper, request.user),
    }
    return render(request, "documents/paper.html", context)


@door("documents.issue_paper")
@require_http_methods(["GET", "POST"])
def issue_paper(request: Visitor, code: str) -> HttpResponse:
    """What is issued is asked for by the address of the kind: ``?organisation=`` or ``?plan=``."""
    kind, draft = _asked(request, code)
    form: Any = IssueForm(request.POST or None)
    form.kind, form.draft = kind, draft
    form.template = template_for(kind, draft.organisation)
    form.next_number = next_number(kind, draft.organisation, clock.today(), scope=draft.scope)
    form.preview_url = f"{reverse('preview_paper', args=[code])}?{request.GET.urlencode()}"

    def act(values: dict[str, Any]) -> str:
        paper = actions.issue_paper(
            kind, draft, issued_on=values["issued_on"], number=values["number"], by=request.user
        )
        print_when_committed(paper)
        return paper.get_absolute_url()

    back = Way(draft.back_url, str(draft.source)) if draft.back_url else Way(reverse("show_papers"), "Журнал бумаг")
    page = FormPage(f"Выпустить: {kind.name}", "Выпустить бумагу", back, creates=True)
    return answer_form(request, form, page, act, template="documents/issue.html")


@door("documents.issue_paper")
@require_safe
def preview_paper(request: Visitor, code: str) -> HttpResponse:
    """The same paper without a number, to be looked at before it is issued."""
    kind, draft = _asked(request, code)
    content = print_for(kind, draft.data, draft.organisation)
    return download(content, name=f"Проект, {kind.name}, {draft.title}.docx", kind=DOCX)


@door("documents.print_paper", Paper)
@require_POST
def print_paper(request: Visitor, paper: Paper) -> HttpResponse:
    """Again, where the printing did not come to its end."""
    actions.print_paper(paper)
    messages.success(request, "Бумага напечатана")
    return redirect(paper)


@door("documents.withdraw_paper", Paper)
@require_http_methods(["GET", "POST"])
def withdraw_paper(request: Visitor, paper: Paper) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    act = partial(_withdraw, request, paper)
    intro = "Номер останется занятым, файл — в журнале с пометкой «отозвана»."
    title = f"Отозвать: {paper.requisites}"
    page = FormPage(title, "Отозвать бумагу", way_to(paper), intro, ends=True)
    return answer_form(request, form, page, act)


def _withdraw(request: Visitor, paper: Paper, values: dict[str, Any]) -> str:
    return actions.withdraw_paper(paper, reason=values["reason"], by=request.user).get_absolute_url()


@door("documents.attach_original", Paper)
@require_POST
def attach_original(request: Visitor, paper: Paper) -> HttpResponse:
    """Refusals of the content are shown on the paper's page by the middleware."""
    form = OriginalForm(request.POST, request.FILES)
    if form.is_valid():
        file = actions.attach_original(paper, form.cleaned_data["upload"], by=request.user)
        messages.success(request, f"Приложен файл «{file.name}»")
    else:
        messages.error(request, "Файл не выбран: выберите его и приложите снова.")
    return redirect(paper)


def _asked(request: Visitor, code: str) -> tuple[PaperKind, PaperDraft]:
    """The kind and its draft, both open to the user; 404 for what he does not see."""
    kind = kind_named(code)
    asked = {**request.GET.dict(), **request.POST.dict()}
    draft = kind.compose(request.user, asked) if kind and kind.compose else None
    if kind is None or draft is None:
        raise Http404
    require(request.user, "documents.issue_paper", draft.organisation)
    if kind.permission:
        require(request.user, kind.permission, draft.source)
    return kind, draft


def _instead_of_withdrawing(paper: Paper) -> str:
    kind = kind_named(paper.series.kind)
    return kind.deed.instead if kind and kind.deed else ""


def _source(request: Visitor, paper: Paper) -> Any | None:
    """What the paper speaks of, if the user may see it."""
    model = paper.content_type.model_class() if paper.content_type else None
    if model is None:
        return None
    rows: Any = model._default_manager
    return rows.visible_to(request.user).filter(pk=paper.object_id).first()
