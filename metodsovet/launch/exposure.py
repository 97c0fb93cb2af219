"""What must be settled before others than this machine may come in. Standard library only."""

from collections.abc import Mapping
from ipaddress import ip_address

from metodsovet.launch.addresses import Address
from metodsovet.launch.failures import LaunchFailure

LEAST_KEY_LETTERS = 40
LEAST_DIFFERENT_LETTERS = 8
YES = {"1", "true", "yes", "on", "y", "t", "да"}


def parse_address(bind: str, port: int | None) -> Address:
    """``ADDRESS``, ``ADDRESS:PORT``, ``[IPv6]:PORT`` or ``:PORT``; ``port`` wins. LaunchFailure on anything else."""
    host, given = bind, ""
    if bind.startswith("["):
        host, _, given = bind[1:].partition("]")
        given = given.removeprefix(":")
    elif bind.count(":") == 1:
        host, _, given = bind.partition(":")
    if given and not (given.isdecimal() and 0 < int(given) < 65536):
        raise LaunchFailure(f"Не понять адрес «{bind}»: напишите его как 127.0.0.1:8000 (порт от 1 до 65535).")
    return Address(host or "127.0.0.1", port or int(given or 8000))


def require_safe_exposure(address: Address, environment: Mapping[str, str]) -> list[str]:
    """Warnings to show. LaunchFailure when the settings would let strangers in or nobody at all."""
    hosts = [name.strip() for name in environment.get("ALLOWED_HOSTS", "").split(",") if name.strip()]
    is_open, is_behind_tls = not _is_of_this_machine(address.host), _is_yes(environment.get("BEHIND_TLS", ""))
    _require_key(environment.get("SECRET_KEY", ""))
    if "*" in hosts:
        raise LaunchFailure("ALLOWED_HOSTS=* пускает под любым именем: перечислите имена сайта через запятую.")
    if (is_open or is_behind_tls) and not hosts:
        raise LaunchFailure(
            "Не сказано, под каким именем открывают сайт: перечислите имена через запятую в переменной "
            "ALLOWED_HOSTS, например ALLOWED_HOSTS=metod.example.ru"
        )
    if is_open and _is_yes(environment.get("DEBUG", "")):
        raise LaunchFailure("С DEBUG сайт показывает чужим свои внутренности: уберите DEBUG.")
    return _warnings(is_open=is_open, is_behind_tls=is_behind_tls)


def _require_key(key: str) -> None:
    if key and (len(key) < LEAST_KEY_LETTERS or len(set(key)) < LEAST_DIFFERENT_LETTERS):
        raise LaunchFailure(
            f"SECRET_KEY слишком простой: нужно не меньше {LEAST_KEY_LETTERS} случайных знаков. "
            "Проще убрать эту переменную: ключ создастся сам и ляжет в каталог состояния."
        )


def _warnings(*, is_open: bool, is_behind_tls: bool) -> list[str]:
    if not is_open:
        return []
    if is_behind_tls:
        return ["Порт открыт в сеть мимо nginx: закройте его для всех, кроме машины с nginx (см. docs/deploy.md)."]
    return ["Пароли пойдут по сети открыто: для настоящей работы поставьте перед сайтом nginx (см. docs/deploy.md)."]


def _is_of_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_yes(text: str) -> bool:
    return text.strip().lower() in YES
