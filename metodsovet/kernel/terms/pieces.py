"""Pieces of a pattern as text: giving them the year the phrase names, joining them into ranges."""

from datetime import date

from metodsovet.kernel.terms.patterns import Piece, parse_piece

_AUTUMN = 8
_DATED_KINDS = {"day": "date", "month": "date", "W": "date", "D": "date", "H": "date"}


def bound_to_year(piece: str, year: int) -> str | None:
    """The piece in a calendar year; None when it has no such reading."""
    parsed = parse_piece(piece)
    if parsed.is_bound:
        return piece if parsed.year == year else None
    if parsed.kind in ("T", "school_year", "year"):
        return None
    return f"{year}{piece}" if parsed.kind in ("Q", "HY") else f"{year}-{piece}"


def bound_to_school_year(piece: str, start: int) -> str | None:
    parsed = parse_piece(piece)
    if parsed.is_bound:
        return piece
    if parsed.kind in ("HY", "T"):
        return f"{start}/{piece}"
    return bound_to_year(piece, start if parsed.first_month >= 9 else start + 1)


def bound_span(span: str, year: int, *, school: bool = False) -> str | None:
    """A whole span in a year: the last piece is in it, the first one in it or, across New Year, before it."""
    bound = span[:2] if span[:2] in ("<=", ">=") else ""
    first, _, last = span[len(bound) :].partition("..")
    if school:
        ends = [bound_to_school_year(piece, year) for piece in (first, last) if piece]
        if last and parse_piece(first).first_month == 8:
            ends[0] = bound_to_year(first, year)
        return bound + "..".join(end for end in ends if end) if all(ends) else None
    if not last:
        piece = bound_to_year(first, year)
        return bound + piece if piece else None
    end = bound_to_year(last, year)
    return joined(first, end) if end else None


def joined(first: str, last: str) -> str | None:
    """``first..last``; a year one of them names goes to the other."""
    start, end = parse_piece(first), parse_piece(last)
    if _family(start) != _family(end):
        return None
    if end.is_bound and not start.is_bound:
        assert end.year is not None
        earlier = end.year if _place(start) <= _place(end) else end.year - 1
        bound = bound_to_school_year(first, end.year) if end.of_school_year else bound_to_year(first, earlier)
    elif start.is_bound and not end.is_bound:
        assert start.year is not None
        later = start.year if _place(start) <= _place(end) else start.year + 1
        other = bound_to_school_year(last, start.year) if start.of_school_year else bound_to_year(last, later)
        return f"{first}..{other}" if other else None
    else:
        bound = first if _is_forward(start, end) else None
    return f"{bound}..{last}" if bound else None


def _family(piece: Piece) -> str:
    return _DATED_KINDS.get(piece.kind, piece.kind)


def _place(piece: Piece) -> tuple[int, int]:
    """Where a piece begins within a calendar year."""
    if piece.kind in ("Q", "HY", "T"):
        return piece.number, 0
    day = {"day": piece.number, "D": piece.number * 10 - 9, "W": piece.number * 7 - 6, "H": piece.number * 15 - 14}
    return piece.month, max(day.get(piece.kind, 0), 0)


def _is_forward(first: Piece, last: Piece) -> bool:
    if first.is_bound:
        assert first.year is not None
        assert last.year is not None
        return (first.year, *_place(first)) <= (last.year, *_place(last))
    if first.kind in ("Q", "HY", "T"):
        return first.number < last.number or (first.kind == "Q" and first.number == 4)
    if first.month <= last.month:
        return _place(first) < _place(last)
    # Over New Year a range begins in autumn: «май – апрель» may be typed the wrong way round.
    return first.month >= _AUTUMN


def before_month(piece: str) -> str | None:
    """The month whose last day is the deadline of «до мая»; «до сентября» without a year could be either end of it."""
    parsed = parse_piece(piece)
    month = parsed.month - 1 or 12
    if parsed.year is None:
        return f"{month:02d}" if parsed.month != 9 else None
    return f"{parsed.year if parsed.month > 1 else parsed.year - 1}-{month:02d}"


def is_possible(piece: str) -> bool:
    parsed = parse_piece(piece)
    if parsed.kind != "day":
        return True
    try:
        date(parsed.year or 2024, parsed.month, parsed.number)
    except ValueError:
        return False
    return True
