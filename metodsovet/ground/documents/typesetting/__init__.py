"""PDF by Typst, many pages at once, in a limited process; knows no Django.

Templates are ours, beside this file. Data reach them as JSON by ``sys.inputs`` and are never source: whatever a name
holds, it is printed as it stands. Fonts are those of the product; there are no packages, no network, no system fonts.
"""

from metodsovet.ground.documents.typesetting.pages import Page, typeset_apart, typeset_together

__all__ = ["Page", "typeset_apart", "typeset_together"]
