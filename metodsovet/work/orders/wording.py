"""How an order speaks: points with those they are addressed to, terms, control, names in cases.

What already stands in the words of a point is not said twice, so a point that was read whole is printed as it was.
"""

import re
from collections.abc import Iterable, Sequence

from metodsovet.ground.directory.case_forms import CaseBook
from metodsovet.ground.directory.models import Employment, Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.parties import PartyKind
from metodsovet.kernel.russian import (
    Case,
    date_text,
    decline_name,
    decline_organisation,
    decline_position,
)
from metodsovet.work.orders.models import Order, Point, PointParty
from metodsovet.work.orders.numbering import Numbered

COMMANDS = {Order.Kind.ORDER: "ПРИКАЗЫВАЮ:", Order.Kind.DIRECTIVE: ""}
OF_KIND = {Order.Kind.ORDER: "приказа", Order.Kind.DIRECTIVE: "распоряжения"}
TO_KIND = {Order.Kind.ORDER: "приказу", Order.Kind.DIRECTIVE: "распоряжению"}
BY_KIND = {Order.Kind.ORDER: "приказом", Order.Kind.DIRECTIVE: "распоряжением"}
ACTS_IN_GENITIVE = {
    Act.Kind.ORDER: "приказа",
    Act.Kind.DIRECTIVE: "распоряжения",
    Act.Kind.RESOLUTION: "постановления",
    Act.Kind.LETTER: "письма",
    Act.Kind.REGULATION: "положения",
    Act.Kind.OTHER: "документа",
}
_CONTROL = re.compile(r"^контрол\w+\b.{0,60}(?:возложить|оставля)", re.IGNORECASE | re.DOTALL)


def command_of(kind: str) -> str:
    """The usual word over the points."""
    return COMMANDS[Order.Kind(kind)]


def point_text(shown: Numbered, parties: Sequence[PointParty]) -> str:
    """«Руководителям школ обеспечить участие педагогов, срок — до 30 апреля 2027 г.», without the mark at its end."""
    point = shown.point
    to_whom = "" if _says(point.text, point.parties_text) else point.addressed or addressed_text(parties)
    text = point.text.strip().rstrip(".;:").rstrip()
    said = f"{capital(to_whom)} {small(text)}".strip() if to_whom else capital(text)
    return said + _term_text(point)


def closed(text: str, shown: Numbered) -> str:
    """With «:» before sub-points; what is numbered with a full stop ends with one too."""
    if text.endswith((":", "!", "?")):
        return text
    return f"{text}:" if shown.has_children else with_stop(text)


def with_stop(text: str) -> str:
    """«2027 г.» ends a sentence with its own full stop."""
    return text if text.endswith(".") else f"{text}."


def addressed_text(parties: Iterable[PointParty]) -> str:
    """In the dative: «Центру развития образования (Лебедева О.В.), руководителям школ»."""
    return ", ".join(_dative(party) for party in parties)


def _dative(party: PointParty) -> str:
    """Words that are not in the nominative stay as they were typed."""
    if not party.source.lower().startswith(party.text.lower()[:5]) or not party.text:
        return party.source
    unit = party.kind in (PartyKind.ORGANISATION.value, PartyKind.DEPARTMENT.value, PartyKind.GROUP.value)
    who = decline_organisation(party.text, Case.DATV) if unit else decline_position(party.text, Case.DATV)
    said = f"{who} {party.scope}".strip()
    if not party.person_text:
        return said
    return f"{said} ({party.person_text})" if unit else f"{said} {decline_name(party.person_text, Case.DATV)}"


def _term_text(point: Point) -> str:
    term = point.term
    if term is None or _says(point.text, term.source):
        return ""
    words = term.source if term.needs_question else term.text()
    return f", срок\u00a0— {small(words)}"


def has_control(points: Iterable[Point]) -> bool:
    """Whether a point says itself who controls."""
    return any(point.parent_id is None and _CONTROL.match(point.text.strip()) for point in points)


def control_text(order: Order, book: "Introductions") -> str:
    """The last point; nothing where nobody is named."""
    if order.controller is None:
        return ""
    subject = f"Контроль за исполнением настоящего {OF_KIND[Order.Kind(order.kind)]}"
    if order.controller_id == order.signatory_id:
        return f"{subject} оставляю за собой"
    return f"{subject} возложить на {book.in_case(order.controller, Case.ACCS)}"


def preamble_text(order: Order, bases: Sequence[Act]) -> str:
    """With the acts it rests on, but for those whose number stands in it already."""
    said = order.preamble.strip().rstrip(":")
    unsaid = [act for act in bases if not (act.number and f"№{act.number}" in "".join(said.split()))]
    if not unsaid:
        return said
    named = ", ".join(in_genitive(act) for act in unsaid)
    if not said:
        return f"На основании {named}"
    return f"{said.rstrip(',.')}, на основании {named}"


def in_genitive(act: Act) -> str:
    """«приказа Министерства образования от 28 августа 2026 г. № 214 «О …»»."""
    issuer = decline_organisation(act.issuer, Case.GENT) if act.issuer else ""
    day = f"от {_loose(date_text(act.date))}" if act.date else ""
    number = f"№\u00a0{act.number}" if act.number else ""
    title = act.title if act.title.startswith("«") else f"«{act.title}»"
    parts = (ACTS_IN_GENITIVE[Act.Kind(act.kind)], issuer, day, number, title)
    return " ".join(part for part in parts if part)


def _loose(day: str) -> str:
    """«28 августа» and «2026 г.» may stand on two lines: with a number after it the whole would be too long."""
    number, month, *year = day.split("\u00a0")
    return f"{number}\u00a0{month} {chr(160).join(year)}"


class Introductions:
    """People of an order with their posts on its day, in cases that people corrected; a few queries for all of them."""

    def __init__(self, order: Order, people: Iterable[Person | None]) -> None:
        self.order = order
        self.day = order.day
        ids = {person.pk for person in people if person is not None}
        jobs = Employment.objects.on(self.day).filter(person__in=ids).order_by("is_main", "-pk")
        rows = jobs.select_related("position", "organisation__parent")
        self._jobs: dict[int, Employment] = {job.person_id: job for job in rows}
        self._book = CaseBook(
            [
                *(person for person in people if person is not None),
                *(job.position for job in self._jobs.values()),
                *(house_of(job.organisation) for job in self._jobs.values()),
            ]
        )

    def in_case(self, person: Person, case: Case) -> str:
        """«Громову И.П., заместителя начальника управления»; of another organisation it is named too."""
        name = self._book.with_initials(person, case)
        post = self._post(person, case)
        return f"{name}, {post}" if post else name

    def full_in_case(self, person: Person, case: Case) -> str:
        """«Захарову Ингу Львовну, учителя химии Лицея № 6»."""
        name, post = self._book.of(person, case), self._post(person, case)
        return f"{name}, {post}" if post else name

    def post(self, person: Person) -> str:
        """«Начальник управления», for a signature."""
        job = self._jobs.get(person.pk)
        return capital(job.position.name) if job else ""

    def post_and_place(self, person: Person) -> str:
        """«Директор СОШ № 1», «Начальник управления» of the issuer itself."""
        job = self._jobs.get(person.pk)
        if job is None:
            return ""
        house = house_of(job.organisation)
        place = "" if house.pk == self.order.organisation_id else self._book.of(house, Case.GENT)
        return f"{capital(job.position.name)} {place}".strip()

    def _post(self, person: Person, case: Case) -> str:
        job = self._jobs.get(person.pk)
        if job is None:
            return ""
        post = self._book.of(job.position, case)
        house = house_of(job.organisation)
        if house.pk == self.order.organisation_id and len(post.split()) > 1:
            return post
        return f"{post} {self._book.of(house, Case.GENT)}"


def house_of(organisation: Organisation) -> Organisation:
    return organisation.parent if organisation.is_department and organisation.parent else organisation


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def quoted(name: str) -> str:
    """In «ёлочки»; those inside become „лапки“."""
    return f"«{name.replace('«', '„').replace('»', '“')}»"


def small(text: str) -> str:
    """But for an abbreviation or a name in quotes: «МБОУ», «СОШ № 1»."""
    return text if text[1:2].isupper() or not text[:1].isalpha() else text[:1].lower() + text[1:]


def _says(text: str, words: str) -> bool:
    """Whether the words stand in the text, however they are spaced."""
    said = " ".join(words.split()).lower().strip(" .")
    return bool(said) and said in " ".join(text.split()).lower()
