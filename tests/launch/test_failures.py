import errno
from pathlib import Path

import pytest

from metodsovet.launch.failures import explain_os_error, last_lines, tells_no_room


@pytest.mark.parametrize("number", (errno.ENOSPC, errno.EDQUOT))
def test_explain_full_disk_names_the_place_and_the_remedy(number: int) -> None:
    failure = explain_os_error(OSError(number, "x", "/srv/var"), doing="запуск")

    assert str(failure) == (
        "На диске кончилось место (каталог «/srv/var»): освободите не меньше 1 ГБ и запустите снова."
    )


@pytest.mark.parametrize("number", (errno.EACCES, errno.EPERM, errno.EROFS))
def test_explain_missing_permission_names_the_place_and_the_remedy(number: int) -> None:
    failure = explain_os_error(OSError(number, "x", "/srv/var"), doing="запуск")

    assert str(failure) == (
        "Нет права записи «/srv/var»: запустите от имени владельца каталога "
        "или укажите другой каталог состояния в переменной METODSOVET_HOME."
    )


def test_tells_no_room_by_the_words_of_programs() -> None:
    assert tells_no_room('FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device')
    assert not tells_no_room("FATAL:  role does not exist")


def test_last_lines_reads_only_the_end_and_only_what_is_new(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("прежний запуск\n")
    since = log.stat().st_size
    log.write_text("прежний запуск\n" + "".join(f"строка {number}\n" for number in range(5)))

    assert last_lines(log, 2) == "строка 3\nстрока 4"
    assert last_lines(log, 9, since=since) == "строка 0\nстрока 1\nстрока 2\nстрока 3\nстрока 4"
    assert last_lines(tmp_path / "none.log") == ""
