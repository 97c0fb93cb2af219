"""The verbs ``backup``, ``restore`` and ``check-invariants``."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import psycopg
from django.conf import settings
from django.db import Error, connection
from django.utils import timezone
from pyrage.x25519 import Identity

from metodsovet.kernel import invariants, journal
from metodsovet.kernel.journal import Deed
from metodsovet.kernel.russian import plural
from metodsovet.launch.backups import shelves
from metodsovet.launch.backups.archives import open_archive
from metodsovet.launch.backups.ciphers import read_key
from metodsovet.launch.backups.contents import is_begun
from metodsovet.launch.backups.making import make_backup
from metodsovet.launch.backups.manifests import Manifest
from metodsovet.launch.backups.restoring import Restored, restore, try_restore
from metodsovet.launch.backups.servers import Server
from metodsovet.launch.failures import LaunchFailure, explain_os_error
from metodsovet.launch.homes import COMMAND, Home
from metodsovet.launch.locks import FileLock

T = TypeVar("T")


def back_up(arguments: Sequence[str]) -> int:
    """The verb ``backup``: into the named file, or the next scheduled one with the removal of old ones."""
    parser = argparse.ArgumentParser(prog=f"{COMMAND} backup", description="Сохранить базу и файлы одним файлом.")
    parser.add_argument("file", nargs="?", type=Path, help="куда; без имени — в папку копий, старые лишние удаляются")
    asked = parser.parse_args(arguments)
    target = shelves.marked(asked.file.expanduser().resolve()) if asked.file else shelves.next_place()
    with _alone():
        _save(target)
        if asked.file is None:
            shelves.prune()
    return 0


def bring_back(arguments: Sequence[str]) -> int:
    """The verb ``restore``; with ``--try`` only into a scratch database."""
    parser = argparse.ArgumentParser(prog=f"{COMMAND} restore", description="Вернуть базу и файлы из копии.")
    parser.add_argument("file", nargs="?", type=Path, help="копия; с --try можно не называть: возьмётся последняя")
    parser.add_argument("--try", dest="is_tried", action="store_true", help="только проверить, ничего не меняя")
    parser.add_argument("--replace", action="store_true", help="заменить то, что есть (сначала сохранив его копией)")
    parser.add_argument("--key", metavar="КЛЮЧ", help="файл закрытого ключа, если копия зашифрована; «-» — из ввода")
    parser.add_argument("--without-copy", action="store_true", help="с --replace: не сохранять прежнее")
    asked = parser.parse_args(arguments)
    key = _key_of(asked.key)
    with _alone():
        if asked.is_tried:
            return _try(asked.file or _latest(), key)
        if asked.file is None:
            raise LaunchFailure(f"Назовите файл копии: {COMMAND} restore ФАЙЛ.")
        return _restore(asked.file, key, replace=asked.replace, with_copy=not asked.without_copy)


def check(arguments: Sequence[str]) -> int:
    """The verb ``check-invariants``: a line for each, 1 when one is broken."""
    parser = argparse.ArgumentParser(prog=f"{COMMAND} check-invariants", description="Проверить, что данные целы.")
    parser.add_argument("names", nargs="*", help="какие; без имён — все")
    asked = set(parser.parse_args(arguments).names)
    known = [one for one in invariants.all_invariants() if not asked or one.name in asked]
    if unknown := asked - {one.name for one in known}:
        raise LaunchFailure(f"Нет проверки «{min(unknown)}»: запустите команду без имён, чтобы увидеть все.")
    try:
        found = {finding.invariant.name: finding for finding in invariants.check(known)}
    except Error as error:
        raise LaunchFailure(f"Таблицы не те, что нужны: обновите их командой «{COMMAND} manage migrate».") from error
    for one in known:
        sys.stdout.write(f"✗ {found[one.name]}\n" if one.name in found else f"✓ {one.name}: {one.meaning}\n")
    count = len(found)
    is_good = not found
    text = (
        "Все условия выполнены." if is_good else f"Нарушено {count} {plural(count, 'условие', 'условия', 'условий')}."
    )
    sys.stdout.write(f"{text}\n")
    journal.write_down(Deed.INVARIANTS, is_good=is_good, text=text)
    return 0 if is_good else 1


def _save(target: Path) -> None:
    server = Server.of_settings()
    connection.close()
    manifest, size = _told(
        Deed.BACKUP, target, lambda: make_backup(target, server=server, files=Path(settings.MEDIA_ROOT))
    )
    text = f"Сохранено: {_content(manifest)}."
    if manifest.absent:
        text += f" Не хватает файлов на диске: {len(manifest.absent)}, первый «{manifest.absent[0]}»."
    journal.write_down(Deed.BACKUP, is_good=not manifest.absent, text=text, file=str(target), size_bytes=size)
    sys.stdout.write(f"{text}\n{target}\n")


def _key_of(asked: str | None) -> list[Identity]:
    if asked is None:
        return []
    try:
        return read_key(sys.stdin.read() if asked == "-" else Path(asked).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LaunchFailure(f"Файл ключа «{asked}» не читается: проверьте имя и права.") from error


def _try(file: Path, key: Sequence[Identity]) -> int:
    server = Server.of_settings()
    connection.close()
    restored = _told(Deed.TRIED_RESTORE, file, lambda: try_restore(open_archive(file, key), server=server))
    text = f"Проба удалась: {_content(restored.manifest)} — всё как при сохранении."
    return _report(Deed.TRIED_RESTORE, file, restored, text)


def _restore(file: Path, key: Sequence[Identity], *, replace: bool, with_copy: bool) -> int:
    server = Server.of_settings()
    connection.close()

    def bring() -> Restored:
        archive = open_archive(file, key)
        server.require_quiet()  # before the copy: a refused restore leaves none behind
        if replace and with_copy and _has_begun(server):
            _save_aside()
        return restore(archive, server=server, files=Path(settings.MEDIA_ROOT), replace=replace)

    restored = _told(Deed.RESTORE, file, bring)
    return _report(Deed.RESTORE, file, restored, f"Восстановлено: {_content(restored.manifest)}.")


def _save_aside() -> None:
    try:
        _save(shelves.next_place("before-restore-"))
    except LaunchFailure as failure:
        raise LaunchFailure(
            f"Прежнее не удалось сохранить: {failure} Чтобы заменить его без копии, добавьте --without-copy."
        ) from failure


def _has_begun(server: Server) -> bool:
    with server.connect() as session:
        return is_begun(session)


def _report(deed: Deed, file: Path, restored: Restored, text: str) -> int:
    made_at = timezone.localtime(datetime.fromisoformat(restored.manifest.made_at))
    text = f"{text} Копия сделана {made_at:%d.%m.%Y в %H:%M}, версия программы {restored.manifest.product}."
    if restored.updated:
        text += f" Таблицы обновлены до нынешней версии (изменений: {len(restored.updated)})."
    if restored.findings:
        text += f" Нарушены условия целостности: {len(restored.findings)}."
    is_good = not restored.findings
    journal.write_down(deed, is_good=is_good, text=text, file=str(file), size_bytes=file.stat().st_size)
    sys.stdout.write("\n".join([text, *(f"✗ {finding}" for finding in restored.findings)]) + "\n")
    return 0 if is_good else 1


def _told(deed: Deed, file: Path, work: Callable[[], T]) -> T:
    """Do the work; a failure to save or to try is written down as well as said."""
    try:
        return work()
    except OSError as error:
        failure = explain_os_error(error, doing="работа с копией")
    except psycopg.Error as error:
        failure = LaunchFailure(f"База данных отказала ({type(error).__name__}): {' '.join(str(error).split())[:300]}")
    except LaunchFailure as known:
        failure = known
    if deed is not Deed.RESTORE:  # whoever restores sits before the screen
        journal.write_down(deed, is_good=False, text=str(failure), file=str(file))
    raise failure


def _content(manifest: Manifest) -> str:
    tables, rows, files = len(manifest.tables), manifest.rows, len(manifest.files)
    return ", ".join(
        (
            f"{tables} {plural(tables, 'таблица', 'таблицы', 'таблиц')}",
            f"{rows} {plural(rows, 'строка', 'строки', 'строк')}",
            f"{files} {plural(files, 'файл', 'файла', 'файлов')}",
        )
    )


def _latest() -> Path:
    known = shelves.standing()
    if not known:
        raise LaunchFailure(f"Копий ещё нет: сделайте первую командой «{COMMAND} backup».")
    return known[-1]


@contextmanager
def _alone() -> Iterator[None]:
    """Two at once would swap each other's databases."""
    lock = FileLock(Home.of_environment().path / "backups.lock")
    if not lock.hold():
        raise LaunchFailure("Сохранение или восстановление уже идёт: дождитесь его конца.")
    with lock:
        yield
