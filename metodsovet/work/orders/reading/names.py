"""Words by which people, posts and acts show themselves in the text of an order."""

import re

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?)?"
_LAST_INITIALS = r"[А-ЯЁ]\.(?:\s?[А-ЯЁ](?:\.|(?![\w.])))?"
_ANY_SURNAME = rf"(?:{_SURNAME}|[А-ЯЁ]{{3,}})"
# «округа Луговск И.В. Гречко»: initials between two words belong to the second.
_OF_NEXT = rf"(?!\s?(?:[А-ЯЁ]\.\s?)?{_SURNAME}(?!\s[А-ЯЁ]\.))"
SHORT_NAME = rf"(?:{_INITIALS}\s?{_ANY_SURNAME}|{_ANY_SURNAME}\s{_LAST_INITIALS}{_OF_NEXT})"
FULL_NAME = rf"{_SURNAME}\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|ична|инична|ич|вича|вичу|вны|вне|вну|ичем|вной)"
TURNED_NAME = rf"[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вна|ична|ич)\s{_SURNAME}"
NAME = re.compile(rf"(?<![А-ЯЁа-яё.])(?:{FULL_NAME}|{TURNED_NAME}|{SHORT_NAME})(?![а-яё])")
POST = re.compile(
    r"^(?:и\.\s?о\b|врио\b|вр\.\s?и\.\s?о|исполняющ"
    r"|временно исполняющ|перв\w+ зам|зам\b|заместител|начальник|нач\.|директор"
    r"|заведующ|глав[аы]\b|руководител|председател|ректор|министр|мэр|управляющ|методист|главн\w+ |ведущ\w+ |старш\w+ "
    r"|секретар|советник|специалист)",
    re.IGNORECASE,
)
ACT_KINDS = ("приказ", "распоряжение", "постановление", "решение")
EOL_MARKS = (".", ";", ":", "!", "?")
COMMANDS = (
    "приказываю", "приказываем", "приказывает", "обязываю", "обязываем", "распоряжаюсь", "постановляю", "постановляем",
    "постановляет", "постановил", "постановила", "решила", "решило", "решил", "предписываю", "предлагаю",
)  # fmt: skip
COMMAND = re.compile(
    r"(?<![а-яё])(?P<word>" + "|".join(r"\s*".join(command) for command in COMMANDS) + r")(?![а-яё])\s*(?P<colon>:?)",
    re.IGNORECASE,
)
