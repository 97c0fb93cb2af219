"""What was meant when the keyboard stood in the other layout: «gkfy» for «план»."""

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>#'
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю" + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ№"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)


def in_other_layout(text: str) -> str:
    """The same keys pressed in the other layout; a text with Latin letters is taken for one meant in Russian."""
    has_latin = any("a" <= letter <= "z" for letter in text.lower())
    return text.translate(_TO_RUSSIAN if has_latin else _TO_LATIN)
