"""The act of a plan: requisites as read or corrected become a registered act at acceptance."""

from datetime import date
from typing import Any

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.actions import Requisites, register_act
from metodsovet.ground.documents.models import Act
from metodsovet.work.planning.models import Plan, Reading

_KINDS = (
    ("приказ", Act.Kind.ORDER),
    ("распоряж", Act.Kind.DIRECTIVE),
    ("постанов", Act.Kind.RESOLUTION),
    ("письм", Act.Kind.LETTER),
    ("полож", Act.Kind.REGULATION),
)


def registered_act(plan: Plan, *, by: User) -> Act | None:
    """The linked act, or the one with the requisites of the reading."""
    if plan.act is not None:
        return plan.act
    reading = Reading.objects.filter(plan=plan).first()
    if reading is None or not _says_enough(reading.act):
        return None
    fields = reading.act
    day = date.fromisoformat(fields["date"]) if fields.get("date") else None
    requisites = Requisites(
        kind=act_kind(fields.get("kind", "")),
        title=(fields.get("title") or plan.title)[:1000],
        number=fields.get("number", "")[:50],
        date=day,
        issuer=fields.get("issuer", "")[:500],
        remark=fields.get("remark", "")[:500],
    )
    return register_act(requisites, organisation=plan.organisation, by=by)


def act_kind(printed: str) -> str:
    """Kind of an act by the word printed on it («РАСПОРЯЖЕНИЕ») or by its own name."""
    lowered = printed.lower()
    if lowered in Act.Kind.values:
        return lowered
    return next((kind.value for stem, kind in _KINDS if stem in lowered), Act.Kind.OTHER.value)


def _says_enough(fields: dict[str, Any]) -> bool:
    return bool(fields.get("number") or fields.get("date"))
