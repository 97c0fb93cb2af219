"""Russian text as the papers want it: counted nouns, dates, names and positions in cases, repaired typing."""

from metodsovet.kernel.russian.counting import Grammar, number_words, with_words
from metodsovet.kernel.russian.dates import date_short, date_text, month_name
from metodsovet.kernel.russian.layouts import in_other_layout
from metodsovet.kernel.russian.letters import join_cut, unlatin, unspaced
from metodsovet.kernel.russian.morphology import Case, Gender, forms_of, is_link_word, lemmas, plural
from metodsovet.kernel.russian.names import decline_name, gender_of, list_name, natural_key, short_name
from metodsovet.kernel.russian.nominatives import nominative_of
from metodsovet.kernel.russian.organisations import decline_organisation
from metodsovet.kernel.russian.positions import decline_position
from metodsovet.kernel.russian.written_dates import WrittenDate, read_date, short_date, written_dates

__all__ = [
    "Case",
    "Gender",
    "Grammar",
    "WrittenDate",
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
    "nominative_of",
    "number_words",
    "plural",
    "read_date",
    "short_date",
    "short_name",
    "unlatin",
    "unspaced",
    "with_words",
    "written_dates",
]
