import re
from collections.abc import Callable


class TracedText:
    """A text under repair in which every letter remembers its place in the source."""

    def __init__(self, source: str) -> None:
        self.text = source
        self._spans = [(place, place + 1) for place in range(len(source))]

    def replace_letters(self, text: str) -> None:
        """Take a text of the same length, letter for letter."""
        assert len(text) == len(self.text)
        self.text = text

    def replace(self, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> None:
        """As ``re.sub``; a changed match keeps the span of the whole match for each of its letters."""
        pieces: list[str] = []
        spans: list[tuple[int, int]] = []
        done = 0
        for found in pattern.finditer(self.text):
            new = by(found)
            if new == found.group():
                continue
            pieces += [self.text[done : found.start()], new]
            span = self.span(found.start(), found.end())
            spans += self._spans[done : found.start()] + _aligned(self._spans[found.start() : found.end()], new, span)
            done = found.end()
        self.text = "".join([*pieces, self.text[done:]])
        self._spans = spans + self._spans[done:]

    def cut(self, place: int) -> None:
        """Drop one letter."""
        self.text = self.text[:place] + self.text[place + 1 :]
        del self._spans[place]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Place in the source of a not empty piece of the text."""
        if start >= end:
            return (0, 0)
        return self._spans[start][0], self._spans[end - 1][1]


def _aligned(old: list[tuple[int, int]], new: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    if len(old) == len(new):
        return old
    if len(new) > len(old):
        return old + [old[-1]] * (len(new) - len(old)) if old else [span] * len(new)
    return [*old[: len(new) - 1], (old[len(new) - 1][0], span[1])] if new else []
