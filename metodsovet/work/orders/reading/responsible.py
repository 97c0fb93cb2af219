"""Whom a point names: the addressee, the appointed, the controller."""

import re

from metodsovet.kernel.parties import Party, PartyKind, parse_parties
from metodsovet.kernel.russian import nominative_of
from metodsovet.work.orders.reading import verbs
from metodsovet.work.orders.reading.appointing import OFFICE, appointed_in
from metodsovet.work.orders.reading.names import NAME
from metodsovet.work.orders.reading.people import after_preposition, before_verb, known, trimmed, without_duty
from metodsovet.work.orders.reading.words import Word, open_text, words_of

LABELLED = re.compile(
    r"(?:^|(?<=[.;,(\n])\s*)(?:ответственн\w+|отв\.?|исполнител[ьи])(?:\s+(?:исполнител[ьи]|лиц[оа]))?(?:\s+за\s[^:–—\n]{3,60}?)?\s*(?::|(?<!\d)[–—](?!\d)|\s-\s|(?<=отв\.))\s*"
    r"(?P<who>[^\n;)]+?)\s*(?=[;)\n]|\.\s*(?:срок|контроль)|\.?$)",
    re.IGNORECASE,
)
_ADDRESSING = re.compile(r"^(?:рекоменд|поруч|предл|обяза|разреш|предпис|прос|попрос)")
_SHARED = re.compile(
    r"[,;]\s*(?:а\s+)?(?:по\s+|в\s+части\s+)?(?:исполнени\w+\s+)?(?:пп?\.|пункт\w*)\s*[\d.,\sи–—-]+?\s*[–—-]\s*(?=на\s)",
    re.IGNORECASE,
)
# Whoever is named after these receives it.
_GIVING = re.compile(r"^(?:пода|направ|предостав|представ|сда|переда|сообщ|вруч|высла|отправ|долож|присла)")
_BEFORE_SELF = re.compile(r"(?:[–—-]\s*|\bвозложить\s+|\bпоручить\s+)(?=(?:за|на)\s|[а-яё]+у\s)")
_SELF = re.compile(r"\bза\s+собой\b|\bна\s+себя\b", re.IGNORECASE)


def responsible_of(text: str, kind: str, verb: Word | None) -> tuple[Party, ...]:
    labelled = LABELLED.search(text)
    if labelled is not None and kind != verbs.CONTROL:
        return parse_parties(labelled["who"].strip(" .,"))
    if kind == verbs.CONTROL:
        return _controllers(text, verb)
    if kind == verbs.APPOINT:
        found = [party for party, _ in appointed_in(text, verb)]
        return tuple(party for party in found if party.person or not verbs.is_creating(verb))
    if kind in (verbs.ASSIGN, verbs.INFORM):
        return _addressees(text, verb)
    return ()


def is_addressed(text: str, verb: Word | None) -> bool:
    """Whether somebody is told to do it: then «утвердить» and «назначить» are his to do."""
    before = before_verb(text, verb) if verb is not None else ""
    is_told = any(word.may_be("datv") and not word.may_be("ablt") for word in words_of(before)[:1])
    names = verb is not None and verb.lower.startswith(("назнач", "избра"))
    is_office = names and not is_told and OFFICE.match(before.lower())
    return before != "" and not is_office and _is_addressed(before) and bool(known(before))


def is_self(text: str) -> bool:
    return _SELF.search(text) is not None


def _controllers(text: str, verb: Word | None) -> tuple[Party, ...]:
    opened = open_text(text)
    after = text[verb.end :] if verb else text
    own = _SELF.search(after)
    if own is not None and verb is not None and (named := _named_before(text[: verb.start])):
        return named
    if own is not None:
        # «возложить на методиста, общий контроль оставляю за собой»: whoever is named before.
        after = re.sub(
            r",?\s*(?:(?:а|и)\s)?(?:общий\s)?контроль\b.*$|\bза\s+собой.*$|\bна\s+себя.*$", "", after, flags=re.DOTALL
        )
    if verb is not None and re.match(r"(?:возл|закреп)", verb.lower):
        shared = [party for part in _SHARED.split(after) for party in after_preposition(part, "на")]
        return tuple(shared) or after_preposition(after, "за") or known(trimmed(after))
    if verb is not None and verb.lower.startswith("остав"):
        return after_preposition(after, "за")
    if verb is None:
        return known(re.sub(r"^.*?[–—:]\s*", "", text, count=1)) if re.search(r"[–—:]", opened) else ()
    return known(trimmed(without_duty(after)))


def _named_before(text: str) -> tuple[Party, ...]:
    """«Контроль за пунктами 3 и 4 – за методистом Белкиной О.Д., в остальном контроль оставляю за собой»."""
    place = next((found.end() for found in _BEFORE_SELF.finditer(open_text(text))), None)
    if place is None:
        return ()
    said = re.sub(r",?\s*(?:(?:а|и)\s)?(?:в\s+остальном\s*)?(?:,?\s*общий\s)?контроль\b.*$", "", text[place:])
    return after_preposition(said, "за") or after_preposition(said, "на")


def _addressees(text: str, verb: Word | None) -> tuple[Party, ...]:
    if verb is None:
        return known(text.rstrip(" :")) if text.rstrip().endswith(":") else ()
    before = before_verb(text, verb)
    if before:
        if _is_addressed(before):
            return _dative(before)
        is_told = _names_object(before) and not _GIVING.match(verb.lower)
        return _trailing(text[verb.end :]) if is_told else ()
    if _ADDRESSING.match(verb.lower):
        return _between(text, verb)
    return ()


def _dative(phrase: str) -> tuple[Party, ...]:
    """«Бухгалтерии» is one bookkeeping told to do it, not several."""
    first = words_of(phrase)[0]
    is_either = any(form.tag.case == "nomn" and form.tag.number == "plur" for form in first.forms) and any(
        form.tag.case == "datv" and form.tag.number == "sing" and form.tag.animacy == "inan" for form in first.forms
    )
    return known(nominative_of(phrase, "datv") if is_either else phrase)


def _is_addressed(phrase: str) -> bool:
    """A dative, or a body named in the nominative: «МБУ «Центр» (И.И. Иванова): …», «Методический совет: …»."""
    words = words_of(phrase)
    if not words:
        return False
    first = words[0]
    is_name = first.text.isupper() or phrase[:1] in '«"' or NAME.match(phrase) is not None
    if is_name or first.may_be("datv"):
        return True
    is_known = all(party.kind is not PartyKind.UNKNOWN for party in parse_parties(phrase))
    return is_known and first.may_be("nomn", part=("NOUN",)) and not _is_object(first)


def _names_object(phrase: str) -> bool:
    """«Пункт 3 приказа»; «дважды в год» names none, and whoever comes after the verb is then told, not asked."""
    return any(word.part == "NOUN" and word.may_be("accs") for word in words_of(phrase)[:1])


def _is_object(word: Word) -> bool:
    """«Итоги рассмотреть …»: what it is done to, not who does it."""
    tag = word.forms[0].tag
    return bool(tag.animacy == "inan" and tag.case == "accs" and tag.gender != "neut")


def _between(text: str, verb: Word) -> tuple[Party, ...]:
    """«Рекомендовать руководителям … обеспечить»: between the verb and the infinitive under it."""
    after = text[verb.end :]
    words = words_of(open_text(after))
    following = next((word for word in words if word.part == "INFN"), None)
    if following is not None and following is words[0]:
        return ()
    phrase = after[: following.start] if following else _first_dative(after, words)
    phrase = without_duty(phrase) if following is None else phrase
    return known(_asked(trimmed(phrase), verb))


def _asked(phrase: str, verb: Word) -> str:
    """«Просить директора МБУ «Стадион»» asks one: of two forms alike the genitive is meant."""
    first = words_of(phrase)[:1]
    is_one = (
        verb.lower.startswith(("прос", "попрос"))
        and bool(first)
        and NAME.search(phrase) is None
        and any(form.tag.case in ("accs", "gent") and form.tag.number == "sing" for form in first[0].forms)
    )
    return nominative_of(phrase, "gent") if is_one else phrase


def _first_dative(after: str, words: list[Word]) -> str:
    return after if words and words[0].may_be("datv") else ""


def _trailing(after: str) -> tuple[Party, ...]:
    """«Пункт 3 приказа исполнить до 1 ноября руководителям ДОУ»: an object stands first, so people come last."""
    words = words_of(open_text(after))
    for place, word in enumerate(words):
        is_person = len(word.text) > 1 and any(
            form.tag.case == "datv" and form.tag.POS == "NOUN" and form.tag.animacy == "anim" for form in word.forms
        )
        if is_person and not (place and words[place - 1].part == "PREP"):
            found = known(trimmed(after[word.start :]))
            return found if found and found[0].kind is not PartyKind.UNKNOWN else ()
    return ()
