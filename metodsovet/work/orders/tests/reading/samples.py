"""Where the shared sample orders and labelled points are, if they are at hand."""

from pathlib import Path


def shared(name: str) -> Path | None:
    """The folder «shared/NAME» beside any folder above this one."""
    places = (above / "shared" / name for above in Path(__file__).resolve().parents)
    return next((place for place in places if place.is_dir()), None)
