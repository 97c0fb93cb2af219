"""What can be found among documents."""

from typing import Any

from django.db.models import F

from metodsovet.ground.documents.models import Act, Paper
from metodsovet.kernel.searching import Found, Searched, offer, offer_page


def _act(act: Any) -> Found:
    return Found(act.title, f"{act.requisites}, {act.organisation.short_name}")


offer(
    Searched(
        "acts",
        "Документы",
        Act,
        names=("title", "number"),
        texts=("issuer", "remark"),
        place=50,
        shown=_act,
        label="kind",
        rows=lambda rows: rows.select_related("organisation"),
        order=(F("date").desc(nulls_last=True), "pk"),
    )
)


def _paper(paper: Any) -> Found:
    return Found(paper.title, f"{paper.requisites}, {paper.organisation.short_name}")


offer(
    Searched(
        "papers",
        "Выпущенные бумаги",
        Paper,
        names=("title", "number"),
        place=55,
        shown=_paper,
        rows=lambda rows: rows.select_related("series__organisation"),
        order=(F("issued_on").desc(), "pk"),
    )
)
offer_page("show_papers", "Выпущенные бумаги", "журнал реестр номера регистрация")
offer_page("start_batch", "Выпустить сертификаты списком", "справка участник семинар")
offer_page("show_templates", "Шаблоны бумаг", "бланк образец word")
offer_page("show_acts", "Документы", "приказы список акты")
offer_page("add_act", "Внести документ", "новый приказ добавить")
