"""Who agreed on an order and when: a sheet kept with it. Source: ГОСТ Р 7.0.97, реквизит «гриф согласования»."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.timezone import localdate

from metodsovet.design.typography import unbreakable
from metodsovet.ground.documents.kinds import PaperKind, offer
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.kernel.russian import date_short
from metodsovet.work.orders.models import Agreement, Order
from metodsovet.work.orders.wording import OF_KIND, Introductions

TEMPLATE = Path(__file__).resolve().parents[1] / "paper_templates" / "agreement_sheet.docx"
CODE = "agreement_sheet"


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """``answer`` is «Согласовано», «Возвращено: …» or empty where nobody has answered: the line is signed by hand."""

    number: str
    post: str
    name: str
    answer: str
    day: str


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """``document`` is «приказа «О …»», with its date and number once it has them."""

    organisation: str
    document: str
    lines: tuple[AgreedLine, ...]


def agreement_sheet(order: Order) -> AgreementSheet:
    """All rounds one after another, so that what was returned and mended is seen; three queries."""
    agreements = list(order.agreements.select_related("person").order_by("round", "pk"))
    people = Introductions(order, [one.person for one in agreements])
    of_kind = OF_KIND[Order.Kind(order.kind)]
    named = f"{of_kind} {order.requisites.partition(' ')[2]}" if order.is_registered else f"проекта {of_kind}"
    return AgreementSheet(
        order.organisation.name,
        unbreakable(f"{named} «{order.title}»"),
        tuple(
            AgreedLine(
                str(number), people.post_and_place(one.person), one.person.short_name, answer_text(one), _day(one)
            )
            for number, one in enumerate(agreements, start=1)
        ),
    )


def answer_text(agreement: Agreement) -> str:
    match agreement.answer:
        case Agreement.Answer.AGREED:
            return "Согласовано"
        case Agreement.Answer.RETURNED:
            return unbreakable(f"Возвращено: {agreement.note}")
        case _:
            return ""


def print_agreement_sheet(order: Order) -> bytes:
    return print_for(AGREEMENT_SHEET, agreement_sheet(order), order.organisation)


def sample_agreement_sheet() -> AgreementSheet:
    return AgreementSheet(
        "Управление образования Берёзовского муниципального округа",
        "проекта приказа «Об организации методической работы»",
        (
            AgreedLine("1", "Заместитель начальника управления", "И.П. Громова", "Согласовано", "24.08.2026"),
            AgreedLine("2", "Директор центра", "О.В. Лебедева", "Возвращено: уточнить срок пункта 3", "25.08.2026"),
            AgreedLine("3", "Директор центра", "О.В. Лебедева", "", ""),
        ),
    )


def _day(agreement: Agreement) -> str:
    return date_short(localdate(agreement.answered_at)) if agreement.answered_at else ""


AGREEMENT_SHEET = offer(
    PaperKind(CODE, "лист согласования", AgreementSheet, TEMPLATE, sample_agreement_sheet, bears_emblem=False)
)
