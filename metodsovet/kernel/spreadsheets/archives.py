"""A zip of an office file, opened only after its list of contents was judged, inflated under a counter."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.refusals import FileRefused

_ARCHIVE_SUFFIXES = (".zip", ".rar", ".7z", ".gz", ".tgz", ".bz2", ".xz", ".jar", ".cab", ".docx", ".docm", ".odt")
_ARCHIVE_STARTS = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
# All that a damaged archive makes the standard library raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_PIECE_BYTES = 256 * 1024


class Archive:
    """Entries by name; every inflated byte is counted against the limits of the whole file."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise broken(name) from error
        self._inflated = 0
        self.entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._judge(self._zip.infolist())

    def _judge(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > limits.ARCHIVE_ENTRIES:
            raise FileRefused(
                "too_many_entries",
                f"В файле «{self.name}» {len(entries)} вложенных частей, так не устроен ни один документ: "
                "откройте его в Word или Excel и сохраните заново.",
            )
        for entry in entries:
            self._judge_entry(entry)
        if sum(entry.file_size for entry in entries) > limits.INFLATED_BYTES:
            raise bomb(self.name)

    def _judge_entry(self, entry: zipfile.ZipInfo) -> None:
        path = entry.filename.replace("\\", "/")
        lower = path.lower()
        if entry.flag_bits & 1:
            raise FileRefused("password", f"Файл «{self.name}» защищён паролем: снимите пароль и загрузите снова.")
        if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
            raise FileRefused(
                "dangerous_archive",
                f"Внутри файла «{self.name}» часть «{path[:80]}» указывает за его пределы: сохраните документ заново.",
            )
        if lower.endswith(("vbaproject.bin", "vbadata.xml")) or lower.startswith(("basic/", "scripts/")):
            raise FileRefused(
                "macros", f"В файле «{self.name}» есть макросы: сохраните его без макросов, как docx или xlsx."
            )
        if "/activex" in lower or "oleobject" in lower:
            raise FileRefused(
                "embedded_object",
                f"В файл «{self.name}» вложен объект другой программы: удалите его и сохраните документ заново.",
            )
        if entry.file_size > limits.RATIO_FREE_BYTES and (
            entry.file_size > limits.INFLATION_RATIO * max(entry.compress_size, 1)
        ):
            raise bomb(self.name)
        if lower.endswith(_ARCHIVE_SUFFIXES) or self._starts_as_archive(entry):
            raise FileRefused(
                "nested_archive",
                f"В файл «{self.name}» вложен другой архив или документ «{path[:80]}»: "
                "загрузите сам документ с таблицей.",
            )

    def _starts_as_archive(self, entry: zipfile.ZipInfo) -> bool:
        # The workbook behind a chart is an archive too; it is part of the format and is never opened.
        is_chart = "/embeddings/" in entry.filename and entry.filename.lower().endswith(".xlsx")
        if is_chart or entry.is_dir() or entry.filename.lower().endswith((".xml", ".rels")):
            return False
        try:
            with self._zip.open(entry) as stream:
                return stream.read(8).startswith(_ARCHIVE_STARTS)
        except _BROKEN as error:
            raise broken(self.name) from error

    def has(self, path: str) -> bool:
        return path in self.entries

    def pieces(self, path: str) -> Iterator[bytes]:
        """The entry inflated piece by piece; FileRefused ``zip_bomb`` or ``broken``."""
        entry = self.entries[path]
        own = 0
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_PIECE_BYTES):
                    own += len(piece)
                    self._inflated += len(piece)
                    self._count(own, entry.compress_size)
                    yield piece
        except _BROKEN as error:
            raise broken(self.name) from error

    def _count(self, own: int, compressed: int) -> None:
        is_dense = own > limits.RATIO_FREE_BYTES and own > limits.INFLATION_RATIO * max(compressed, 1)
        # Each entry is read twice: counted first, parsed after.
        if is_dense or self._inflated > 2 * limits.INFLATED_BYTES:
            raise bomb(self.name)

    def stream(self, path: str) -> "EntryStream":
        return EntryStream(self.pieces(path))

    def count(self, path: str, *tokens: bytes) -> tuple[int, ...]:
        """How often each token stands in the entry; a fast first look before anything is parsed."""
        counts = [0] * len(tokens)
        overlap = max(map(len, tokens)) - 1
        tail = b""
        for piece in self.pieces(path):
            window = tail + piece
            for index, token in enumerate(tokens):
                # What stands whole in the tail was counted with the piece before.
                counts[index] += window.count(token) - tail.count(token)
            tail = window[-overlap:]
        return tuple(counts)


class EntryStream:
    """A readable over pieces, as an XML parser wants it."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            whole = self._rest + b"".join(self._pieces)
            self._rest = b""
            return whole
        while len(self._rest) < size and (piece := next(self._pieces, b"")):
            self._rest += piece
        answer, self._rest = self._rest[:size], self._rest[size:]
        return answer


def broken(name: str) -> FileRefused:
    return FileRefused(
        "broken", f"Файл «{name}» повреждён и не открывается: откройте его в Word или Excel и сохраните заново."
    )


def bomb(name: str) -> FileRefused:
    return FileRefused(
        "zip_bomb", f"Файл «{name}» в распакованном виде слишком велик: оставьте в нём только нужную таблицу."
    )
