"""Both kinds of orders among the kinds of papers: numbers of their own, templates that a municipality may bring."""

from pathlib import Path

from metodsovet.ground.documents.kinds import PaperKind, offer
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.ground.documents.rendering import Annex, AnnexColumn
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.papers.orders import OrderPaper, PointLine

TEMPLATE = Path(__file__).resolve().parents[1] / "paper_templates" / "order.docx"


def sample_order() -> OrderPaper:
    return OrderPaper(
        owners=("Управление образования Берёзовского муниципального округа",),
        kind="ПРИКАЗ",
        place="г. Берёзовск",
        title="Об организации методической работы в 2026/27 учебном году",
        preamble="В целях развития муниципальной методической службы,",
        command="ПРИКАЗЫВАЮ:",
        points=(
            PointLine("1.", "Утвердить состав руководителей объединений (приложение).", 1),
            PointLine("2.", "Руководителям образовательных организаций:", 1),
            PointLine("2.1.", "Обеспечить участие педагогов в работе объединений.", 2),
            PointLine("2.2.", "Представить планы работы, срок\u00a0— до 15 сентября 2026 г.", 2),
            PointLine("3.", "Контроль за исполнением настоящего приказа оставляю за собой.", 1),
        ),
        signature=Signature("Начальник управления", "А.П. Ковалёва"),
        joint=(Signature("Директор центра развития образования", "О.В. Лебедева"),),
        edition="(с изменениями, внесёнными приказом от 11 января 2027 г. № 3)",
        executor="Рябова Ольга Ивановна",
        executor_phone="4-17-25",
        form=Order.Form.GOST_2025.value,
        annexes=(
            Annex(
                head=("Приложение", "к приказу Управления образования"),
                title="Руководители объединений",
                columns=(AnnexColumn("№", 5), AnnexColumn("Объединение", 40), AnnexColumn("Руководитель", 40)),
                rows=(("1", "ГМО учителей математики", "Захарова Инга Львовна"),),
                paragraphs=(),
                is_wide=False,
            ),
        ),
    )


def _offered(kind: Order.Kind) -> PaperKind:
    public = {"title": "О чём"}
    return offer(
        PaperKind(kind.value, kind.label, OrderPaper, TEMPLATE, sample_order, public=public, bears_emblem=True)
    )


KINDS = {kind.value: _offered(kind) for kind in Order.Kind}


def kind_of(order: Order) -> PaperKind:
    return KINDS[order.kind]
