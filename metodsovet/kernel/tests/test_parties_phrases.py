import csv
import json
from pathlib import Path

import pytest

from metodsovet.kernel.parties import Party, parse_parties

PHRASES = Path(__file__).parent / "phrases"


def labelled(name: str) -> list[dict[str, str]]:
    with (PHRASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


ROWS = [*labelled("parties.tsv"), *labelled("parties_more.tsv")]


def as_labelled(party: Party) -> dict[str, str]:
    return {name: party.to_json()[name] for name in ("kind", "text", "scope", "person")}


@pytest.mark.parametrize("row", ROWS, ids=[row["phrase"] for row in ROWS])
def test_parse_parties_reads_the_labelled_phrase(row: dict[str, str]) -> None:
    parties = parse_parties(row["phrase"])

    assert [as_labelled(party) for party in parties] == json.loads(row["parties"])


@pytest.mark.parametrize("row", ROWS, ids=[row["phrase"] for row in ROWS])
def test_print_parses_back_to_the_same_parties(row: dict[str, str]) -> None:
    understood = [party for party in parse_parties(row["phrase"]) if party.kind != "unknown"]

    printed = "; ".join(party.print() for party in understood)

    read_back = [as_labelled(party) | {"manner": party.manner} for party in parse_parties(printed)]
    assert read_back == [as_labelled(party) | {"manner": party.manner} for party in understood]


@pytest.mark.parametrize("row", ROWS, ids=[row["phrase"] for row in ROWS])
def test_source_is_cut_out_of_the_phrase_in_its_order(row: dict[str, str]) -> None:
    places = [row["phrase"].index(party.source) for party in parse_parties(row["phrase"])]

    assert places == sorted(places)
