"""Reading an order out of a file: requisites, basis, points, signatures, appendices. No models and no database."""

from metodsovet.work.orders.reading.included import Appendix, AppendixKind, Clause
from metodsovet.work.orders.reading.points import understood
from metodsovet.work.orders.reading.reader import read_order, read_order_here, read_order_in_child
from metodsovet.work.orders.reading.result import (
    Appointed,
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
from metodsovet.work.orders.reading.summaries import summary

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
    "ReadOrder",
    "ReadPoint",
    "Signatory",
    "read_order",
    "read_order_here",
    "read_order_in_child",
    "summary",
    "understood",
]
