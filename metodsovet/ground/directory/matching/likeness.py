"""Somebody of the place whom the file does not name otherwise: a slip of the pen or a new surname."""

from collections.abc import Collection, Iterator, Sequence

from metodsovet.ground.directory.matching.judgements import MOVED, NEW, RENAMED, THIS, Candidate, Judgement, doubtful
from metodsovet.ground.directory.matching.keys import is_near, name_key
from metodsovet.ground.directory.matching.registers import KnownPerson, Register
from metodsovet.ground.directory.matching.rows import ListedRow
from metodsovet.ground.directory.reading import Data

MOST_CANDIDATES = 6


def like_somebody(row: ListedRow, register: Register, place: int | str, named: Collection[str]) -> Judgement | None:
    """``named`` are keys of the names that the file has at the place: those people speak for themselves."""
    if not isinstance(place, int):
        return None
    others = [person for person in register.at[place].values() if person.key not in named]
    if not others:
        return None
    given = name_key(row.data["first_name"], row.data.get("patronymic", "")) if row.data.get("patronymic") else ""
    for person in others:
        if is_near(row.key, person.key):
            return _slip(person, row.words)
        if _may_be_married(row.data, person, given):
            return _married(person)
    return None


def each_of(people: Sequence[KnownPerson], register: Register) -> Iterator[Candidate]:
    """To choose among people of one name or of the same initials."""
    for one in people[:MOST_CANDIDATES]:
        yield Candidate(f"{THIS}:{one.pk}", one.full_name, register.works_text(one))


def works_elsewhere(people: Sequence[KnownPerson], register: Register) -> Judgement:
    """Whoever has the same name in another organisation: moved here, works here too, or is another person."""
    candidates: list[Candidate] = []
    for one in people[:MOST_CANDIDATES]:
        works = register.works_text(one)
        if one.jobs:
            candidates.append(Candidate(f"{MOVED}:{one.pk}", "Тот же человек, перешёл сюда", works))
        label = "Тот же человек, второе место" if one.jobs else "Тот же человек"
        candidates.append(Candidate(f"{THIS}:{one.pk}", label, works))
    reason = f"В справочнике уже есть {people[0].full_name}: {register.works_text(people[0])}."
    return doubtful(reason, [*candidates, newcomer()])


def newcomer() -> Candidate:
    return Candidate(NEW, "Другой, новый человек", "будет добавлен в справочник")


def _may_be_married(data: Data, person: KnownPerson, given: str) -> bool:
    """``given`` is the key of the first name and patronymic; without a patronymic too many are alike."""
    if former := data.get("former_name"):
        return person.key == name_key(former, data["first_name"], data.get("patronymic", ""))
    return person.gender != "m" and bool(given) and person.key.endswith(f" {given}")


def _slip(person: KnownPerson, words: str) -> Judgement:
    return doubtful(
        f"Похоже на описку: здесь работает {person.full_name}, а в файле такого имени нет.",
        [
            Candidate(f"{THIS}:{person.pk}", "Тот же человек, верно в справочнике", person.full_name),
            Candidate(f"{RENAMED}:{person.pk}", "Тот же человек, верно в файле", words),
            newcomer(),
        ],
    )


def _married(person: KnownPerson) -> Judgement:
    return doubtful(
        f"Возможно, сменилась фамилия: здесь работает {person.full_name}, а в файле такого имени нет.",
        [Candidate(f"{RENAMED}:{person.pk}", "Тот же человек, фамилия сменилась", person.full_name), newcomer()],
    )
