"""Where the site listens, and what must be settled before others may come in."""

import pytest

from metodsovet.launch.addresses import Address
from metodsovet.launch.exposure import parse_address, require_safe_exposure
from metodsovet.launch.failures import LaunchFailure

KEY = "Jq3f0Zc9Lw7Xb2Vn5Mk8Rt1Yp4Hd6Gs0Ae3Uo9Ii7"
HERE, OPEN = Address("127.0.0.1", 8000), Address("0.0.0.0", 8000)


@pytest.mark.parametrize(
    ("bind", "port", "expected"),
    (
        ("127.0.0.1", None, Address("127.0.0.1", 8000)),
        ("0.0.0.0:8080", None, Address("0.0.0.0", 8080)),
        (":9000", None, Address("127.0.0.1", 9000)),
        ("[::1]:8001", None, Address("::1", 8001)),
        ("[::1]", None, Address("::1", 8000)),
        ("::1", None, Address("::1", 8000)),
        ("10.0.0.5:8080", 8081, Address("10.0.0.5", 8081)),
    ),
)
def test_address_is_understood(bind: str, port: int | None, expected: Address) -> None:
    assert parse_address(bind, port) == expected


@pytest.mark.parametrize("bind", ("127.0.0.1:http", "127.0.0.1:0", "127.0.0.1:70000", "[::1]:x"))
def test_address_without_sense_is_refused(bind: str) -> None:
    with pytest.raises(LaunchFailure, match="Не понять адрес"):
        parse_address(bind, None)


@pytest.mark.parametrize(
    ("address", "environment", "words"),
    (
        (OPEN, {}, "ALLOWED_HOSTS=metod"),
        (HERE, {"BEHIND_TLS": "1"}, "ALLOWED_HOSTS=metod"),
        (OPEN, {"ALLOWED_HOSTS": "*"}, "под любым именем"),
        (OPEN, {"ALLOWED_HOSTS": "metod.example.ru", "DEBUG": "true"}, "уберите DEBUG"),
        (HERE, {"SECRET_KEY": "secret"}, "SECRET_KEY слишком простой"),
        (HERE, {"SECRET_KEY": "a" * 60}, "SECRET_KEY слишком простой"),
    ),
)
def test_unsafe_exposure_is_refused_with_what_to_do(address: Address, environment: dict[str, str], words: str) -> None:
    with pytest.raises(LaunchFailure, match=words.replace("*", r"\*")):
        require_safe_exposure(address, environment)


@pytest.mark.parametrize(
    ("address", "environment", "warnings"),
    (
        (HERE, {}, 0),
        (HERE, {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "metod.example.ru", "BEHIND_TLS": "1"}, 0),
        (Address("::1", 8000), {}, 0),
        (OPEN, {"ALLOWED_HOSTS": "metod.example.ru"}, 1),
        (OPEN, {"ALLOWED_HOSTS": "metod.example.ru", "BEHIND_TLS": "1"}, 1),
    ),
)
def test_exposure_is_allowed_and_its_price_is_told(
    address: Address, environment: dict[str, str], warnings: int
) -> None:
    assert len(require_safe_exposure(address, environment)) == warnings
