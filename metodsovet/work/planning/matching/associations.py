import re

from metodsovet.kernel.parties import Party
from metodsovet.kernel.russian import lemmas
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.planning.matching.choices import NOBODY, HolderChoice, Proposal
from metodsovet.work.planning.matching.functions import ANY_ASSOCIATION, body_kind
from metodsovet.work.planning.matching.labels import community_choice, heads_choice, members_choice, office_choice
from metodsovet.work.planning.matching.registers import Register

Kind = CommunityKind.Code
_LABELS = {
    Kind.SCHOOL_ASSOCIATION.value: "руководители школьных объединений",
    Kind.CITY_ASSOCIATION.value: "руководители городских объединений",
    ANY_ASSOCIATION: "руководители всех методических объединений",
}
_MEMBERS = re.compile(
    r"(?:(?:все|актив) )?(?:член|участник)[а-я]*\b"
    r"|(?:педагог|учител|воспитател)[а-я]* (?:[а-я]+ )?(?:объединени|ассоциаци|[шгрм]?мо\b)",
    re.IGNORECASE,
)
_OFFICES = (
    (frozenset({"руководитель"}), Office.Kind.HEAD),
    (frozenset({"председатель"}), Office.Kind.HEAD),
    (frozenset({"заместитель", "руководитель"}), Office.Kind.DEPUTY),
    (frozenset({"заместитель", "председатель"}), Office.Kind.DEPUTY),
    (frozenset({"секретарь"}), Office.Kind.SECRETARY),
    (frozenset({"куратор"}), Office.Kind.CURATOR),
)
_COMMON_WORDS = frozenset(
    {
        "руководитель", "председатель", "член", "методический", "объединение", "школьный", "городской", "районный",
        "муниципальный", "окружной", "предметный", "учитель", "педагог", "и", "шмо", "гмо", "рмо", "ммо", "мо", "пмс",
        "омо", "умо", "ассоциация", "профессиональный", "сообщество", "оо", "оу", "школа", "образовательный", "все",
        "организация", "общеобразовательный", "совет", "рабочий", "группа", "творческий",
    }
)  # fmt: skip
_OWN_WORDS = _COMMON_WORDS | {
    "центр",
    "лаборатория",
    "мастерская",
    "секция",
    "клуб",
    "пункт",
    "коллектив",
    "участник",
    "актив",
}
"""How the plan of a community calls it without its name."""


def propose_own(party: Party, register: Register) -> Proposal | None:
    """In the plan of a community «руководитель объединения», «секретарь», «члены» are its own."""
    own = register.own
    if own is None or party.person:
        return None
    known = frozenset(lemmas(f"{own.name} {own.kind.name} {own.kind.short_name} {own.subject or ''}")) | _OWN_WORDS
    words = frozenset(lemmas(f"{party.text} {party.scope}"))
    reason = f"Это план объединения: {own.name}."
    if _MEMBERS.match(party.text):
        return Proposal(members_choice(own), is_sure=True, reason=reason) if words <= known else None
    title, office = _office_of(party.text, words, register)
    if not office or not words <= known | title:
        return None
    if office not in register.own_offices and office != Office.Kind.HEAD:
        missing = Office.Kind(office).label
        return Proposal(NOBODY, False, f"У объединений этого вида нет должности «{missing}»: выберите, кто это.")
    return Proposal(office_choice(own, office), is_sure=True, reason=reason)


def propose_association(party: Party, kind: str, register: Register) -> Proposal:
    """Heads of associations: all of a kind, or of the one whose subject the words name."""
    subject = _own_words(party.text)
    everyone = heads_choice("" if kind == ANY_ASSOCIATION else kind, _LABELS[kind])
    if not subject:
        return Proposal(everyone, is_sure=True, reason=f"По реестру объединений: {_LABELS[kind]}.")
    fitting = [
        one for one in register.communities if kind in (one.kind.code, ANY_ASSOCIATION) and _speaks_of(one, subject)
    ]
    if len(fitting) == 1:
        return Proposal(community_choice(fitting[0]), is_sure=True, reason=f"Объединение найдено: {fitting[0].name}.")
    reason = "Подходит несколько объединений: выберите." if fitting else "Объединения по этому предмету в реестре нет."
    return Proposal(NOBODY, False, reason, (*(community_choice(one) for one in fitting), everyone))


def propose_body(party: Party, register: Register) -> Proposal:
    """A council or working group: its head answers for it."""
    kind = body_kind(party.text)
    bodies = [one for one in register.communities if one.kind.code == kind]
    subject = _own_words(party.text)
    fitting = [one for one in bodies if _speaks_of(one, subject)] if subject else bodies
    choices: tuple[HolderChoice, ...] = tuple(community_choice(one) for one in fitting or bodies)
    if len(fitting) == 1:
        return Proposal(
            choices[0], is_sure=bool(subject), reason=f"За группу отвечает её руководитель: {fitting[0].name}."
        )
    return Proposal(NOBODY, False, "Такой группы в реестре нет: выберите, кто отвечает.", choices)


def _office_of(text: str, words: frozenset[str], register: Register) -> tuple[frozenset[str], str]:
    """The words of the longest title among the given ones, and its office; of one only: «секретарь», no «секретари»."""
    first = text.split(maxsplit=1)[0].lower() if text.split() else ""
    if first not in words:
        return frozenset(), ""
    titles = [*_OFFICES, *((frozenset(lemmas(title)), code) for code, title in register.own_offices.items())]
    found = max((one for one in titles if one[0] <= words), key=lambda one: len(one[0]), default=(frozenset(), ""))
    return found[0], str(found[1])


def _own_words(text: str) -> frozenset[str]:
    """What is left beside the words every association shares: its subject."""
    return frozenset(lemmas(text)) - _COMMON_WORDS


def _speaks_of(community: Community, subject: frozenset[str]) -> bool:
    name = f"{community.name} {community.subject.name if community.subject else ''}"
    return subject <= frozenset(lemmas(name))
