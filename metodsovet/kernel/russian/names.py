import re
from collections.abc import Callable
from functools import cache, lru_cache

from pymorphy3.analyzer import Parse
from pytrovich.detector import PetrovichGenderDetector
from pytrovich.enums import Case as PetrovichCase
from pytrovich.enums import Gender as PetrovichGender
from pytrovich.enums import NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from metodsovet.kernel.russian.morphology import Case, Gender, is_word, word_forms

NBSP = "\u00a0"

_CASES = {
    Case.GENT: PetrovichCase.GENITIVE,
    Case.DATV: PetrovichCase.DATIVE,
    Case.ACCS: PetrovichCase.ACCUSATIVE,
    Case.ABLT: PetrovichCase.INSTRUMENTAL,
    Case.LOCT: PetrovichCase.PREPOSITIONAL,
}
_GENDERS = {Gender.MALE: PetrovichGender.MALE, Gender.FEMALE: PetrovichGender.FEMALE}
_INITIALS = re.compile(r"(?:[А-ЯЁA-Z]\.[\s\u00a0]?){1,3}")
_KINSHIP = {"оглы": Gender.MALE, "улы": Gender.MALE, "уулу": Gender.MALE, "кызы": Gender.FEMALE, "гызы": Gender.FEMALE}
_AFTER_HUSHING_SOFT = ("жь", "чь", "шь", "щь")
_WITH_FLEETING_O = ("енок", "ёнок", "онок")
_AFTER_HARD = {Case.GENT: "а", Case.DATV: "у", Case.ACCS: "а", Case.ABLT: "ом", Case.LOCT: "е"}
_AFTER_HUSHING = {Case.GENT: "а", Case.DATV: "у", Case.ACCS: "а", Case.ABLT: "ем", Case.LOCT: "е"}
_CONSONANTS = "бвгджзйклмнпрстфхцчшщь"

# Foreign feminine names that the rules would decline by their soft sign.
_UNDECLINED_FIRST_NAMES = frozenset({"нинель", "николь", "асель", "айгуль", "гузель", "рашель", "жизель", "адель"})
# Surnames stressed on their last letter, and first halves that are no surname of their own.
_UNDECLINED_SURNAMES = frozenset({"золя", "петипа", "дега", "люка", "кара", "тер"})


def short_name(last: str, first: str, patronymic: str = "") -> str:
    """«О.В. Лебедева» with a space that never breaks."""
    initials = _initials(first, patronymic)
    return f"{initials}{NBSP}{last}" if initials else last


def list_name(last: str, first: str, patronymic: str = "") -> str:
    """«Лебедева О.В.», as lists are sorted, with a space that never breaks."""
    initials = _initials(first, patronymic)
    return f"{last}{NBSP}{initials}" if initials else last


@lru_cache(maxsize=4096)
def decline_name(full_name: str, case: Case, gender: Gender | None = None) -> str:
    """«Фамилия Имя Отчество» or a surname with initials in the case.

    Without ``gender`` it is read from the name itself. Where the name does not tell («Коваль А.В.»),
    what depends on the gender stays in the nominative: an undeclined name is odd, a wrong one is a mistake.
    """
    found = _INITIALS.search(full_name)
    if found:
        surname = (full_name[: found.start()] + full_name[found.end() :]).strip()
        declined = decline_part(surname, NamePart.LASTNAME, case, gender or gender_of(surname))
        return full_name.replace(surname, declined) if surname else full_name
    words = full_name.split()
    if not words:
        return ""
    last, first, *patronymic = [*words, ""] if len(words) == 1 else words
    gender = gender or gender_of(last, first, " ".join(patronymic))
    parts = [decline_part(last, NamePart.LASTNAME, case, gender), decline_part(first, NamePart.FIRSTNAME, case, gender)]
    if patronymic:
        parts.append(_decline_patronymic(" ".join(patronymic), case, gender))
    return " ".join(part for part in parts if part)


def decline_part(word: str, part: NamePart, case: Case, gender: Gender | None) -> str:
    """One surname, first name or patronymic; of unknown gender only what declines alike for both."""
    if not word or (part is NamePart.FIRSTNAME and word.lower() in _UNDECLINED_FIRST_NAMES):
        return word
    if gender is None and word[-1].lower() in _CONSONANTS:
        return word
    if part is NamePart.LASTNAME:
        return "-".join(_decline_surname(one, case, gender) for one in word.split("-"))
    return _by_rules(word, part, case, gender)


@lru_cache(maxsize=4096)
def gender_of(last: str, first: str = "", patronymic: str = "") -> Gender | None:
    """What the words of the name tell; None when they tell nothing or disagree."""
    for word in patronymic.lower().split():
        if word in _KINSHIP:
            return _KINSHIP[word]
        if word.endswith(("ич", "ыч")):
            return Gender.MALE
    if not (last or first or patronymic):
        return None
    detect: Callable[[str | None, str | None, str | None], PetrovichGender] = _detector().detect
    found = detect(first or None, last or None, patronymic or None)
    return {PetrovichGender.MALE: Gender.MALE, PetrovichGender.FEMALE: Gender.FEMALE}.get(found)


def _by_rules(word: str, part: NamePart, case: Case, gender: Gender | None) -> str:
    petrovich_gender = _GENDERS[gender] if gender else PetrovichGender.ANDROGYNOUS
    return str(_maker().make(part, petrovich_gender, _CASES[case], word, gender is not None))


def _decline_surname(surname: str, case: Case, gender: Gender | None) -> str:
    """One surname, or one half of a double surname."""
    lower = surname.lower()
    if not surname or lower in _UNDECLINED_SURNAMES:
        return surname
    if gender is Gender.MALE and lower.endswith(_AFTER_HUSHING_SOFT):
        return surname[:-1] + _AFTER_HUSHING[case]  # «Мышь»: a man's surname goes as «камыш», whatever the noun
    if gender is Gender.MALE and lower.endswith(_WITH_FLEETING_O):
        return f"{surname[:-2]}к{_AFTER_HARD[case]}"
    noun = _noun_of(lower) if gender is Gender.MALE or lower.endswith(("а", "я")) else None
    return _as_noun(surname, noun, case) if noun else _by_rules(surname, NamePart.LASTNAME, case, gender)


@lru_cache(maxsize=4096)
def _noun_of(surname: str) -> Parse | None:
    """The noun that the surname is: «Прибой», «Соловей», «Орёл» decline as it does and not as «Толстой», «Палей»."""
    if not is_word(surname) or surname.endswith("арь"):  # «Бондарем» of the man, «бондарём» of the trade
        return None
    readings = [form for form in word_forms(surname) if form.tag.case == "nomn"]
    if any(form.tag.POS != "NOUN" for form in readings):
        return None
    is_of_a = surname.endswith(("а", "я"))
    return next(
        (
            form
            for form in readings
            if form.tag.number == "sing"
            and (is_of_a or form.tag.gender == "masc")
            and not {"Surn", "Geox", "Fixd"} & form.tag.grammemes
        ),
        None,
    )


def _as_noun(surname: str, noun: Parse, case: Case) -> str:
    is_of_a = noun.word.endswith(("а", "я"))
    target = Case.GENT if case is Case.ACCS and not is_of_a else case
    declined = noun.inflect({target.value, "sing"})
    if declined is None:
        return surname
    return str(declined.word).upper() if surname.isupper() else str(declined.word).capitalize()


def _decline_patronymic(patronymic: str, case: Case, gender: Gender | None) -> str:
    if patronymic.lower().split()[-1] in _KINSHIP or patronymic.lower().endswith(tuple(f"-{end}" for end in _KINSHIP)):
        return patronymic
    if patronymic.lower().endswith("ыч"):
        return patronymic + _AFTER_HUSHING[case]
    return decline_part(patronymic, NamePart.MIDDLENAME, case, gender)


def _initials(first: str, patronymic: str) -> str:
    return "".join(f"{word[0].upper()}." for word in (first.strip(), patronymic.strip()) if word)


@cache
def _maker() -> PetrovichDeclinationMaker:
    return PetrovichDeclinationMaker()


@cache
def _detector() -> PetrovichGenderDetector:
    return PetrovichGenderDetector()


def natural_key(name: str) -> list[tuple[int, str]]:
    """To sort by: «СОШ № 2» before «СОШ № 10»."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]
