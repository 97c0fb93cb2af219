import re

from metodsovet.kernel.parties import Party
from metodsovet.kernel.russian import lemmas
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.planning.matching.choices import NOBODY, HolderChoice, Proposal
from metodsovet.work.planning.matching.functions import ANY_ASSOCIATION, body_kind
from metodsovet.work.planning.matching.labels import community_choice, heads_choice
from metodsovet.work.planning.matching.registers import Register

Kind = CommunityKind.Code
_LABELS = {
    Kind.SCHOOL_ASSOCIATION.value: "руководители школьных объединений",
    Kind.CITY_ASSOCIATION.value: "руководители городских объединений",
    ANY_ASSOCIATION: "руководители всех методических объединений",
}
_OWN_HEAD = re.compile(r"(?:руководитель|председатель)\b", re.IGNORECASE)
_COMMON_WORDS = frozenset(
    {
        "руководитель", "председатель", "член", "методический", "объединение", "школьный", "городской", "районный",
        "муниципальный", "окружной", "предметный", "учитель", "педагог", "и", "шмо", "гмо", "рмо", "ммо", "мо", "пмс",
        "омо", "умо", "ассоциация", "профессиональный", "сообщество", "оо", "оу", "школа", "образовательный", "все",
        "организация", "общеобразовательный", "совет", "рабочий", "группа", "творческий",
    }
)  # fmt: skip
_OWN_WORDS = _COMMON_WORDS | {"центр", "лаборатория", "мастерская", "секция", "клуб", "пункт", "коллектив"}
"""How the plan of a community calls it without its name."""


def propose_own(party: Party, register: Register) -> Proposal | None:
    """In the plan of a community «руководитель объединения», «председатель» are its own head."""
    own = register.own
    if own is None or party.person or not _OWN_HEAD.match(party.text):
        return None
    known = frozenset(lemmas(f"{own.name} {own.kind.name} {own.kind.short_name} {own.subject or ''}")) | _OWN_WORDS
    if frozenset(lemmas(f"{party.text} {party.scope}")) <= known:
        return Proposal(community_choice(own), is_sure=True, reason=f"Это план объединения: {own.name}.")
    return None


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


def _own_words(text: str) -> frozenset[str]:
    """What is left beside the words every association shares: its subject."""
    return frozenset(lemmas(text)) - _COMMON_WORDS


def _speaks_of(community: Community, subject: frozenset[str]) -> bool:
    name = f"{community.name} {community.subject.name if community.subject else ''}"
    return subject <= frozenset(lemmas(name))
