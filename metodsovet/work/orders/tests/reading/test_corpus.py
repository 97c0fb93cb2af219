"""Whole invented orders: every requisite, point, person and term as a person reads them."""

import pytest

from metodsovet.kernel.parties import Party
from metodsovet.work.orders.reading import ReadOrder, read_order_here
from metodsovet.work.orders.tests.reading.corpus import SAMPLES, Sample


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda sample: sample.name)
def read(request: pytest.FixtureRequest) -> tuple[Sample, ReadOrder]:
    sample: Sample = request.param
    return sample, read_order_here(sample.content, sample.name)


def test_read_requisites_of_an_order(read: tuple[Sample, ReadOrder]) -> None:
    sample, order = read
    act = order.act

    assert (act.kind, act.number, act.date, act.title) == (sample.kind, sample.number, sample.day, sample.title)
    assert (act.issuers, act.place, order.command) == (sample.issuers, sample.place, sample.command)
    assert tuple((cited.kind, cited.number, cited.date) for cited in order.basis) == sample.basis


def test_read_points_of_an_order(read: tuple[Sample, ReadOrder]) -> None:
    sample, order = read

    found = [
        (point.number, point.verb, point.kind, _people(point.parties), point.term.source if point.term else "")
        for point in order.all_points()
    ]

    assert found == list(sample.points)


def test_read_who_controls_signs_and_carries_out(read: tuple[Sample, ReadOrder]) -> None:
    sample, order = read
    executor = (order.executor.person, order.executor.phone) if order.executor else None

    assert (_people(order.controller.parties) if order.controller else None) == sample.controller
    assert tuple((one.position, one.person) for one in order.signatories) == sample.signatories
    assert executor == sample.executor


def test_read_appendices_and_what_to_look_at(read: tuple[Sample, ReadOrder]) -> None:
    sample, order = read

    assert tuple((appendix.number, appendix.kind.value) for appendix in order.appendices) == sample.appendices
    assert {warning.code for warning in order.warnings} == sample.warned


def test_an_order_comes_back_from_json_as_it_was(read: tuple[Sample, ReadOrder]) -> None:
    _, order = read

    assert ReadOrder.from_json(order.to_json()) == order


def _people(parties: tuple[Party, ...]) -> tuple[str, ...]:
    texts = (f"{party.text} | {party.person}" if party.person else party.text for party in parties)
    return tuple(text.replace("\u00a0", " ") for text in texts)
