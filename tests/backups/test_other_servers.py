"""A server of another version than ours: its own programs are used, and archives go up and never down."""

from pathlib import Path

import pytest
from django.db import connections

from metodsovet.ground.directory.tests.world import make_world
from metodsovet.launch.backups.archives import open_archive
from metodsovet.launch.backups.contents import tables_of
from metodsovet.launch.backups.making import make_backup
from metodsovet.launch.backups.restoring import restore, try_restore
from metodsovet.launch.backups.servers import Server
from metodsovet.launch.failures import LaunchFailure
from tests.backups.conftest import Town
from tests.outages.servers import own_server

OF_SYSTEM = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.mark.deep
@pytest.mark.skipif(not OF_SYSTEM, reason="no PostgreSQL of the system here")
def test_archives_of_an_older_server_come_up_and_those_of_a_newer_do_not_come_down(town: Town, tmp_path: Path) -> None:
    newer, older = tmp_path / "newer.zip", tmp_path / "older.zip"
    make_backup(newer, server=town.server, files=town.files)
    with own_server(tmp_path, OF_SYSTEM[-1].parent):
        make_world()
        connections.close_all()
        server = Server.of_settings()
        manifest, _ = make_backup(older, server=server, files=tmp_path / "none")
        tried = try_restore(open_archive(older), server=server)
        with pytest.raises(LaunchFailure, match="обновите сервер базы данных"):
            restore(open_archive(newer), server=server, files=tmp_path / "none", replace=True)

    restore(open_archive(older), server=town.server, files=town.files, replace=True)

    assert tried.findings == ()
    assert manifest.postgres_major < open_archive(newer).manifest.postgres_major
    with town.server.connect() as session:
        assert tables_of(session) == manifest.tables
