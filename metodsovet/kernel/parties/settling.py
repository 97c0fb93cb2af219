"""What only the whole phrase tells: a post shared by several people, a common unit, the case of the list."""

from itertools import pairwise

from metodsovet.kernel.parties.drafts import Draft, generic_holder, is_doer
from metodsovet.kernel.parties.heads import Category
from metodsovet.kernel.parties.pieces import Kind

# Plurals that are read as the post of the people listed before them; «педагоги» after names are others.
_SHARED_POSTS = frozenset(
    {"методист", "специалист", "заместитель", "директор", "заведующий", "воспитатель", "преподаватель", "учитель"}
)


_MEMBERS = frozenset({"член", "участник"})


def settle(drafts: list[Draft]) -> list[Draft]:
    _share_units(drafts)
    _share_headings(drafts)
    return _share_posts(drafts)


def phrase_cases(drafts: list[Draft]) -> frozenset[str] | None:
    """The case in which the list of names stands, when a form in it can be no nominative; None when nothing tells."""
    common: frozenset[str] | None = None
    for draft in drafts:
        if not draft.is_bare_person:
            continue
        for name in draft.names:
            cases = frozenset().union(*(reading.cases for reading in name.readings))
            if "nomn" in cases:
                continue
            common = cases if common is None else common & cases
    for draft in drafts:
        if draft.cases and "nomn" not in draft.cases and not draft.manner:
            common = draft.cases if common is None else common & draft.cases or common
    return common or None


def _share_units(drafts: list[Draft]) -> None:
    """«директора и заместители директоров МБОУ СОШ № 1»: the unit at the end belongs to both."""
    for left, right in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if right.joint != "и" or left.head is None or right.head is None or left.names or left.pieces:
            continue
        if not (is_doer(left.head) and is_doer(right.head)) or not right.pieces or right.names:
            continue
        last = right.pieces[-1]
        if last.kind is Kind.UNIT:
            left.pieces = [piece for piece in right.pieces if piece.kind is Kind.UNIT]
        elif (last.kind is Kind.COMMUNITY and left.head.lemma == "руководитель" and right.head.lemma in _MEMBERS) or (
            last.kind is Kind.CLASS and generic_holder(left.head) and generic_holder(right.head)
        ):
            left.pieces = [last]


def _share_headings(drafts: list[Draft]) -> None:
    """«методистам Ивановой Н.Н. (СОШ № 1), Кузнецову П.П. (СОШ № 2)»: the plural before them is the post of both."""
    for left, right in pairwise(drafts):
        head = left.head
        if head is None or not head.is_plural or not left.is_person or not left.names:
            continue
        if right.is_bare_person and right.joint in (",", "и"):
            right.head, right.cases = head, left.cases
            right.pieces = [piece for piece in left.pieces if piece.kind is not Kind.UNIT or not right.scope]


def _share_posts(drafts: list[Draft]) -> list[Draft]:
    """«Синицына Н.А., Воробей С.С., методисты»: the plural after two names is their post."""
    settled: list[Draft] = []
    for draft in drafts:
        people = _bare_people(settled) if _is_shared_post(draft) else []
        if len(people) < 2:
            settled.append(draft)
            continue
        for person in people:
            person.head, person.pieces, person.cases = draft.head, draft.pieces, draft.cases
    return settled


def _is_shared_post(draft: Draft) -> bool:
    head = draft.head
    if (
        head is None
        or draft.names
        or not head.is_plural
        or head.category is not Category.POST
        or draft.joint not in (",", "–", "-")
    ):
        return False
    if head.lemma == "учитель":
        return bool(draft.pieces)
    return head.lemma in _SHARED_POSTS


def _bare_people(drafts: list[Draft]) -> list[Draft]:
    people: list[Draft] = []
    for draft in reversed(drafts):
        if not draft.is_bare_person:
            break
        people.append(draft)
    return people
