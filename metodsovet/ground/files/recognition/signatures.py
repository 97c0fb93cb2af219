"""Detached signatures: CMS «signed data» as bytes, or the same in Base64 with or without its PEM lines."""

import base64
import binascii
import re

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
"""The object identifier 1.2.840.113549.1.7.2. Source: RFC 5652, п. 5.1."""
HEAD_BYTES = 20
_SEQUENCE = b"\x30"
_PEM_LINE = re.compile(rb"-----(?:BEGIN|END) (?:CMS|PKCS7)-----")


def is_signature(content: bytes) -> bool:
    return _is_signed_data(content) or _is_signed_data(_from_base64(content))


def _is_signed_data(content: bytes) -> bool:
    return content.startswith(_SEQUENCE) and SIGNED_DATA in content[:HEAD_BYTES]


def _from_base64(content: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(_PEM_LINE.sub(b"", content).split()), validate=True)
    except binascii.Error:
        return b""
