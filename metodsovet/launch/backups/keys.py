"""The verb ``backup-key``: it needs neither the settings nor the database."""

import argparse
import sys
from collections.abc import Sequence

from pyrage.x25519 import Identity

from metodsovet.launch.homes import COMMAND


def make_key(arguments: Sequence[str]) -> int:
    """The verb ``backup-key``: a private key on standard output, to be kept elsewhere; what to do next beside it."""
    parser = argparse.ArgumentParser(prog=f"{COMMAND} backup-key", description="Новый ключ, которым шифруют копии.")
    parser.parse_args(arguments)
    private = Identity.generate()
    public = private.to_public()
    sys.stdout.write(f"# Закрытый ключ резервных копий Методсовета\n# открытый ключ: {public}\n{private}\n")
    sys.stderr.write(
        f"Впишите в настройки: BACKUPS_KEY={public}\n"
        "Закрытый ключ уберите с этого сервера и сохраните дважды: без него копии не прочтёт никто.\n"
    )
    return 0
