"""The public page by which anybody checks a paper: no login, no names beyond what its kind declares as public."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import public
from metodsovet.ground.access.guessing import Guessed, begin_try, forgive_try, wait_text
from metodsovet.ground.documents.checking import is_file_of, paper_with_code, shown_of
from metodsovet.ground.documents.forms import FileForm
from metodsovet.kernel.errors import DomainError

LONGEST_CODE = 40


@public("anybody may ask whether a paper that he holds was issued")
@never_cache
@require_http_methods(["GET", "POST"])
def find_paper(request: HttpRequest) -> HttpResponse:
    code = "".join(
        letter for letter in request.POST.get("code", "")[:LONGEST_CODE] if letter.isascii() and letter.isalnum()
    )
    if code:
        return redirect("check_paper", code=code.upper())
    return render(request, "documents/check/find.html", {"is_empty": request.method == "POST"})


@public("anybody may ask whether a paper that he holds was issued")
@never_cache
@require_http_methods(["GET", "POST"])
def check_paper(request: HttpRequest, code: str) -> HttpResponse:
    """A wrong code counts as a guess: whoever guesses waits longer and longer."""
    address = request.META.get(settings.CLIENT_ADDRESS_HEADER, "")
    if wait := begin_try(Guessed.PAPER_CODE, "", address):
        return render(request, "documents/check/find.html", {"trouble": wait_text(wait)}, status=429)
    paper = paper_with_code(code[:LONGEST_CODE])
    if paper is None:
        return render(
            request, "documents/check/find.html", {"code": code[:LONGEST_CODE], "is_unknown": True}, status=404
        )
    forgive_try(Guessed.PAPER_CODE, "", address)
    form = FileForm(request.POST or None, request.FILES or None)
    context = {"paper": shown_of(paper), "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            context["is_same"] = is_file_of(paper, form.cleaned_data["upload"])
        except DomainError as refusal:
            form.add_error("upload", refusal.text)
    return render(request, "documents/check/paper.html", context, status=422 if form.errors else 200)
