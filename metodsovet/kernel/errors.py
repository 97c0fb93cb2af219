"""The one error that a person may see."""


class DomainError(Exception):
    """A refusal: ``code`` is English and stable, ``text`` one Russian sentence saying what happened and what to do."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code, text)
        self.code = code
        self.text = text

    def __str__(self) -> str:
        return self.text


def require_words(text: str, code: str, refusal: str) -> str:
    """The text without spaces around; DomainError ``code`` when there is nothing."""
    text = text.strip()
    if not text:
        raise DomainError(code, refusal)
    return text
