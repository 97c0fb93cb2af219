"""The order as it is printed: requisites, points, appendices; two kinds of papers with numbers of their own."""

from metodsovet.work.orders.papers.agreement_sheets import print_agreement_sheet
from metodsovet.work.orders.papers.editions import print_edition
from metodsovet.work.orders.papers.kinds import KINDS, kind_of
from metodsovet.work.orders.papers.orders import OrderPaper, PointLine, order_paper

__all__ = ["KINDS", "OrderPaper", "PointLine", "kind_of", "order_paper", "print_agreement_sheet", "print_edition"]
