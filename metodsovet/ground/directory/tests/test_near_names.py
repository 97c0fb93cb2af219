"""Two names one slip apart: a letter wrong, missing or too many, or two neighbours that changed places."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from metodsovet.ground.directory.matching.keys import is_near

LETTERS = "абв"
NAMES = st.text(LETTERS, min_size=1, max_size=7)


def slips_of(name: str) -> Iterator[str]:
    for place in range(1, len(name) + 1):
        before, after = name[:place], name[place:]
        yield before + after[1:]
        for letter in LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


@given(NAMES, NAMES)
@settings(max_examples=300, deadline=None)
def test_names_are_near_exactly_when_one_slip_parts_them(one: str, other: str) -> None:
    assert is_near(one, other) == (one != other and other in set(slips_of(one)))


@given(NAMES, st.data())
@settings(max_examples=300, deadline=None)
def test_every_slip_after_the_first_letter_is_near(one: str, data: st.DataObject) -> None:
    other = data.draw(st.sampled_from(sorted(set(slips_of(one)) - {one})))

    assert is_near(one, other)
