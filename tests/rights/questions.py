"""What is asked in addresses: foreign rows in every parameter that some view reads, words to find, other formats."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import metodsovet
from metodsovet.ground.assignments.deeds import DEEDS
from metodsovet.work.planning.tests.town import YEAR
from tests.rights.places import MARKS, Place
from tests.rights.routes import Route

Question = Mapping[str, str]
NOTHING: Question = MappingProxyType({})

ROWS: Mapping[str, str] = MappingProxyType(
    {
        "act": "act",
        "analysis": "analysis",
        "by": "user",
        "community": "community",
        "controller": "person",
        "like": "line",
        "issuer": "organisation",
        "line": "line",
        "matter": "matter",
        "member": "person",
        "office": "office",
        "order": "order_registered",
        "organisation": "organisation",
        "owner": "organisation",
        "parent": "point",
        "plan": "plan",
        "responsible": "person",
        "school": "organisation",
        "subject": "subject",
        "theme": "theme",
    }
)
"""Parameters that name a row."""

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "adding": "1",
        "all": "1",
        "at": "party-1",
        "by": "1",
        "closed": "1",
        "columns": "1",
        "control": "no_report",
        "day": f"{YEAR.first_day}",
        "decision": "asked",
        "do": "hand_over",
        "drafts": "1",
        "entry": "code",
        "factor": "off",
        "files": "yes",
        "from": f"{YEAR.first_day}",
        "function": "teacher",
        "gap": "holder",
        "gathering": "meeting-1",
        "group": "Исполняются",
        "kind": "report",
        "lack": "people",
        "level": "municipality",
        "likely": "same",
        "many": "3",
        "log": "all",
        "mine": "1",
        "month": f"{YEAR.first_day:%Y-%m}",
        "name": "график",
        "new": "1",
        "next": "/",
        "only": "owed",
        "outcome": "refused",
        "page": "1",
        "parties": "руководители ОО",
        "parties_text": "руководители ОО",
        "place": "СОШ № 1",
        "role": "methodist",
        "rows": "all",
        "rows_of": "1",
        "served": "yes",
        "sheet": "edition",
        "sort": "-title",
        "state": "overdue",
        "tab": "lines",
        "term": "апрель",
        "term_text": "апрель",
        "topic": "reports",
        "to": f"{YEAR.last_day}",
        "undated": "1",
        "what": "people",
        "when": "hours",
        "whole": "1",
        "whom": "all",
        "verdict": "missing",
        "whose": "control",
        "work": "left",
        "year": f"{YEAR.start}",
    }
)
"""Parameters that choose, narrow and order."""

OUTSIDE = frozenset({"source", "find", "q", "of", "show", "as", "format"})
"""Asked by the questions below, each in its own way."""

TABS = ("doubts", "warnings", "lines", "act")
OF_ROUTES: Mapping[str, tuple[Question, ...]] = MappingProxyType(
    {
        "show_assignment": tuple({"do": verb} for verb in DEEDS),
        "show_review": tuple({"tab": tab} for tab in TABS),
    }
)


def questions(route: Route, place: Place, abroad: Place) -> Iterator[Question]:
    """The bare address; then with rows and words of another place asked for; then as a table and as a file."""
    yield NOTHING
    yield {
        "find": MARKS[abroad.name][:-2],
        "q": MARKS[abroad.name][:-2],
        "work": "left",
        "show": "title",
        "format": "xlsx",
        "name": "график",
    }
    yield {name: abroad.pk(key) for name, key in ROWS.items()} | {"source": f"1-{abroad.pk('occurrence')}"}
    yield {"q": MARKS[abroad.name][:-2], "of": "people"}
    yield {"as": "xlsx", "all": "1", "work": "left", "page": "2"}
    yield {"as": "print", "sort": "-title", "mine": "1", "month": WORDS["month"]}
    yield {"line": place.pk("line"), "tab": "lines", "adding": "1", "kind": "report", "log": "all", "drafts": "1"}
    yield from OF_ROUTES.get(route.name, ())


def parameters_read() -> frozenset[str]:
    """Names of parameters in the sources of the product: read from the address, or the key of a filter of a list."""
    read = re.compile(
        r'(?:GET|asked)\.get(?:list)?\(\s*"(\w+)"|"(\w+)" in (?:request\.GET|asked)\b(?!\.)|Filter\(\s*"(\w+)"'
    )
    found: set[str] = set()
    for path in Path(metodsovet.__path__[0]).rglob("*.py"):
        if "tests" not in path.parts:
            found |= {name for names in read.findall(path.read_text()) for name in names if name}
    return frozenset(found)
