"""Names of WordprocessingML elements and attributes."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def w(name: str) -> str:
    return _W + name


VAL = w("val")
TABLE = w("tbl")
ROW = w("tr")
CELL = w("tc")
PARAGRAPH = w("p")
RUN = w("r")
TEXT = w("t")
BOX = w("txbxContent")
CHOICE = _MC + "Choice"
FALLBACK = _MC + "Fallback"
ALTERNATIVE = _MC + "AlternateContent"


def is_on(element: object) -> bool:
    """A toggle like ``<w:b/>``: present, and not switched off by its value."""
    return element is not None and element.get(VAL, "1") not in {"0", "false", "off", "none"}  # type: ignore[attr-defined]
