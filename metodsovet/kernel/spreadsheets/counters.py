"""Counts what was read against the limits and names the place where one is passed."""

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.refusals import FileRefused


class Counter:
    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = 0
        self.cells = 0
        self.characters = 0

    def count_row(self, width: int, place: str) -> None:
        self.rows += 1
        if self.rows > limits.ROWS:
            raise too_many_rows(self.name)
        if width > limits.COLUMNS:
            raise too_many_columns(self.name, place)

    def count_cell(self, text: str, place: str, column: str) -> None:
        self.cells += 1
        if len(text) > limits.CELL_CHARACTERS:
            raise FileRefused(
                "cell_too_long",
                f"В файле «{self.name}» слишком длинная ячейка ({place}, {column}): "
                f"{len(text)} знаков, а читается до {limits.CELL_CHARACTERS}; сократите её.",
            )
        if self.cells > limits.CELLS:
            raise too_many_cells(self.name)
        self.count_text(text)

    def count_text(self, text: str) -> None:
        self.characters += len(text)
        if self.characters > limits.CHARACTERS:
            raise FileRefused(
                "too_much_text", f"В файле «{self.name}» слишком много текста: оставьте в нём только нужное."
            )


def too_many_rows(name: str) -> FileRefused:
    return FileRefused(
        "too_many_rows", f"В файле «{name}» больше {limits.ROWS} строк: оставьте в нём только нужную таблицу."
    )


def too_many_columns(name: str, place: str) -> FileRefused:
    return FileRefused(
        "too_many_columns",
        f"В файле «{name}» больше {limits.COLUMNS} столбцов ({place}): оставьте в нём только нужную таблицу.",
    )


def too_many_cells(name: str, most: int = limits.CELLS) -> FileRefused:
    return FileRefused("too_many_cells", f"В файле «{name}» больше {most} ячеек: оставьте в нём только нужную таблицу.")
