"""A verb that is refused leaves nothing of itself."""

import pytest

from metodsovet.launch.backups import commands, shelves
from metodsovet.launch.failures import LaunchFailure
from tests.backups.conftest import Town


def test_restore_refused_while_somebody_is_connected_leaves_no_copy(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METODSOVET_HOME", str(town.home))
    commands.back_up([])

    with town.server.connect(), pytest.raises(LaunchFailure, match="остановите Методсовет"):
        commands.bring_back(["--replace", str(shelves.standing()[-1])])

    assert len(list(shelves.folder().iterdir())) == 1
