"""Accounts as the administrator's list."""

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.directory.models import Account
from metodsovet.ground.directory.queries import jobs_of
from metodsovet.ground.directory.tables import ENTRIES, of_entries
from metodsovet.kernel.russian import date_short


def accounts_table() -> Table[Account]:
    return Table(
        title="Кто входит",
        columns=(
            Column(
                "name",
                "ФИО",
                lambda account: account.full_name,
                template="directory/cells/person.html",
                order=("sort_key",),
                is_fixed=True,
                chars=36,
            ),
            Column("organisation", "Организация", _places_text, chars=30),
            Column("login", "Имя для входа", _login, order=("user__login",), chars=20),
            Column("entry", "Вход", entry_text, chars=34),
            Column("second_factor", "Второй шаг", _second_factor_text, chars=14),
        ),
        filters=(
            Filter("entry", "Вход", lambda _: [one for one in ENTRIES if one[0] != "none"], of_entries),
            Filter(
                "factor",
                "Второй шаг",
                lambda _: (("off", "не включён"),),
                lambda rows, _: rows.filter(user__totp_seed=""),
            ),
        ),
        sort="name",
        find=lambda rows, words: rows.named(words) | rows.filter(user__login__icontains=words),
        find_label="Найти по имени",
        empty_text="Здесь пока никто не входит: листки выдают методисты и ответственные в школах.",
    )


def entry_text(account: Account) -> str:
    user = account.user
    assert user is not None
    if not user.is_active:
        return "закрыт"
    if user.has_code:
        last_day = user.code_last_day
        return f"листок по {date_short(last_day)}" if last_day else "листок выдан"
    return "срок листка прошёл" if user.password_is_temporary else "открыт"


def _login(account: Account) -> str:
    assert account.user is not None
    return account.user.login


def _places_text(account: Account) -> str:
    return ", ".join(dict.fromkeys(job.organisation.short_name for job in jobs_of(account)))


def _second_factor_text(account: Account) -> str:
    assert account.user is not None
    return "включён" if account.user.has_second_factor else "не включён"
