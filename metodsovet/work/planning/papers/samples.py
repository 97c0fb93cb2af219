"""Invented data by which a template of a plan's paper is looked at before it is used."""

from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.work.planning.papers.execution_reports import (
    ExecutionReportPaper,
    ReportFigure,
    ReportLine,
    ReportSection,
)
from metodsovet.work.planning.papers.month_plans import MonthPlanLine, MonthPlanPaper
from metodsovet.work.planning.papers.plan_papers import PlanIndicator, PlanLine, PlanPaper, PlanSection

OWNER = "Управление образования Берёзовского муниципального округа"
SIGNATURE = Signature("Методист", "И.С. Дроздов")
TITLE = "План методической работы на 2026/27 учебный год"


def sample_plan() -> PlanPaper:
    lines = (
        PlanLine(
            "1.1", "Семинар руководителей школьных методических объединений", "октябрь", "методисты", "приказ", ""
        ),
        PlanLine("1.2", "Неделя открытых уроков", "1–5 декабря", "руководители школ", "справка", "обмен опытом"),
    )
    return PlanPaper(
        owner=OWNER,
        approved="УТВЕРЖДЁН\nприказом\nот 28 августа 2026 г. №\u00a0214",
        title=TITLE,
        edition="",
        goals=("Каждый молодой педагог работает с наставником",),
        indicators=(
            PlanIndicator("Наставничество", "Молодые педагоги с наставником, %", "2026/27: 80", "2026/27: 76"),
        ),
        sections=(PlanSection("Работа с кадрами", lines),),
        signature=SIGNATURE,
        results=("2025/26 учебный год. Наставники есть у трёх четвертей молодых педагогов.",),
        considered="РАССМОТРЕН\nна заседании методического совета\nпротокол от 27 августа 2026 г. №\u00a01",
    )


def sample_month_plan() -> MonthPlanPaper:
    return MonthPlanPaper(
        owner=OWNER,
        title="План методической работы на октябрь 2026 года",
        dated=(
            MonthPlanLine("7 октября, среда", "10:00", "Семинар руководителей ШМО", "школы", "Школа № 7", "методисты"),
        ),
        undated=(MonthPlanLine("до 30 октября", "", "Сбор заявок на курсы", "все организации", "", "методисты"),),
        signature=SIGNATURE,
    )


def sample_execution_report() -> ExecutionReportPaper:
    line = ReportLine(
        number="1.1",
        title="Семинар руководителей школьных методических объединений",
        term="октябрь",
        dates="30.10.2026",
        responsible="методисты",
        done="3 из 4",
        states="просрочено 1",
        reported="сдан 29.10.2026",
        evidence="Программа семинара.pdf",
    )
    return ExecutionReportPaper(
        owner=OWNER,
        title="Отчёт об исполнении плана методической работы",
        subtitle=TITLE,
        period="с 1 сентября по 31 декабря 2026 г.",
        figures=(ReportFigure("Исполнено в срок", "75 %", "3 из 4"),),
        note="",
        sections=(ReportSection("Работа с кадрами", (line,)),),
        late=("Школа № 3: семинар руководителей, срок 30.10.2026",),
        left_out=(),
        signature=SIGNATURE,
    )
