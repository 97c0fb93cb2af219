from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.case_forms import CaseBook, Named, nominative_of
from metodsovet.ground.directory.forms_case_forms import CaseFormsForm
from metodsovet.ground.directory.models import CaseForm, Organisation, Person, Position
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form, way_to
from metodsovet.kernel.russian import Case

INTRO = "Так слова печатаются в бумагах. Исправьте, где правила ошиблись; пустое поле вернёт к правилам."
SHOWN = (Case.GENT, Case.DATV, Case.ACCS, Case.ABLT)


@door("directory.set_case_forms", Person)
@require_http_methods(["GET", "POST"])
def set_case_forms_of_person(request: Visitor, person: Person) -> HttpResponse:
    return _answer(request, person, way_to(person))


@door("directory.set_case_forms", Organisation)
@require_http_methods(["GET", "POST"])
def set_case_forms_of_organisation(request: Visitor, organisation: Organisation) -> HttpResponse:
    return _answer(request, organisation, way_to(organisation))


@door("directory.set_case_forms", Position)
@require_http_methods(["GET", "POST"])
def set_case_forms_of_position(request: Visitor, position: Position) -> HttpResponse:
    return _answer(request, position, Way(reverse("show_positions"), "Должности"))


@door("directory.set_case_forms")
@require_safe
def show_positions(request: Visitor) -> HttpResponse:
    positions = list(Position.objects.all())
    book = CaseBook(positions)
    rows = [(position, [book.of(position, case) for case in SHOWN]) for position in positions]
    corrected = set(CaseForm.objects.exclude(position=None).values_list("position", flat=True))
    return render(request, "directory/positions.html", {"rows": rows, "corrected": corrected, "part": "positions"})


def _answer(request: Visitor, subject: Named, back: Way) -> HttpResponse:
    form = CaseFormsForm(request.POST or None, subject=subject)
    known = dict(form.initial)

    def act(values: dict[str, str]) -> str:
        actions.set_case_forms(subject, forms={Case(code): text for code, text in values.items()}, by=request.user)
        return back.url

    page = FormPage(f"{nominative_of(subject)}: падежи", "Сохранить падежи", back, INTRO, known=known)
    return answer_form(request, form, page, act)
