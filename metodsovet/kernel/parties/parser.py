from metodsovet.kernel.parties.values import Party, PartyKind
from metodsovet.kernel.russian import unlatin


def parse_parties(source: str) -> tuple[Party, ...]:
    """Parties in the order of the text; what is not understood is of kind ``unknown``."""
    return (Party(source=source, kind=PartyKind.UNKNOWN, text=source.strip(), scope="", person=""),)


def normalised(source: str) -> str:
    """Key under which a once matched phrase is remembered."""
    text = unlatin(source.replace("\u00a0", " ")).lower().replace("ё", "е")
    for dash in "–—−‐‑":
        text = text.replace(dash, "-")
    return " ".join(text.split()).strip(" .,;")
