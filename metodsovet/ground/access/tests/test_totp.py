from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from django.test import override_settings

from metodsovet.ground.access import totp
from metodsovet.ground.access.codes import fits, hash_of, new_code

MOMENT = datetime(2027, 1, 20, 9, 0, 10, tzinfo=UTC)
NOW = totp.step_at(MOMENT)


@pytest.mark.parametrize(
    ("seconds", "code"),
    (
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ),
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    """Source: RFC 6238, appendix B, the last six digits."""
    step = totp.step_at(datetime.fromtimestamp(seconds, UTC))

    assert totp.code_at(b"12345678901234567890", step) == code


@pytest.mark.parametrize(
    ("ahead", "after", "step"),
    ((0, 0, NOW), (-1, 0, NOW - 1), (1, 0, NOW + 1), (2, 0, None), (-2, 0, None), (0, NOW, None), (1, NOW, NOW + 1)),
)
def test_code_fits_one_step_around_the_clock_and_later_than_the_last_used(
    ahead: int, after: int, step: int | None
) -> None:
    code = totp.code_at(totp.secret_of("seed"), NOW + ahead)

    assert totp.matching_step("seed", code, moment=MOMENT, after=after) == step


def test_secret_follows_from_the_seed_and_the_key_of_the_installation() -> None:
    ours = totp.secret_of("seed")
    with override_settings(SECRET_KEY="another key of another installation"):
        theirs = totp.secret_of("seed")

    assert len(ours) == 20
    assert ours != theirs
    assert ours != totp.secret_of("seed2")


def test_after_a_change_of_the_key_phones_and_codes_stay_good_by_the_outgoing_one() -> None:
    with override_settings(SECRET_KEY="outgoing"):
        code, kept = totp.code_at(totp.secret_of("seed"), NOW), hash_of("slip", "kdm-tpw-hnr-47")
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["outgoing"]):
        assert totp.matching_step("seed", code, moment=MOMENT, after=0) == NOW
        assert fits("slip", "kdm-tpw-hnr-47", kept)
    with override_settings(SECRET_KEY="new"):
        assert not fits("slip", "kdm-tpw-hnr-47", kept)


def test_address_for_the_picture_holds_what_is_typed_by_hand() -> None:
    address, typed = unquote(totp.otpauth_of("seed", "o.lebedeva")), totp.typed_secret("seed")

    assert address.startswith("otpauth://totp/o.lebedeva?secret=")
    assert address.endswith("&issuer=Методсовет")
    assert f"secret={typed.replace(' ', '')}&" in address


def test_codes_of_paper_are_readable_and_different() -> None:
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert not {letter for code in codes for letter in code} & set("01ilo")


@pytest.mark.parametrize("typed", ("kdm-tpw-hnr-47", "KDM TPW HNR 47", " kdmtpwhnr47 "))
def test_code_of_paper_fits_however_it_is_typed(typed: str) -> None:
    kept = hash_of("slip", "kdm-tpw-hnr-47")

    assert fits("slip", typed, kept)
    assert not fits("recovery", typed, kept)
    assert not fits("slip", "kdm-tpw-hnr-48", kept)
    assert not fits("slip", "", "")
