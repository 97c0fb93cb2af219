"""Names to come in with, proposed from the names of people: «n.biriukova», «n.biriukova2» for a namesake."""

from collections.abc import Iterable, Sequence

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person

LETTERS = dict(zip("абвгдезийклмнопрстуф", "abvgdeziiklmnoprstuf", strict=True)) | {
    "ё": "e",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "ie",
    "ы": "y",
    "э": "e",
    "ю": "iu",
    "я": "ia",
}
"""As in passports for going abroad; «ь» is dropped. Source: Doc 9303 of ICAO, part 3, table of Cyrillic letters."""
INITIALS = LETTERS | {"ю": "yu", "я": "ya"}
"""An initial is guessed by ear: Юлия looks for «yu», not for the «i» of the table."""
LONGEST = 60


def login_base(person: Person) -> str:
    """Initial and last name in Latin letters; «user» for a name that has none of our letters."""
    first = person.first_name[:1]
    initial, last = INITIALS.get(first.lower()) or latin(first), latin(person.last_name)
    return ".".join(filter(None, (initial, last)))[:LONGEST].strip(".-") or "user"


def free_logins(people: Sequence[Person]) -> list[str]:
    """One for each person in their order, none of them taken; two queries or fewer."""
    bases = [login_base(person) for person in people]
    taken = _taken(set(bases))
    logins = []
    for base in bases:
        number, login = 1, base
        while login in taken:
            number += 1
            login = f"{base}{number}"
        taken.add(login)
        logins.append(login)
    return logins


def latin(name: str) -> str:
    """«Щербакова-Юн» → «shcherbakova-yun»; what is no letter and no dash is dropped."""
    letters = (LETTERS.get(letter, letter) for letter in name.lower())
    return "".join(letter for letter in "".join(letters) if (letter.isascii() and letter.isalpha()) or letter == "-")


def _taken(bases: Iterable[str]) -> set[str]:
    pattern = "|".join(sorted(base.replace(".", r"\.") for base in bases))
    return set(User.objects.filter(login__regex=rf"^({pattern})[0-9]*$").values_list("login", flat=True))
