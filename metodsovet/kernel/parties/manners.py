"""Words about the way a party takes part: together, assisting, by agreement, or where it is written."""

from metodsovet.kernel.parties.tokens import Token

ASSISTANCE = frozenset({"участии", "участием", "привлечением", "поддержке", "содействии"})
_TOGETHER = frozenset({"совместно", "вместе"})
_WRITTEN = frozenset(
    {"согласованию", "приказу", "графику", "списку", "плану", "положению", "соответствии", "запросу", "отдельному"}
    | {"необходимости", "договоренности", "договорённости"}
)


def is_manner(tokens: list[Token], place: int) -> bool:
    first, second = (*(token.lower for token in tokens[place : place + 2]), "", "")[:2]
    if first in _TOGETHER or (first in ("при", "с") and second in ASSISTANCE):
        return True
    return first in ("по", "согласно", "в") and second in _WRITTEN
