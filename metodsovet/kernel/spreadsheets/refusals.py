"""The refusal of a file: one Russian sentence that names the file and, where it has one, the place."""

from metodsovet.kernel.errors import DomainError


class FileRefused(DomainError):
    """Nothing was read. Codes: docs of each reader; the web shows ``text``, the command line ends with code 2."""
