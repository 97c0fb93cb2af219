"""What the directory, and the access room below it, keep about a person."""

from typing import Any

from metodsovet.ground.access.models import ActionRecord, RecoveryCode, RowChange, Session, User
from metodsovet.ground.directory.models import (
    CaseForm,
    Category,
    Employment,
    ErasureRequest,
    Export,
    KeptName,
    MergedPerson,
    Person,
    PersonMatch,
    PersonName,
    RoleAssignment,
    Roster,
    RosterRow,
    ToldApart,
)
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.traces import EVERYTHING, Clash, KeptIn, declare

WORK = "сведения о работе организация хранит по закону об архивном деле (125-ФЗ, ст. 17); имя из них убирается"
DEED = "кто принял решение, часть самого решения; имя из записи убирается"


def role_kept_in(role: Any) -> KeptIn:
    label = f"{role.get_role_display()}, {role.organisation.name}"
    return KeptIn(f"Роль: {label}, {_days(role)}", role.since)


def employment_kept_in(job: Any) -> KeptIn:
    return KeptIn(f"{job.position.name}, {job.organisation.name}, {_days(job)}", job.since)


def _days(row: Any) -> str:
    until = f" по {date_text(row.until)}" if row.until else ""
    return f"с {date_text(row.since)}{until}"


declare(
    Person,
    "pk",
    "Имя и сведения",
    because="остаётся строка без имени: на неё ссылаются документы",
    hidden=("sort_key",),
)
declare(
    User,
    "pk",
    "Учётная запись",
    because="остаётся закрытая запись без имени для входа: на неё ссылаются отчёты и решения",
    hidden=("password", "code_hash", "totp_seed"),
)
declare(CaseForm, "person", "Имя в падежах", goes=EVERYTHING, clash=Clash.DROP)
declare(PersonName, "person", "Прежние имена", goes=EVERYTHING, hidden=("sort_key",), clash=Clash.DROP)
declare(Employment, "person", "Места работы", because=WORK, kept_in=employment_kept_in)
declare(RoleAssignment, "person", "Роли", because=WORK, kept_in=role_kept_in)
declare(RoleAssignment, "granted_by", "Роли, данные другим", because=DEED)
declare(MergedPerson, "person", "Объединённые двойники", goes=EVERYTHING)
declare(MergedPerson, "merged_by", "Объединённые карточки других", because=DEED)
declare(ToldApart, "first", "Похожие люди", goes=EVERYTHING, clash=Clash.DROP)
declare(ToldApart, "second", "Похожие люди (вторые)", goes=EVERYTHING, clash=Clash.DROP)
declare(ToldApart, "told_by", "Различённые похожие люди", because=DEED)
declare(
    ErasureRequest,
    "person",
    "Просьбы удалить данные",
    because="по ним видно, что просьбу исполнили и когда (152-ФЗ, ст. 21, ч. 7)",
    clash=Clash.DROP,
)
declare(ErasureRequest, "decided_by", "Решения по просьбам удалить данные", because=DEED)
declare(KeptName, "person", "Имя в документах", because="имя остаётся в документах, которые хранят по закону (125-ФЗ)")
declare(ActionRecord, "subject", "История карточки", because="история остаётся, имя из неё убирается")
declare(ActionRecord, "by", "Действия в системе", because=DEED)
declare(RowChange, "by", "Правки записей", because=DEED, hidden=("was", "became"))
declare(Export, "by", "Выгрузки", because=DEED)
declare(Session, "user", "Открытые входы", goes=EVERYTHING, hidden=("session_key", "session_data"), moves=False)
declare(RecoveryCode, "user", "Запасные коды", goes=EVERYTHING, hidden=("code_hash",), moves=False)
declare(Category, "person", "Категории", because=WORK, clash=Clash.DROP)
declare(PersonMatch, "person", "Запомненные имена из списков", goes=EVERYTHING)
declare(RosterRow, "person", "Строки загруженных списков", goes=EVERYTHING, hidden=("roster",))
declare(Roster, "loaded_by", "Загруженные списки", because=DEED, hidden=("file",))
declare(Roster, "applied_by", "Записанные списки", because=DEED, hidden=("file",))
