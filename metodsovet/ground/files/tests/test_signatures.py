"""Detached signatures are known by their structure, whatever program wrote them."""

import base64

import pytest

from metodsovet.ground.files.recognition import recognise
from metodsovet.ground.files.recognition.kinds import SIGNATURE
from metodsovet.kernel.errors import DomainError

DER = bytes.fromhex("3082010006092a864886f70d010702") + bytes(range(256))
PLAIN = base64.encodebytes(DER)


@pytest.mark.parametrize(
    "content",
    (
        DER,
        PLAIN,
        PLAIN.replace(b"\n", b"\r\n"),
        b"-----BEGIN CMS-----\n" + PLAIN + b"-----END CMS-----\n",
        b"-----BEGIN PKCS7-----\n" + PLAIN + b"-----END PKCS7-----\n",
    ),
    ids=("bytes", "base64", "windows", "cms", "pkcs7"),
)
@pytest.mark.parametrize("name", ("приказ.pdf.sig", "a.p7s", "a.sgn"))
def test_detached_signature_is_taken(content: bytes, name: str) -> None:
    assert recognise(content, name) is SIGNATURE


@pytest.mark.parametrize("content", (b"text", base64.b64encode(b"text of a letter"), DER[1:]))
def test_what_only_calls_itself_a_signature_is_refused(content: bytes) -> None:
    with pytest.raises(DomainError):
        recognise(content, "a.sig")


def test_signature_under_another_name_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        recognise(DER, "приказ.pdf")

    assert refusal.value.code == "name_differs"
