"""The tree: organisations are added, renamed, closed; nothing is ever deleted."""

from datetime import date

from django.db import IntegrityError, transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text

Kind = Organisation.Kind


@transaction.atomic
def add_organisation(parent: Organisation, *, kind: str, name: str, short_name: str, by: User | None) -> Organisation:
    """Refusals: ``parent_closed``, ``wrong_place``, ``name_taken``."""
    parent = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=parent.pk)
    if parent.closed_on is not None:
        raise DomainError("parent_closed", f"«{parent.short_name}» закрыта: выберите действующую организацию.")
    _check_place(parent, kind)
    organisation = Organisation(parent=parent, kind=kind, name=name, short_name=short_name)
    _save_named_once(organisation)
    record_action("add_organisation", organisation, f"Добавлена организация «{short_name}»", by=by)
    return organisation


@transaction.atomic
def rename_organisation(
    organisation: Organisation, *, kind: str, name: str, short_name: str, by: User | None
) -> Organisation:
    """Refusals: ``wrong_place``, ``name_taken``. What was printed keeps the old name."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if organisation.parent is not None:
        _check_place(organisation.parent, kind)
    before = organisation.name
    organisation.kind, organisation.name, organisation.short_name = kind, name, short_name
    _save_named_once(organisation)
    record_action("rename_organisation", organisation, f"Переименована: была «{before}», стала «{name}»", by=by)
    return organisation


@transaction.atomic
def close_organisation(organisation: Organisation, *, closed_on: date, by: User | None) -> Organisation:
    """Refusals: ``has_children``, ``has_people``, ``is_root``."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if organisation.parent_id is None:
        raise DomainError("is_root", "Это вершина дерева: закрыть её нельзя.")
    if organisation.children.filter(closed_on=None).exists():
        raise DomainError(
            "has_children", f"В «{organisation.short_name}» есть действующие отделы: закройте сначала их."
        )
    working = Employment.objects.on(closed_on).filter(organisation=organisation, until=None).count()
    if working:
        raise DomainError(
            "has_people",
            f"В «{organisation.short_name}» ещё работают: {working}. Переведите или увольте людей и закройте её снова.",
        )
    organisation.closed_on = closed_on
    organisation.save()
    record_action("close_organisation", organisation, f"Закрыта {date_text(closed_on)}", by=by)
    return organisation


@transaction.atomic
def reopen_organisation(organisation: Organisation, *, by: User | None) -> Organisation:
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.closed_on = None
    organisation.save()
    record_action("reopen_organisation", organisation, "Открыта снова", by=by)
    return organisation


@transaction.atomic
def set_organisation_mail(
    organisation: Organisation, *, mail: str, gets_digest: bool = True, by: User | None
) -> Organisation:
    """The mailbox that the organisation itself reads, empty for none, and whether the digest comes to it."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.mail, organisation.gets_digest = mail, gets_digest
    organisation.save(update_fields=["mail", "gets_digest"])
    text = f"Почта организации: {mail}" if mail else "Почта организации убрана"
    text += ", сводка не приходит" if mail and not gets_digest else ""
    record_action("set_organisation_mail", organisation, text, by=by)
    return organisation


def _check_place(parent: Organisation, kind: str) -> None:
    if parent.is_department:
        raise DomainError(
            "wrong_place", "В отдел другие организации не входят: выберите организацию или муниципалитет."
        )
    if kind == Kind.DEPARTMENT and parent.kind in (Kind.REGION, Kind.MUNICIPALITY):
        raise DomainError("wrong_place", "Отдел входит в организацию: выберите, в какую.")
    if kind in (Kind.REGION, Kind.MUNICIPALITY) and parent.kind != Kind.REGION:
        raise DomainError("wrong_place", "Муниципалитет входит только в регион: выберите другой вид организации.")


def _save_named_once(organisation: Organisation) -> None:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:
        raise DomainError(
            "name_taken", f"«{organisation.short_name}» здесь уже есть: дайте другое короткое название."
        ) from error
