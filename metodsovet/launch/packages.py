"""Packages of the system, where we may install them: as root on a machine with apt."""

import os
import shutil
import subprocess


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_package(name: str) -> bool:
    """Install, refreshing the lists of packages only when the first try fails; whether it succeeded."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", name]
    return _run(install) or (_run(["apt-get", "update"]) and _run(install))


def _run(command: list[str]) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, capture_output=True, check=False, env=environment).returncode == 0
