"""What a file is by its structure, whatever its name says. Only what schools send one another is taken."""

from metodsovet.ground.files.recognition.kinds import ContentKind
from metodsovet.ground.files.recognition.recogniser import recognise

__all__ = ["ContentKind", "recognise"]
