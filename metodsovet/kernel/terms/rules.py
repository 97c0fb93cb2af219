"""The machinery of folding: rules that rewrite runs of symbols, applied until nothing changes."""

import re
from collections.abc import Callable, Sequence

Rewrite = Callable[[re.Match[str]], str | None]
Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_MACROS = {
    "@D": r"#?(\d{1,2})",
    "@N": r"#(-?\d{1,2})",
    "@M": r"M(\d\d)",
    "@Y": r"Y(\d{4})",
    "@S": r"S(\d{4})",
    "@W": r"W(MO|TU|WE|TH|FR|SA|SU)",
    "@P": r"<([^<>= ]+)>",
    "@A": r"(?:-|,|и)",
}
_MOST_ROUNDS = 12


def rule(pattern: str, rewrite: str | Rewrite) -> Rule:
    """A rule over whole symbols; a rewrite that answers None leaves the run as it is."""
    for macro, expression in _MACROS.items():
        pattern = pattern.replace(macro, expression)
    return bare_rule(rf"(?<= )(?:{pattern})(?= )", rewrite)


def bare_rule(expression: str, rewrite: str | Rewrite) -> Rule:
    """A rule over parts of symbols, in plain regular expressions."""
    return re.compile(expression), rewrite if isinstance(rewrite, str) else _kept(rewrite)


def fold(line: str, rules: Sequence[Rule]) -> str:
    for _ in range(_MOST_ROUNDS):
        before = line
        for pattern, rewrite in rules:
            line = pattern.sub(rewrite, line)
        if line == before:
            break
    return line


def _kept(rewrite: Rewrite) -> Callable[[re.Match[str]], str]:
    return lambda found: answer if (answer := rewrite(found)) is not None else found[0]
