"""A row of a staff list."""

from collections.abc import Sequence

from metodsovet.ground.directory.reading.columns import Columns
from metodsovet.ground.directory.reading.days import day_of, service_of
from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.names import Name, name_of, name_of_parts
from metodsovet.ground.directory.reading.posts import posts_of, subjects_of
from metodsovet.ground.directory.reading.qualifications import category_of, education_of
from metodsovet.ground.directory.reading.values import ColumnKind, Data
from metodsovet.ground.directory.reading.words import key_of, lines_of, words_of
from metodsovet.kernel.spreadsheets.excel.values import Value

K = ColumnKind
LONGEST_PART = 100
LONGEST_PLACE = 300
_NO_WORDS = ("нет", "не является", "внешний", "0", "осн", "основной")
_GENDERS = {"ж": "f", "м": "m"}


class PersonReader:
    """Rows under one heading; ``place`` of a row stands in its own column or above it."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._says_second = "совм" in key_of(columns.heading(K.MAIN)) and "основ" not in key_of(columns.heading(K.MAIN))

    def name(self, values: Sequence[Value]) -> Name | None:
        column = self._columns
        if column.has(K.FULL_NAME):
            return name_of(words_of(column.value(values, K.FULL_NAME)))
        last, first, patronymic = (
            words_of(column.value(values, kind)) for kind in (K.LAST_NAME, K.FIRST_NAME, K.PATRONYMIC)
        )
        return name_of_parts(last, first, patronymic) if last else None

    def name_words(self, values: Sequence[Value]) -> str:
        kind = K.FULL_NAME if self._columns.has(K.FULL_NAME) else K.LAST_NAME
        return words_of(self._columns.value(values, kind))

    def read(self, values: Sequence[Value], name: Name, place: str) -> tuple[Data, list[str]]:
        data: Data = {"last_name": name.last[:LONGEST_PART], "first_name": name.first[:LONGEST_PART]}
        if name.patronymic:
            data["patronymic"] = name.patronymic[:LONGEST_PART]
        if name.is_initials:
            data["is_initials"] = True
        if name.former:
            data["former_name"] = name.former[:LONGEST_PART]
        remarks: list[str] = []
        own_place = without_forbidden(words_of(self._columns.value(values, K.PLACE)))[0] or place
        if own_place:
            data["place"] = own_place[:LONGEST_PLACE]
        self._read_gender(values, name, data)
        self._read_work(values, data, remarks)
        self._read_service(values, data, remarks)
        self._read_qualification(values, data, remarks)
        return data, remarks

    def _read_gender(self, values: Sequence[Value], name: Name, data: Data) -> None:
        said = _GENDERS.get(key_of(words_of(self._columns.value(values, K.GENDER)))[:1], "")
        if said or name.gender:
            data["gender"] = said or name.gender

    def _read_work(self, values: Sequence[Value], data: Data, remarks: list[str]) -> None:
        posts, said = posts_of(lines_of(self._columns.value(values, K.POST)))
        remarks.extend(said)
        is_main = self._is_main(words_of(self._columns.value(values, K.MAIN)))
        if posts and posts[0]["is_main"] is None:
            posts[0]["is_main"] = is_main
        if is_main is False:
            for post in posts[1:]:
                post["is_main"] = False
        data["posts"] = posts
        subjects = subjects_of(lines_of(self._columns.value(values, K.SUBJECTS)))
        if subjects:
            data["subjects"] = subjects
        since = self._columns.value(values, K.SINCE)
        if since != "":
            day = day_of(since if not isinstance(since, str) else words_of(since))
            if day:
                data["since"] = day.isoformat()
            elif key_of(words_of(since)):
                remarks.append(f"День приёма «{_shown(since)}» не понят.")

    def _is_main(self, words: str) -> bool | None:
        key = key_of(words)
        if not key:
            return None
        if "совм" in key or key in ("внешний", "внутренний"):
            return False
        if self._says_second:
            return key in ("нет", "не", "0") or "осн" in key or None if key not in ("да", "1") else False
        return "осн" in key or key in ("да", "1", "штатный", "штат") or None if key not in ("нет", "0") else False

    def _read_service(self, values: Sequence[Value], data: Data, remarks: list[str]) -> None:
        teaching = self._columns.value(values, K.TEACHING)
        working = self._columns.value(values, K.WORKING)
        if teaching != "" and (read := service_of(teaching if not isinstance(teaching, str) else words_of(teaching))):
            data["teaching"] = read
        if working != "" and (read := service_of(working if not isinstance(working, str) else words_of(working))):
            data["working"] = read
        for value, field in ((teaching, "teaching"), (working, "working")):
            if key_of(words_of(value)) and field not in data:
                remarks.append(f"Стаж «{_shown(value)}» не понят.")

    def _read_qualification(self, values: Sequence[Value], data: Data, remarks: list[str]) -> None:
        education = words_of(self._columns.value(values, K.EDUCATION))
        if education:
            data["education_level"], data["education"] = education_of(education)
        category = words_of(self._columns.value(values, K.CATEGORY))
        if not key_of(category):
            return
        read = category_of(category)
        if read is None:
            remarks.append(f"Категория «{_shown(category)}» не понята.")
            return
        since = day_of(self._columns.value(values, K.CATEGORY_SINCE))
        if read[0] != "none":
            data["category"] = read[0]
            if since or read[1]:
                data["category_since"] = since.isoformat() if since else read[1]


def _shown(value: Value) -> str:
    return without_forbidden(words_of(value), keeps_days=True)[0][:60]
