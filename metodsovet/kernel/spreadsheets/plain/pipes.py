"""Tables drawn with «|»."""

import re

_RULE = re.compile(r"^\s*\|?[\s:|+=-]*-{2,}[\s:|+=-]*\|?\s*$")
_FRAME = re.compile(r"^\s*\+(?:[-=]+\+)+\s*$")
_PIPED_LINES = 2


def has_pipes(text: str) -> bool:
    piped = 0
    for line in text.splitlines():
        # A line with tabs that mentions «|» is a tabbed one.
        piped += "\t" not in line and line.count("|") >= 2 - (not line.strip().startswith("|"))
        if piped >= _PIPED_LINES:
            return True
    return False


def pipe_cells(line: str) -> list[str] | None:
    """Cells of a line, [] never: None for a line that is no row."""
    if "|" not in line or _RULE.match(line):
        return None
    body = line.strip()
    body = body[1:] if body.startswith("|") else body
    body = body[:-1] if body.endswith("|") and not body.endswith("\\|") else body
    cells = [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", body)]
    return cells if len(cells) > 1 or line.strip().startswith("|") else None


def unframed(text: str) -> str:
    """Rulers dropped; in a framed table («+---+») the lines between two rulers make one row."""
    lines = text.splitlines()
    if not any(_FRAME.match(line) for line in lines):
        return "\n".join(line for line in lines if not _RULE.match(line))
    answer: list[str] = []
    group: list[list[str]] = []
    for line in lines:
        cells = pipe_cells(line)
        if cells is not None:
            group.append(cells)
            continue
        answer.extend(_merged(group))
        group = []
        if not _RULE.match(line) and not _FRAME.match(line):
            answer.append(line)
    answer.extend(_merged(group))
    return "\n".join(answer)


def _merged(group: list[list[str]]) -> list[str]:
    if not group:
        return []
    width = max(map(len, group))
    columns = (("<br>".join(row[index] for row in group if index < len(row) and row[index])) for index in range(width))
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in columns) + " |"]
