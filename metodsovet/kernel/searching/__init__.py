"""Search by words across rooms: a room registers what can be found in it, and the surface asks them all alike.

Texts are indexed as they are, word by word; the forms of Russian words are taken on the side of the question.
"""

from metodsovet.kernel.searching.asked import Asked
from metodsovet.kernel.searching.expressions import Likeness, Sounds, Words
from metodsovet.kernel.searching.finding import find, found_among, keys_of, matching
from metodsovet.kernel.searching.kinds import Found, FoundPage, Searched, all_kinds, all_pages, offer, offer_page

__all__ = [
    "Asked",
    "Found",
    "FoundPage",
    "Likeness",
    "Searched",
    "Sounds",
    "Words",
    "all_kinds",
    "all_pages",
    "find",
    "found_among",
    "keys_of",
    "matching",
    "offer",
    "offer_page",
]
