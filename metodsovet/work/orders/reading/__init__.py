"""Reading an order out of a file: requisites, basis, points, signatures, appendices. No models and no database."""

from metodsovet.work.orders.reading.appointed import Appointed
from metodsovet.work.orders.reading.included import Appendix, AppendixKind, Clause
from metodsovet.work.orders.reading.points import understood
from metodsovet.work.orders.reading.reader import (
    read_file_here,
    read_file_in_child,
    read_order,
    read_order_here,
    read_order_in_child,
)
from metodsovet.work.orders.reading.result import (
    Approved,
    BasisAct,
    Controller,
    EntryIntoForce,
    Executor,
    ReadAct,
    ReadOrder,
    ReadPoint,
    Signatory,
)
from metodsovet.work.orders.reading.sources import ReadFile, SourceLine
from metodsovet.work.orders.reading.summaries import summary
from metodsovet.work.orders.reading.verbs import is_recommendation

__all__ = [
    "Appendix",
    "AppendixKind",
    "Appointed",
    "Approved",
    "BasisAct",
    "Clause",
    "Controller",
    "EntryIntoForce",
    "Executor",
    "ReadAct",
    "ReadFile",
    "ReadOrder",
    "ReadPoint",
    "Signatory",
    "SourceLine",
    "is_recommendation",
    "read_file_here",
    "read_file_in_child",
    "read_order",
    "read_order_here",
    "read_order_in_child",
    "summary",
    "understood",
]
