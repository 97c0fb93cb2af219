"""Giving assignments by the hundred thousand: staged by COPY, then one insert per table."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, cast

from django.db import connection, transaction

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.given_notices import tell_about_given
from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel import clock

CHUNK = 10_000
MANY = 500
"""After as many the planner is told at once: it takes the tables for small until autovacuum comes by."""
TITLE_LENGTH, ORIGIN_LENGTH, DUTY_LENGTH = 2000, 300, 500  # as the columns hold


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part of somebody in an assignment to be given; without ``person_id`` it is a gap with the words of the duty."""

    role: str
    person_id: int | None
    organisation_id: int
    duty: str = ""
    holder_key: str = ""


@dataclass(frozen=True, slots=True)
class AssignmentDraft:
    """An assignment to be given under its natural ``key``; ``source`` is (content type id, object id)."""

    key: str
    title: str
    organisation_id: int
    issuer_id: int
    origin: str = ""
    kind: str = Assignment.Kind.EXECUTE
    source: tuple[int, int] | None = None
    basis_id: int | None = None
    accepter_id: int | None = None
    controller_id: int | None = None
    starts_on: date | None = None
    due_on: date | None = None
    parts: tuple[PartDraft, ...] = ()


@transaction.atomic
def give_assignments(drafts: Iterable[AssignmentDraft], *, by: User | None, occasion: str = "") -> int:
    """Give those whose keys are new and return their number; the others stay as they are, state and parts.

    ``occasion`` ends the notice («по дорожной карте …»): each person gets one notice per call.
    """
    with connection.cursor() as cursor:
        cursor.execute(STAGING)
        _stage(cursor, iter(drafts))
        cursor.execute("ANALYZE given_draft; ANALYZE given_part")
        cursor.execute(INSERT_ASSIGNMENTS, {"now": clock.now()})
        number = int(cursor.rowcount)
        if number:
            cursor.execute(INSERT_PARTS, {"today": clock.today()})
            cursor.execute(INSERT_MATTERS)
            tell_about_given(cursor, by=by, occasion=occasion)
        if number >= MANY:
            cursor.execute("ANALYZE assignments_assignment; ANALYZE assignments_part")
        cursor.execute("DROP TABLE given_draft, given_part, given_new")
    return number


def _stage(cursor: Any, drafts: Iterator[AssignmentDraft]) -> None:
    place = 0
    while chunk := list(islice(drafts, CHUNK)):
        numbered = list(enumerate(chunk, start=place))
        place += len(chunk)
        with _copy(cursor, "COPY given_draft FROM STDIN") as copy:
            for number, draft in numbered:
                copy.write_row(_draft_row(number, draft))
        with _copy(cursor, "COPY given_part FROM STDIN") as copy:
            for number, draft in numbered:
                for part in draft.parts:
                    copy.write_row(_part_row(number, part))


def _copy(cursor: Any, statement: str) -> AbstractContextManager[Any]:
    return cast("AbstractContextManager[Any]", cursor.copy(statement))


def _draft_row(number: int, draft: AssignmentDraft) -> tuple[object, ...]:
    content_type_id, object_id = draft.source or (None, None)
    return (
        number,
        draft.key,
        str(draft.kind),
        draft.title[:TITLE_LENGTH],
        draft.origin[:ORIGIN_LENGTH],
        content_type_id,
        object_id,
        draft.basis_id,
        draft.organisation_id,
        draft.issuer_id,
        draft.accepter_id,
        draft.controller_id,
        draft.starts_on,
        draft.due_on,
    )


def _part_row(number: int, part: PartDraft) -> tuple[object, ...]:
    return (number, str(part.role), part.person_id, part.organisation_id, part.duty[:DUTY_LENGTH], part.holder_key)


STAGING = """
CREATE TEMPORARY TABLE given_draft (
    place bigint NOT NULL, key text COLLATE "C" NOT NULL, kind text NOT NULL, title text NOT NULL, origin text NOT NULL,
    content_type_id int, object_id bigint, basis_id bigint, organisation_id bigint NOT NULL, issuer_id bigint NOT NULL,
    accepter_id bigint, controller_id bigint, starts_on date, due_on date
) ON COMMIT DROP;
CREATE TEMPORARY TABLE given_part (
    place bigint NOT NULL, role text NOT NULL, person_id bigint, organisation_id bigint NOT NULL, duty text NOT NULL,
    holder_key text NOT NULL
) ON COMMIT DROP;
CREATE TEMPORARY TABLE given_new (id bigint NOT NULL, key text COLLATE "C" NOT NULL) ON COMMIT DROP
"""

# One order of keys for everybody: two calls that give the same cannot wait for each other in a ring.
INSERT_ASSIGNMENTS = """
WITH made AS (
    INSERT INTO assignments_assignment (
        key, kind, title, origin, content_type_id, object_id, basis_id, organisation_id, issuer_id, accepter_id,
        controller_id, starts_on, due_on, state, removal_reason, given_at, version
    )
    SELECT DISTINCT ON (key)
        key, kind, title, origin, content_type_id, object_id, basis_id, organisation_id, issuer_id, accepter_id,
        controller_id, starts_on, due_on, 'given', '', %(now)s, 1
    FROM given_draft
    ORDER BY key, place
    ON CONFLICT (key) DO NOTHING
    RETURNING id, key
)
INSERT INTO given_new SELECT id, key FROM made
"""

INSERT_PARTS = """
INSERT INTO assignments_part (assignment_id, role, person_id, organisation_id, duty, holder_key, since)
SELECT given_new.id, part.role, part.person_id, part.organisation_id, part.duty, part.holder_key, %(today)s
FROM given_new
JOIN (SELECT DISTINCT ON (key) key, place FROM given_draft ORDER BY key, place) AS draft USING (key)
JOIN given_part AS part USING (place)
ORDER BY given_new.id
"""

# By the keys of what was given, so that a repeated call finds nothing to do; in one order, as above.
INSERT_MATTERS = """
INSERT INTO assignments_matter (content_type_id, object_id)
SELECT DISTINCT content_type_id, object_id
FROM given_draft JOIN given_new USING (key)
WHERE content_type_id IS NOT NULL
ORDER BY content_type_id, object_id
ON CONFLICT DO NOTHING
"""
