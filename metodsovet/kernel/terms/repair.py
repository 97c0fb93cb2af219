"""What typing, scanning and copying do to a cell is undone here, before anything is understood."""

import re
import unicodedata

from metodsovet.kernel.terms.words import KNOWN_WORDS, corrected

_DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\u0300\u0301]")
_DASHES = re.compile("[‐‑‒–—―−⁃﹣－_]+")
_SPACES = re.compile(r"\s+")
_LOOKALIKES = str.maketrans("aceopxykmtbhiABCEHKMOPTXYIіІӀ", "асеорхукмтвніАВСЕНКМОРТХУІІІІ")
_TO_ROMAN = str.maketrans({"І": "I", "і": "I", "Ӏ": "I", "l": "I", "|": "I", "П": "II", "п": "II", "Ш": "III",
                           "ш": "III", "У": "V", "у": "V", "Х": "X", "х": "X", "i": "I", "v": "V", "Y": "V", "x": "X",
                           "Ⅰ": "I"})  # fmt: skip
_NUMBERED = r"(?:кв|кварт|полуг|п/г|четв|дек(?!аб)|нед|половин|триместр)"
_ROMAN = re.compile(
    rf"(?<![\w])([IVXYivxlІіӀПпШшУуХх|]{{1,4}})(?=(?:\s?-\s?(?:й|я|ой|ая|ое|го|е|ю|ую|ей|м|х))?"
    rf"(?:\s*(?:[-,/и]|по)\s*[IVXivxlІіӀПпШшУуХх]{{1,4}})*\s*{_NUMBERED})"
)
_MONTH_IN_ROMAN = re.compile(r"(?<=\d[./])\s?([IVXІіХУ]{1,4})(?=[./]\s?\d)")
_ONES = re.compile(r"(?<![\d.])(11|111|1[VvУу])(?=\s*(?:кв|полуг|четв|декад|половин))")
_WORD = re.compile(r"[^\W\d_]+")
_DIGITS_INSIDE = str.maketrans("6034", "бозч")
_DIGIT_INSIDE = re.compile(r"(?<=[а-яё])[6034](?=[а-яё])|(?<![\w.])[034](?=[а-яё]{4})", re.IGNORECASE)
_FRAGMENTS = re.compile(r"[^\W\d_]+(?:(?: |- ?)[^\W\d_]+)+")
_DURING = re.compile(r"\b[вВ] ?теч(?:ени[еи]\b|ен\.|ен\b|\.|\b)")
_NUMBER_IN_WORDS = re.compile(
    r"(\d+)\s?\((?:одн|дв|тр[её]|четыр|пят|шест|сем|восьм|девят|десят)[а-яё]*\)", re.IGNORECASE
)
_LATER_THAN = re.compile(r"(\bне (?:позднее|позже|ранее|раньше|реже)),(?= чем\b)", re.IGNORECASE)
_LONGEST_JOIN = 12


def repaired(source: str) -> str:
    """One line of ordinary characters, with the words of time spelt right; everything else as typed."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", source))
    text = _SPACES.sub(" ", _DASHES.sub("-", text)).strip()
    text = _LATER_THAN.sub(r"\1", text)
    text = _NUMBER_IN_WORDS.sub(r"\1", text)
    text = re.sub(r"г\s?\.\s?г(?![а-яё])", "гг", text)
    text = re.sub(r"(?<![а-яё])[тс]\s?\.\s?г\.?(?![а-яё])", "текущего года", text)
    text = _ONES.sub(lambda found: found[1].replace("1", "I"), text)
    text = _ROMAN.sub(lambda found: found[1].translate(_TO_ROMAN), text)
    text = _MONTH_IN_ROMAN.sub(lambda found: found[1].translate(_TO_ROMAN), text)
    text = _DIGIT_INSIDE.sub(lambda found: found[0].translate(_DIGITS_INSIDE), text)
    text = _WORD.sub(_with_russian_letters, text)
    text = _FRAGMENTS.sub(_joined, text)
    return _SPACES.sub(" ", _DURING.sub("в течение ", _WORD.sub(_corrected, text))).strip()


def _with_russian_letters(found: re.Match[str]) -> str:
    word = found[0]
    if word.isascii() and re.fullmatch("[IVX]+", word):
        return word
    russian = word.translate(_LOOKALIKES)
    if russian == word:
        return word
    mixed = any("а" <= letter.lower() <= "я" for letter in word)
    return russian if mixed or _plain(russian) in KNOWN_WORDS else word


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _joined(found: re.Match[str]) -> str:
    """Words torn by a space or a line's hyphen («сентя брь», «с е н т я б р ь») become whole."""
    pieces = re.split(r"( |- ?)", found[0])
    words, gaps = pieces[::2], [*pieces[1::2], ""]
    result: list[str] = []
    index = 0
    while index < len(words):
        count = _torn(words, index)
        result.append("".join(words[index : index + count]) + gaps[index + count - 1])
        index += count
    return "".join(result)


def _torn(words: list[str], index: int) -> int:
    """How many fragments from ``index`` on make one known word."""
    if len(words[index]) > 1 and _plain(words[index]) in KNOWN_WORDS and _is_whole(words, index):
        return 1
    whole, longest = "", 1
    for count, word in enumerate(words[index : index + _LONGEST_JOIN], start=1):
        whole += _plain(word)
        known = sum(_plain(piece) in KNOWN_WORDS and len(piece) > 1 for piece in words[index : index + count])
        if count > 1 and len(whole) > 3 and whole in KNOWN_WORDS and known < count:
            longest = count
    return longest


def _is_whole(words: list[str], index: int) -> bool:
    """A known word may still be the head of a torn one («мар та», «март а» are not told apart by their heads)."""
    following = _plain(words[index + 1]) if index + 1 < len(words) else ""
    return not following or following in KNOWN_WORDS or _plain(words[index]) + following not in KNOWN_WORDS


def _corrected(found: re.Match[str]) -> str:
    word = found[0]
    plain = _plain(word)
    right = corrected(plain)
    return word if right == plain else right
