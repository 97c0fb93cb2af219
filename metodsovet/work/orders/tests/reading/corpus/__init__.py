"""Invented orders of different manners, with what a person reads in them."""

from metodsovet.work.orders.tests.reading.corpus.badly_typed import (
    CYRILLIC_1251,
    GRID,
    LATE_NUMBER,
    NO_COMMAND,
    SCANNED,
)
from metodsovet.work.orders.tests.reading.corpus.districts import DISTRICT, TWO_BODIES
from metodsovet.work.orders.tests.reading.corpus.harder import AMENDING, COMMISSION, LETTERHEAD, WRAPPED
from metodsovet.work.orders.tests.reading.corpus.letterheads import DECREE, DEPARTMENT, JOINT, SCHOOL
from metodsovet.work.orders.tests.reading.corpus.lists import BLANK, DASHES, FLAT, TABLES
from metodsovet.work.orders.tests.reading.corpus.looser import ONE_TABLE, PER_POINT, PLAIN_FLAT
from metodsovet.work.orders.tests.reading.corpus.sample import Sample, text, word
from metodsovet.work.orders.tests.reading.corpus.village import VILLAGE

SAMPLES = (
    SCHOOL,
    DEPARTMENT,
    DECREE,
    JOINT,
    FLAT,
    DASHES,
    BLANK,
    TABLES,
    SCANNED,
    CYRILLIC_1251,
    GRID,
    LATE_NUMBER,
    NO_COMMAND,
    LETTERHEAD,
    COMMISSION,
    WRAPPED,
    AMENDING,
    PER_POINT,
    ONE_TABLE,
    PLAIN_FLAT,
    DISTRICT,
    TWO_BODIES,
    VILLAGE,
)

__all__ = ["CYRILLIC_1251", "DECREE", "SAMPLES", "Sample", "text", "word"]
