"""An invented coat of arms: a shield with a book on it, drawn dot by dot."""

import struct
import zlib

WIDTH, HEIGHT = 300, 360
PAPER, BORDER, FIELD, BOOK = b"\xff\xff\xff", b"\x20\x30\x50", b"\x2f\x6f\xb5", b"\xff\xff\xff"
EDGE, ROUND_FROM = 8, 180
BOOK_LEFT, BOOK_TOP, BOOK_BOTTOM, SPINE = 70, 110, 210, 6


def coat_of_arms() -> bytes:
    """A png; the same every time."""
    rows = b"".join(b"\0" + b"".join(_dot(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _dot(x: int, y: int) -> bytes:
    inside = _depth(x, y)
    if inside < 0:
        return PAPER
    if inside < EDGE:
        return BORDER
    is_book = BOOK_LEFT < x < WIDTH - BOOK_LEFT and BOOK_TOP < y < BOOK_BOTTOM
    return BOOK if is_book and abs(x - WIDTH / 2) > SPINE else FIELD


def _depth(x: int, y: int) -> float:
    """How far inside the shield; below zero outside."""
    half = WIDTH / 2
    if y > ROUND_FROM:
        half *= max(0.0, 1 - ((y - ROUND_FROM) / (HEIGHT - ROUND_FROM)) ** 2)
    return min(half - abs(x - WIDTH / 2), y, HEIGHT - 1 - y)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
