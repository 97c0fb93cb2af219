"""The eleven zones of Russia, west to east, and the one in which the days of this installation begin."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from django.utils import timezone

from metodsovet.ground.directory.queries import current_installation

P = ParamSpec("P")
R = TypeVar("R")

TIME_ZONES = (
    ("Europe/Kaliningrad", "Калининград, Москва −1"),
    ("Europe/Moscow", "Москва"),
    ("Europe/Samara", "Самара, Москва +1"),
    ("Asia/Yekaterinburg", "Екатеринбург, Москва +2"),
    ("Asia/Omsk", "Омск, Москва +3"),
    ("Asia/Krasnoyarsk", "Красноярск, Москва +4"),
    ("Asia/Irkutsk", "Иркутск, Москва +5"),
    ("Asia/Yakutsk", "Якутск, Москва +6"),
    ("Asia/Vladivostok", "Владивосток, Москва +7"),
    ("Asia/Magadan", "Магадан, Москва +8"),
    ("Asia/Kamchatka", "Камчатка, Москва +9"),
)


def on_local_days(work: Callable[P, R]) -> Callable[P, R]:
    """Work without a request (a task) goes by the days of the installation, as pages do."""

    @wraps(work)
    def local(*args: P.args, **kwargs: P.kwargs) -> R:
        installation = current_installation()
        if installation is None:
            return work(*args, **kwargs)
        with timezone.override(ZoneInfo(installation.time_zone)):
            return work(*args, **kwargs)

    return local
