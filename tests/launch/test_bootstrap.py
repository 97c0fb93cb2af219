"""``run.py`` on machines that are not as they should be."""

import ast
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from metodsovet.launch.environments import Environment
from metodsovet.launch.failures import LaunchFailure
from metodsovet.launch.homes import ROOT

SYSTEM_PYTHON = Path("/usr/bin/python3")
IS_ROOT = os.geteuid() == 0
COPIED = (
    "metodsovet",
    "tests",
    "requirements",
    "requirements.lock",
    "requirements-dev.lock",
    "run.py",
    "pyproject.toml",
)


def run(
    *arguments: str | Path, root: Path = ROOT, environment: Mapping[str, str] | None = None, uid: int | None = None
) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "METODSOVET_HOME"}}
    return subprocess.run(
        [*map(str, arguments)],
        cwd=root,
        env={**kept, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        user=uid,
        group=uid,
        extra_groups=None if uid is None else [],
    )


def copy_of_the_code(place: Path, owner: int | None = None) -> Path:
    """A copy as a fresh clone has it: no environment, no state."""
    root = place / "copy"
    root.mkdir()
    for name in COPIED:
        source = ROOT / name
        ignored = shutil.ignore_patterns("__pycache__")
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=ignored)
        else:
            shutil.copy2(source, root / name)
    if owner is not None:
        for path in [root, *root.rglob("*")]:
            os.chown(path, owner, owner)
    return root


def open_to_all(path: Path) -> None:
    """Pytest's directories are closed to other accounts."""
    for directory in (path, *path.parents):
        if directory.is_relative_to("/tmp") and directory != Path("/tmp"):
            directory.chmod(directory.stat().st_mode | 0o055)


def test_run_py_is_read_by_any_python_3() -> None:
    ast.parse((ROOT / "run.py").read_text(), feature_version=(3, 3))


def test_run_py_under_an_old_python_says_which_one_it_needs() -> None:
    old = "import sys, runpy; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (main)'; runpy.run_path('run.py')"

    refused = run(sys.executable, "-c", old)

    assert refused.returncode == 1
    assert refused.stderr == (
        "Нужен Python 3.11 или новее, а это 3.9.2: установите новый и запустите «python3.11 run.py».\n"
    )


def test_environment_without_venv_module_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "venv.py").write_text("raise SystemExit('The virtual environment: ensurepip is not\\navailable.')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PATH", "")  # no apt-get to mend it with
    environment = Environment(tmp_path, tmp_path / "setup.log")

    with pytest.raises(LaunchFailure, match=r"^Нет модуля venv для Python 3\.\d+: .*apt-get install python3-venv"):
        environment.make()

    assert not environment.is_sound()


def test_environment_killed_half_way_is_not_sound(tmp_path: Path) -> None:
    environment = Environment(tmp_path, tmp_path / "setup.log")
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)

    assert not environment.is_sound()


def test_setup_stands_in_our_directory_not_where_it_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root calls it from /root for the account of the service; uv would read settings there and be refused."""
    root, elsewhere = tmp_path / "code", tmp_path / "elsewhere"
    environment = Environment(root, tmp_path / "setup.log")
    for directory in (elsewhere, environment.python.parent, root / "requirements"):
        directory.mkdir(parents=True)
    for program in ("python", "uv"):
        (environment.python.parent / program).write_text("#!/bin/sh\npwd\n")
        (environment.python.parent / program).chmod(0o755)
    for name in ("requirements/uv.txt", "requirements.lock"):
        (root / name).touch()
    monkeypatch.chdir(elsewhere)

    environment.install("core")

    assert (tmp_path / "setup.log").read_text() == f"{root}\n"


def test_verb_that_does_not_exist_is_refused_with_the_list() -> None:
    refused = run(sys.executable, "run.py", "nosuch")

    assert refused.returncode == 2
    assert refused.stdout == ""
    assert refused.stderr.startswith("Нет команды «nosuch».\nКоманды: python3 run.py КОМАНДА …\n")
    assert "  serve" in refused.stderr


def test_help_is_the_answer_on_standard_output() -> None:
    helped = run(sys.executable, "run.py", "--help")

    assert helped.returncode == 0
    assert helped.stderr == ""
    assert "  read-plan" in helped.stdout
    assert "  read-order" in helped.stdout


def test_state_directory_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    open_to_all(tmp_path)
    if IS_ROOT and not _is_readable_to_all(ROOT / "run.py"):
        pytest.skip("this copy of the code is closed to other accounts")
    uid = pwd.getpwnam("nobody").pw_uid if IS_ROOT else None
    python = SYSTEM_PYTHON if IS_ROOT else sys.executable

    refused = run(python, ROOT / "run.py", "serve", environment={"METODSOVET_HOME": str(closed / "home")}, uid=uid)

    assert refused.returncode == 1
    assert refused.stderr == (
        f"Нет права записи «{closed / 'home'}»: запустите от имени владельца каталога "
        "или укажите другой каталог состояния в переменной METODSOVET_HOME.\n"
    )


@pytest.mark.deep
def test_dependencies_without_network_are_one_sentence(tmp_path: Path) -> None:
    root = copy_of_the_code(tmp_path)
    unreachable = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_FIND_LINKS": ""}

    refused = run(
        sys.executable, "run.py", "serve", root=root, environment={**unreachable, "PIP_CONFIG_FILE": os.devnull}
    )

    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1] == (
        "Не удалось загрузить зависимости: проверьте доступ в интернет или назовите зеркало пакетов "
        f"в переменной PIP_INDEX_URL и запустите снова; подробности в «{root}/var/log/setup.log»."
    )


@pytest.mark.deep
@pytest.mark.skipif(not IS_ROOT, reason="mounting needs root")
@pytest.mark.parametrize("full", (".venv", "var"))
def test_full_disk_is_one_sentence(tmp_path: Path, full: str) -> None:
    root = copy_of_the_code(tmp_path)
    (root / full).mkdir()
    if full == "var":
        (root / ".venv").symlink_to(ROOT / ".venv")
    mounted = f"mount -t tmpfs -o size=3m none {full} && exec {sys.executable} run.py manage check"

    refused = run("unshare", "--mount", "sh", "-c", mounted, root=root)

    assert refused.returncode == 1
    assert "На диске кончилось место" in refused.stderr.splitlines()[-1]
    assert "Traceback" not in refused.stderr


@pytest.mark.deep
@pytest.mark.skipif(not IS_ROOT, reason="another account is needed")
def test_fresh_copy_works_for_an_ordinary_user_from_a_directory_of_his(tmp_path: Path) -> None:
    nobody = pwd.getpwnam("nobody").pw_uid
    open_to_all(tmp_path)
    root = copy_of_the_code(tmp_path, nobody)
    home = {"HOME": str(root), "DJANGO_SETTINGS_MODULE": "tests.launch.small_site"}
    asked = ("manage", "shell", "--verbosity", "0", "-c", "from django.db import connection as c; print(c.vendor)")

    first = run(SYSTEM_PYTHON, "run.py", *asked, root=root, environment=home, uid=nobody)
    second = run(SYSTEM_PYTHON, root / "run.py", *asked, root=tmp_path, environment=home, uid=nobody)

    assert (first.returncode, first.stdout) == (0, "postgresql\n"), first.stderr
    assert [line.split(",")[0] for line in first.stderr.splitlines()] == ["✓ Виртуальное окружение", "✓ Зависимости"]
    assert (second.returncode, second.stdout, second.stderr) == (0, "postgresql\n", "")


def _is_readable_to_all(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o005 == 0o005 for parent in path.parents)
