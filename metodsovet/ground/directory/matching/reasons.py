"""Why a row of a staff list is not of the register, in words for people."""

from datetime import date

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.reading import Data
from metodsovet.kernel.russian import date_short

NO_PLACE = "Не сказано, в какой организации: добавьте такой столбец в файл или выберите её при загрузке в «Чей список»."


def why_gone(data: Data) -> str:
    said = date_short(date.fromisoformat(data["gone_on"])) if "gone_on" in data else "без даты"
    return (
        f"В файле отмечено увольнение {said}: место работы не записано. "
        "Если человек есть в справочнике, о нём спрошено среди тех, кого нет в файле."
    )


def why_foreign(words: str, own: Organisation) -> str:
    return f"Строка другой организации («{words}»), а список «{own.short_name}»: такие загружает методическая служба."
