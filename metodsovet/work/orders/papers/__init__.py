"""The order as it is printed: requisites, points, appendices; two kinds of papers with numbers of their own.

And the certificate of its execution.
"""

from metodsovet.work.orders.papers.agreement_sheets import print_agreement_sheet
from metodsovet.work.orders.papers.editions import print_edition
from metodsovet.work.orders.papers.execution import EXECUTION, OrderExecutionPaper, execution_paper, print_execution
from metodsovet.work.orders.papers.kinds import KINDS, kind_of
from metodsovet.work.orders.papers.orders import OrderPaper, PointLine, order_paper

__all__ = [
    "EXECUTION",
    "KINDS",
    "OrderExecutionPaper",
    "OrderPaper",
    "PointLine",
    "execution_paper",
    "kind_of",
    "order_paper",
    "print_agreement_sheet",
    "print_edition",
    "print_execution",
]
