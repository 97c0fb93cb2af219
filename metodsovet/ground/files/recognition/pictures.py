"""Pictures are walked part by part: a signature alone proves nothing."""

import struct
import zlib

from metodsovet.ground.files.recognition.refusals import refused

JPEG_START = b"\xff\xd8\xff"
PNG_START = b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN = 0xDA
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def check_jpeg(content: bytes, name: str) -> None:
    """Segments follow one another to the scan, and one of them gives the size of the picture."""
    place, has_frame = 2, False
    while place + 4 <= len(content):
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if content[place] != 0xFF or length < 2:
            break
        has_frame = has_frame or marker in _FRAMES
        if marker == _START_OF_SCAN:
            if has_frame:
                return
            break
        place += 2 + length
    raise refused("broken", name)


def check_png(content: bytes, name: str) -> None:
    """Chunks with right sums from the header to the end, and nothing behind it."""
    place = len(PNG_START)
    while place + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        body_end = place + 8 + length
        if place == len(PNG_START) and kind != b"IHDR":
            break
        stated = content[body_end : body_end + 4]
        if len(stated) < 4 or zlib.crc32(content[place + 4 : body_end]) != int.from_bytes(stated, "big"):
            break
        place = body_end + 4
        if kind == b"IEND" and place == len(content):
            return
    raise refused("broken", name)
