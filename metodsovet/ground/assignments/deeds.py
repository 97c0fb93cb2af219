"""How the page names what may be done: the words of the menu, of the question and of the button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb that is asked about on the page, at ``?do=verb``; ``verb`` is also the name of its address."""

    verb: str
    label: str
    question: str
    explanation: str
    button: str
    is_end: bool = False


DEEDS: Mapping[str, Deed] = {
    deed.verb: deed
    for deed in (
        Deed(
            "ask_extension",
            "Попросить продлить срок",
            "Продлить срок",
            "Ответит тот, кто принимает отчёт или контролирует поручение. До ответа действует прежний срок.",
            "Попросить",
        ),
        Deed(
            "hand_over",
            "Передать коллеге",
            "Кто исполнит",
            "Новый исполнитель получит уведомление, черновик и подтверждения останутся.",
            "Передать поручение",
        ),
        Deed(
            "withdraw_report",
            "Отозвать отчёт",
            "Отозвать отчёт, чтобы поправить",
            "Пока отчёт не принят, его можно забрать, исправить и сдать снова.",
            "Отозвать отчёт",
        ),
        Deed(
            "record_report",
            "Записать отчёт за исполнителя",
            "Отчёт по телефону или письмом",
            "Для тех, кто позвонил или прислал письмо. Будет видно, кто сообщил и кто записал.",
            "Записать отчёт",
        ),
        Deed(
            "grant_extension",
            "Продлить срок",
            "Продлить срок",
            "Прежний срок останется в истории.",
            "Продлить срок",
        ),
        Deed(
            "refuse_extension",
            "Отказать в продлении",
            "Отказать в продлении",
            "Исполнитель получит ответ, срок останется прежним.",
            "Отказать",
        ),
        Deed(
            "set_interim_date",
            "Поставить промежуточный срок",
            "Промежуточный срок",
            "Исполнитель увидит его в «Ждёт меня» и отметит, когда будет готово. Отчёт — в конце, по общему сроку.",
            "Поставить срок",
        ),
        Deed(
            "mark_not_applicable",
            "Не относится",
            "Поручение к этой организации не относится",
            "Отчёта не будут ждать, в итогах поручение не считается.",
            "Отметить «не относится»",
        ),
        Deed(
            "reopen_assignment",
            "Вернуть в работу",
            "Вернуть в работу",
            "Принятый отчёт останется в истории, исполнитель сдаст новый.",
            "Вернуть в работу",
        ),
        Deed(
            "remove_from_control",
            "Снять с контроля",
            "Снять с контроля",
            "После этого по поручению ничего не спросят. Решение с причиной останется в истории.",
            "Снять с контроля",
            is_end=True,
        ),
        Deed(
            "put_back_on_control",
            "Вернуть на контроль",
            "Вернуть на контроль",
            "Поручение продолжится с того места, где остановилось.",
            "Вернуть на контроль",
        ),
        Deed(
            "cancel_assignment",
            "Отменить поручение",
            "Отменить поручение",
            "Исполнитель получит уведомление с причиной.",
            "Отменить поручение",
            is_end=True,
        ),
    )
}


def deeds_for(can: frozenset[str], *, is_extension_asked: bool) -> Sequence[Deed]:
    """In the order of the menu; an extension is answered only when it is asked, and asked only once."""
    answers = {"grant_extension", "refuse_extension"}
    unfit = {"ask_extension"} if is_extension_asked else answers
    return [deed for verb, deed in DEEDS.items() if verb in can and verb not in unfit]
