"""One party: a name with its post, a post with its tail and names, a unit, or a continued list."""

from dataclasses import replace

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.parties.drafts import Draft
from metodsovet.kernel.parties.heads import PERSONAL, Category, Head, head_at
from metodsovet.kernel.parties.kinds import PartyKind
from metodsovet.kernel.parties.names import Name, looks_like_surname, name_at
from metodsovet.kernel.parties.phrases import Phrase, add_unknown
from metodsovet.kernel.parties.pieces import Tail
from metodsovet.kernel.parties.sharing import take_shared
from metodsovet.kernel.parties.tails import read_tail
from metodsovet.kernel.parties.tokens import written
from metodsovet.kernel.parties.units import unit_at

_STOPS = frozenset({",", ";", "/", "|", "\\", ":", "–", "(", ")", "и", "-", ".", "+", "&"})
_PERSONAL_OR_BODY = (*PERSONAL, Category.BODY)
_OBLIQUE_SINGULAR = frozenset({"gent"})


def take_party(phrase: Phrase) -> bool:
    return _take_name(phrase) or take_shared(phrase) or _take_doer(phrase) or _take_unit(phrase) or _take_body(phrase)


def _take_name(phrase: Phrase) -> bool:
    name = name_at(phrase.tokens, phrase.place)
    if name is None and phrase.last is not None and phrase.last.is_person and phrase.joint in (",", "и"):
        name = _lone_surname(phrase)
    if name is None:
        return False
    draft = Draft(phrase.place, name.end, names=[name])
    phrase.add(draft)
    _take_post_of(phrase, draft)
    return True


def _lone_surname(phrase: Phrase) -> Name | None:
    token = phrase.token()
    return Name(phrase.place + 1, token.text, "") if looks_like_surname(token) else None


def _take_post_of(phrase: Phrase, draft: Draft) -> None:
    """«Савчуку Л.И., директору МБОУ СОШ № 4», «Гончаренко И.А. – руководитель ГМО …»."""
    separator = phrase.token()
    start = phrase.place + 1 if separator.text in (",", "–", "-") else phrase.place
    cases = _cases_of(draft.names[0])
    head = head_at(phrase.tokens, start, cases)
    if head is not None and head.is_plural:
        head = head_at(phrase.tokens, start, cases - {"nomn"})
    if head is None or head.category not in PERSONAL or head.is_plural or head.category is Category.PEOPLE:
        return
    tail = read_tail(phrase.tokens, head.end, head)
    follows_name = name_at(phrase.tokens, tail.end) is not None
    if tail.is_broken or (follows_name and separator.text not in ("–", "-")):
        return
    draft.head, draft.pieces, draft.end = head, tail.pieces, tail.end
    draft.cases = None if head.is_shortened else head.cases
    phrase.place = tail.end


def _cases_of(name: Name) -> frozenset[str]:
    found = frozenset({"nomn"}).union(*(reading.cases for reading in name.readings))
    return found if name.cases is None else name.cases | {"nomn"}


def _take_doer(phrase: Phrase) -> bool:
    """A post, function, people or body, with its tail and the names after it."""
    head = head_at(phrase.tokens, phrase.place, phrase.cases()) or head_at(phrase.tokens, phrase.place)
    if head is None or head.category not in _PERSONAL_OR_BODY or _is_authority(phrase, head):
        return False
    if head.lemma in ("исполнитель", "соисполнитель"):
        return False
    tail = read_tail(phrase.tokens, head.end, head)
    if tail.is_broken or not _is_closed(phrase, tail):
        add_unknown(phrase, head.start, _chunk_end(phrase, tail.end))
        return True
    draft = Draft(head.start, tail.end, head=head, pieces=tail.pieces, cases=None if head.is_shortened else head.cases)
    phrase.add(draft)
    take_names(phrase, draft)
    if head.lemma == "ответственный" and not draft.names and not any(piece.preposition for piece in draft.pieces):
        draft.kind, draft.text = PartyKind.UNKNOWN, phrase.source_of(draft)
    return True


def _is_authority(phrase: Phrase, head: Head) -> bool:
    """«комитет по образованию», «администрация Н района» are organisations, «родительский комитет» is a body."""
    after = phrase.tokens[head.end] if head.end < len(phrase.tokens) else None
    if after is None or head.lemma not in ("комитет", "администрация"):
        return False
    if head.lemma == "комитет":
        return after.lower in ("по", "образования", "администрации")
    unit = unit_at(phrase.tokens, head.end, frozenset({"gent"}))
    return unit is not None and unit.category is Category.TERRITORY


def _is_closed(phrase: Phrase, tail: Tail) -> bool:
    """The party ends where a separator, a name or another party begins."""
    token = tail.token()
    if token.kind in ("end", "initials") or token.text in _STOPS:
        return True
    if name_at(phrase.tokens, tail.end) is not None or looks_like_surname(token):
        return True
    cases = phrase.cases() | {"nomn"}
    return token.kind == "word" and (head_at(phrase.tokens, tail.end, cases) is not None or token.lower in _OPENERS)


_OPENERS = frozenset({"совместно", "вместе", "при", "с", "по", "согласно", "в", "исп", "отв", "а"})


def _chunk_end(phrase: Phrase, place: int) -> int:
    while place < len(phrase.tokens) and phrase.tokens[place].text not in (",", ";", "/", "|"):
        place += 1
    return place


def take_names(phrase: Phrase, draft: Draft) -> None:
    """Names after a post: one for a single post, all of the list for «Методисты: …»."""
    head = draft.head
    shift = 1 if phrase.token().text in (":", "–", "-") else 0
    is_heading = phrase.token().text == ":"
    name = name_at(phrase.tokens, phrase.place + shift) or _lone_after_post(phrase, draft, shift)
    if name is None:
        return
    if head is not None and head.category is Category.BODY and shift:
        return
    draft.names = [name]
    draft.end = phrase.place = name.end
    if head is None or not (head.is_plural or (head.is_shortened and is_heading)):
        return
    while phrase.token().text in (",", "и") and (following := name_at(phrase.tokens, phrase.place + 1)) is not None:
        draft.names.append(following)
        draft.end = phrase.place = following.end
    if len(draft.names) == 1 and not shift:
        _make_single(phrase, draft, head)


def _lone_after_post(phrase: Phrase, draft: Draft, shift: int) -> Name | None:
    token = phrase.token(shift)
    if draft.head is None or draft.head.category not in PERSONAL or not looks_like_surname(token):
        return None
    return Name(phrase.place + shift + 1, token.text, "")


def _make_single(phrase: Phrase, draft: Draft, head: Head) -> None:
    """«директора МБОУ СОШ № 3 Белкова С.Г.»: one name, so the post is a genitive and not many posts."""
    single = head_at(phrase.tokens, head.start, _OBLIQUE_SINGULAR)
    if single is not None and not single.is_plural:
        draft.head, draft.cases = single, single.cases


def _take_unit(phrase: Phrase) -> bool:
    unit = unit_at(phrase.tokens, phrase.place, phrase.cases()) or unit_at(
        phrase.tokens, phrase.place, frozenset({"nomn"})
    )
    if unit is None:
        return False
    start = phrase.place
    kind = PartyKind.DEPARTMENT if unit.category is Category.DEPARTMENT else PartyKind.ORGANISATION
    if unit.category is Category.TERRITORY or not _is_known_unit(unit.lemma):
        add_unknown(phrase, start, _chunk_end(phrase, unit.end))
        return True
    if len(unit.numbers) > 1:
        for number in unit.numbers:
            phrase.add(Draft(start, unit.end, unit=unit, kind=kind, text=f"{unit.stem} № {number}"))
        return True
    draft = Draft(start, unit.end, unit=unit, kind=kind, text=_unit_text(unit.text, unit.lemma, unit.is_plural))
    draft.cases = None
    if kind is PartyKind.DEPARTMENT:
        _split_department(phrase, draft)
    phrase.add(draft)
    _take_place(phrase, draft)
    take_names(phrase, draft)
    return True


def _is_known_unit(lemma: str) -> bool:
    known = vocabulary.NAMED_ORGANISATIONS | vocabulary.LEGAL_FORMS | vocabulary.GENERIC_ORGANISATIONS
    return lemma in known or not lemma.isupper() or lemma.startswith(("Ц", "МБ", "МК", "МА", "ГБ"))


def _unit_text(text: str, lemma: str, is_plural: bool) -> str:
    is_class = is_plural or lemma in ("организация", "учреждение", "площадка", "школа", "сад")
    return text[:1].lower() + text[1:] if is_class and not text[:2].isupper() else text


def _split_department(phrase: Phrase, draft: Draft) -> None:
    """«отдел аттестации УО»: the department is the party, the organisation its scope."""
    assert draft.unit is not None
    draft.text = draft.unit.inner or draft.unit.text
    draft.text = draft.text[:1].lower() + draft.text[1:]
    if draft.unit.inner_end:
        outer = unit_at(phrase.tokens, draft.unit.inner_end, frozenset({"gent"}))
        draft.scope = outer.text if outer is not None else ""


def _take_place(phrase: Phrase, draft: Draft) -> None:
    """«ОО района», «школы города»: the territory of a class is its scope."""
    assert draft.unit is not None
    if not (draft.unit.is_generic or draft.unit.is_plural):
        return
    place = unit_at(phrase.tokens, phrase.place, frozenset({"gent"}))
    if place is not None and place.category is Category.TERRITORY:
        draft.scope = place.text
        draft.end = phrase.place = place.end


def _take_body(phrase: Phrase) -> bool:
    """«ПМПК», «ШМО учителей математики»."""
    token, after = phrase.token(), phrase.token(1)
    if token.kind == "number" and after.lower in ("класс", "классы", "группа", "группы"):
        text = written([token, after])
        phrase.add(Draft(phrase.place, phrase.place + 2, kind=PartyKind.GROUP, text=text))
        return True
    if token.text in vocabulary.OUTSIDE_OFFICES:
        phrase.add(Draft(phrase.place, phrase.place + 1, kind=PartyKind.ORGANISATION, text=token.text))
        return True
    if token.text not in vocabulary.BODY_ACRONYMS:
        return False
    every = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
    head = Head(phrase.place, phrase.place + 1, Category.BODY, token.text, "sing", every, (token.text,), token.text)
    head = replace(head, is_shortened=True)
    tail = read_tail(phrase.tokens, head.end, head)
    if tail.is_broken or not _is_closed(phrase, tail):
        add_unknown(phrase, head.start, _chunk_end(phrase, tail.end))
        return True
    draft = Draft(head.start, tail.end, head=head, pieces=tail.pieces)
    phrase.add(draft)
    take_names(phrase, draft)
    return True
