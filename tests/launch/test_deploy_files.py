"""The files of ``deploy/`` against the product that they serve."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from metodsovet.kernel.spreadsheets.limits import FILE_BYTES
from metodsovet.launch.homes import ROOT

DEPLOY = ROOT / "deploy"
NGINX = (DEPLOY / "nginx.conf").read_text()


def test_nginx_lets_a_file_through_that_the_product_itself_refuses() -> None:
    limit = re.search(r"client_max_body_size (\d+)m;", NGINX)

    assert limit is not None
    assert int(limit[1]) * 2**20 > 2 * FILE_BYTES
    assert f"файлы до {FILE_BYTES // 2**20} МБ" in NGINX


def test_nginx_writes_no_words_that_people_search_for() -> None:
    logged = re.search(r"log_format metodsovet (.+?);", NGINX, re.DOTALL)

    assert logged is not None
    assert not re.search(r"\$(request|request_uri|args|query_string|http_referer)\b", logged[1])
    assert NGINX.count("access_log ") == NGINX.count(" metodsovet;") == NGINX.count("listen [::]:")


def test_the_command_of_the_service_passes_words_as_they_are(tmp_path: Path) -> None:
    """With the account's switch and the two places of the installation replaced by ours."""
    (tmp_path / "run.py").write_text("import os, sys\nprint(sys.argv[1:], os.environ['MAIL_FROM'])\n")
    (tmp_path / "settings").write_text("MAIL_FROM='Служба <a&b@example.ru>'\n")
    switch = tmp_path / "runuser"
    switch.write_text('#!/bin/sh\nshift 3\nexec "$@"\n')
    switch.chmod(0o755)
    script = (DEPLOY / "metodsovet").read_text()
    script = script.replace("/etc/metodsovet.env", f"{tmp_path}/settings").replace("/opt/metodsovet", str(tmp_path))
    (tmp_path / "metodsovet").write_text(script)

    answer = subprocess.run(
        ["sh", tmp_path / "metodsovet", "backup", "два слова.zip", "$HOME"],
        env={"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout == "['backup', 'два слова.zip', '$HOME'] Служба <a&b@example.ru>\n"


@pytest.mark.parametrize("name", ("metodsovet", "metodsovet.env", "metodsovet.service", "nginx.conf"))
def test_every_file_is_named_by_the_document(name: str) -> None:
    assert f"/opt/metodsovet/deploy/{name} " in (ROOT / "docs" / "deploy.md").read_text()
