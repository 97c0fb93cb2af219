"""Papers that planning prints: frozen data in, docx or xlsx out. Each holds only what its reader may see."""

from metodsovet.work.planning.papers.execution_reports import ExecutionReportPaper, execution_report_paper
from metodsovet.work.planning.papers.files import PaperFile, print_docx, print_xlsx
from metodsovet.work.planning.papers.month_plans import MonthPlanPaper, month_plan_paper
from metodsovet.work.planning.papers.plan_papers import PlanPaper, plan_paper

__all__ = [
    "ExecutionReportPaper",
    "MonthPlanPaper",
    "PaperFile",
    "PlanPaper",
    "execution_report_paper",
    "month_plan_paper",
    "plan_paper",
    "print_docx",
    "print_xlsx",
]
