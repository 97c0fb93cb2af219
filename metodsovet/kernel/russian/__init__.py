"""Russian text as the papers want it: counted nouns, dates, names and positions in cases, repaired typing."""

from metodsovet.kernel.russian.dates import date_short, date_text, month_name
from metodsovet.kernel.russian.layouts import in_other_layout
from metodsovet.kernel.russian.letters import join_cut, unlatin
from metodsovet.kernel.russian.morphology import Case, Gender, forms_of, is_link_word, lemmas, plural
from metodsovet.kernel.russian.names import decline_name, gender_of, list_name, natural_key, short_name
from metodsovet.kernel.russian.organisations import decline_organisation
from metodsovet.kernel.russian.positions import decline_position

__all__ = [
    "Case",
    "Gender",
    "date_short",
    "date_text",
    "decline_name",
    "decline_organisation",
    "decline_position",
    "forms_of",
    "gender_of",
    "in_other_layout",
    "is_link_word",
    "join_cut",
    "lemmas",
    "list_name",
    "month_name",
    "natural_key",
    "plural",
    "short_name",
    "unlatin",
]
