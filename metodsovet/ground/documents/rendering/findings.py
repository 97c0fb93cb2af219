from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a template, in a sentence; one that is no fault only warns."""

    text: str
    is_fault: bool = True
