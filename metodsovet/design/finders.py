"""PT Sans and PT Serif as static files, straight from the packages that carry them."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PREFIX = "fonts"
PACKAGES = ("fontpkg_pt_sans", "fontpkg_pt_serif")


class FontFinder(BaseFinder):
    """Serves ``fonts/PT_Sans-Web-Regular.ttf`` and its relatives; nothing is copied into the repository."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storages = [_storage(package) for package in PACKAGES]
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        """Absolute path or None; all of them when asked so (``find_all``, ``all`` in older code)."""
        wants_all = bool(kwargs.get("find_all") or kwargs.get("all") or (args and args[0]))
        found = [str(place) for place in self._candidates(path) if place.is_file()]
        if wants_all:
            return found
        return found[0] if found else []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        for storage in self.storages:
            for name in sorted(storage.listdir("")[1]):
                if name.endswith(".ttf"):
                    yield name, storage

    def _candidates(self, path: str) -> Iterable[Path]:
        folder, _, name = path.replace("\\", "/").partition("/")
        if folder != PREFIX or not name.endswith(".ttf") or "/" in name:
            return
        for storage in self.storages:
            yield Path(storage.location) / name


def _storage(package: str) -> FileSystemStorage:
    root = Path(str(import_module(package).__file__)).parent
    storage = FileSystemStorage(location=root / "files")
    storage.prefix = PREFIX  # type: ignore[attr-defined]  # read by collectstatic
    return storage
