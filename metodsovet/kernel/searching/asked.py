"""The question as the database understands it."""

import re
from dataclasses import dataclass
from functools import cached_property

from metodsovet.kernel.russian import forms_of, in_other_layout, is_link_word, unlatin

_WORD = re.compile(r"[0-9a-zа-я]+")
MOST_WORDS = 8
LONGEST_WORD = 40
SHORTEST_BEGINNING = 2


@dataclass(frozen=True)
class Asked:
    """``text`` as typed. A word finds its other forms and what begins with it; a single letter only beside others."""

    text: str

    @cached_property
    def plain(self) -> str:
        """Lower case, ё as е, words divided by one space: the same as the database makes of a title."""
        return " ".join(_WORD.findall(unlatin(self.text).lower().replace("ё", "е")))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words that have to be found; link words count only when there is nothing else."""
        typed = [word[:LONGEST_WORD] for word in self.plain.split()][:MOST_WORDS]
        telling = [word for word in typed if not is_link_word(word)]
        return tuple(dict.fromkeys(telling or typed))

    @property
    def is_enough(self) -> bool:
        """Whether it narrows anything: two letters or a number."""
        return any(word.isdigit() or len(word) >= SHORTEST_BEGINNING for word in self.words)

    @cached_property
    def forms(self) -> str:
        """tsquery of whole words in any of their forms."""
        return " & ".join(f"({' | '.join(forms_of_word(word))})" for word in self.words)

    @cached_property
    def beginnings(self) -> str:
        """tsquery of the forms and of everything that begins with the words."""
        return " & ".join(self.of_word(word) for word in self.words)

    def of_word(self, word: str) -> str:
        """tsquery of one word. «7» is not the beginning of «72» until it is the one being typed, and then with «72»."""
        is_number = word[0].isdigit()
        begins = not is_number or (word == self.words[-1] and len(word) >= SHORTEST_BEGINNING)
        return f"({' | '.join([*forms_of_word(word), *([f'{word}:*'] if begins else [])])})"

    def switched(self) -> "Asked":
        """The same keys in the other layout."""
        return Asked(in_other_layout(self.text))


def forms_of_word(word: str) -> list[str]:
    """Forms as lexemes; what the dictionary writes in two words cannot be one."""
    if word[0].isdigit() or not "а" <= word[0] <= "я":
        return [word]
    return sorted(form for form in forms_of(word) if _WORD.fullmatch(form))
