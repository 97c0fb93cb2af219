import pytest

from metodsovet.kernel import invariants


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants, "_known", {})


def silent() -> list[str]:
    return []


def test_a_finding_counts_all_and_names_the_first() -> None:
    @invariants.holds("room:nobody_is_late")
    def nobody_is_late() -> list[str]:
        """Никто
        не опоздал."""
        return [f"row {number}" for number in range(7)]

    (finding,) = invariants.check(list(invariants._known.values()))

    assert str(finding) == (
        "room:nobody_is_late: Никто не опоздал. Нарушено: row 0, row 1, row 2, row 3, row 4 и ещё 2"
    )


def test_an_invariant_is_stated_once_and_says_what_it_means() -> None:
    @invariants.holds("room:all_is_well")
    def all_is_well() -> list[str]:
        """Всё хорошо."""
        return []

    assert invariants.check(list(invariants._known.values())) == []
    with pytest.raises(ValueError):
        invariants.holds("room:all_is_well")(all_is_well)
    with pytest.raises(ValueError):
        invariants.holds("room:without_words")(silent)
