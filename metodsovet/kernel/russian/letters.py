"""Repair of typing: Latin look-alikes, digits for letters, words cut at a line end."""

import re

from metodsovet.kernel.russian.morphology import is_word

_LATIN = "ABCEHKMOPTXYaceopxyk"
_CYRILLIC = "АВСЕНКМОРТХУасеорхук"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_ROMAN = str.maketrans("ХІМСхімс", "XIMCximc")
_DIGITS = {"0": "о", "3": "з", "4": "ч", "6": "б"}

# Names that are written in Latin letters although each letter has a twin.
_FOREIGN = frozenset({"MAX", "TOP", "PRO"})

_WORD = re.compile(r"[A-Za-zА-Яа-яЁёІі0-9]+")
_INITIAL = re.compile(r"(?<![A-Za-zА-Яа-яЁё])([ABCEHKMOPTXY])(?=\.\s?[А-ЯЁ])|(?<=[А-ЯЁ]\.)(\s?[ABCEHKMOPTXY])(?=\.)")
_HAS_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_HAS_LATIN = re.compile(r"[A-Za-z]")
_ROMAN = re.compile(r"[IVXLCDM]+", re.IGNORECASE)
CUT = re.compile(r"(?<![А-Яа-яЁё])([А-Яа-яЁё]{2,})[-‐‑¬]\s+([а-яё]{2,})")
_SPACED = re.compile(r"(?<![А-ЯЁа-яё])[А-ЯЁа-яё](?:[ \u00a0]{1,3}[А-ЯЁа-яё]){3,}(?![А-ЯЁа-яё])")
_LONGEST_WORD = 30
_SHORT_WORDS = frozenset({"о", "об", "и", "в", "с", "к", "по", "на", "за", "до", "от", "из"})
_HANGING = frozenset({"и", "или", "либо", "по", "на", "до", "не", "для"})


def unlatin(text: str) -> str:
    """Latin look-alikes and digits typed inside Russian words become Russian letters; Roman numerals stay Latin.

    A Latin word made of look-alikes only («OO») is taken for Russian when the rest of the text is Russian.
    """
    if not _HAS_CYRILLIC.search(text):
        return text
    text = _INITIAL.sub(lambda found: found.group().translate(_TO_CYRILLIC), text)
    return _WORD.sub(lambda found: _russian_word(found.group()), text)


def join_cut(text: str) -> str:
    """Join words hyphenated at a line or page end; a real hyphen («учитель- логопед») only loses the space."""
    return CUT.sub(joined_cut, text.replace("\u00ad", ""))


def unspaced(text: str) -> str:
    """«П Р И К А З» → «ПРИКАЗ», «О  П Л А Н Е» → «О ПЛАНЕ»; letters that make no words stay apart."""
    return _SPACED.sub(lambda found: _words_of_letters(found.group()), text)


def _words_of_letters(spaced: str) -> str:
    letters = "".join(spaced.split())
    words = _parted(letters.lower())
    if words is None:
        return spaced
    parts, place = [], 0
    for word in words:
        parts.append(letters[place : place + len(word)])
        place += len(word)
    return " ".join(parts)


def _parted(letters: str) -> list[str] | None:
    """As few words of the dictionary as possible; None when there are letters left over."""
    best: list[list[str] | None] = [[]]
    for end in range(1, len(letters) + 1):
        found = None
        for start in range(max(0, end - _LONGEST_WORD), end):
            before, word = best[start], letters[start:end]
            if before is None or not (word in _SHORT_WORDS or (len(word) > 2 and is_word(word))):
                continue
            if found is None or len(before) + 1 < len(found):
                found = [*before, word]
        best.append(found)
    return best[-1]


def _russian_word(word: str) -> str:
    if _HAS_LATIN.search(word):
        word = _without_latin(word)
    if word[0].isdigit() or word[-1].isdigit() or any(letter.isdigit() for letter in word):
        word = _without_digits(word)
    return word


def _without_latin(word: str) -> str:
    roman = word.translate(_TO_ROMAN)
    if word != "c" and _ROMAN.fullmatch(roman):
        return roman
    twins = all(letter in _LATIN for letter in word)
    if not twins and not _HAS_CYRILLIC.search(word):
        return word
    if twins and (word in _FOREIGN or not (word.isupper() or len(word) == 1)):
        return word
    return word.translate(_TO_CYRILLIC)


def _without_digits(word: str) -> str:
    """«ШМ0» → «ШМО», «3авуч» → «Завуч»; «5а», «Педагог13», «2024г» stay."""
    letters = [letter for letter in word if letter.isalpha()]
    digits = [letter for letter in word if letter.isdigit()]
    if len(digits) != 1 or digits[0] not in _DIGITS or len(letters) < 2 or not _HAS_CYRILLIC.search(word):
        return word
    letter = _DIGITS[digits[0]]
    place = word.index(digits[0])
    is_upper = place == 0 or all(other.isupper() for other in letters)
    repaired = word.replace(digits[0], letter.upper() if is_upper else letter)
    is_acronym = digits[0] == "0" and all(other.isupper() for other in letters)
    is_prefix = repaired.lower() in {"зам", "зав"}
    return repaired if is_acronym or is_prefix or is_word(repaired.lower()) else word


def joined_cut(found: re.Match[str]) -> str:
    left, right = found.groups()
    if right in _HANGING:
        return found.group()
    joined = left + right
    if is_word(joined.lower()) or not (is_word(left.lower()) or is_word(right)):
        return joined
    return f"{left}-{right}"
