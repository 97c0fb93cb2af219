"""The function of a post that the register does not know yet, by its words."""

import re

from metodsovet.ground.directory.models import Position

F = Position.Function
_FUNCTIONS = tuple(
    (function, re.compile(pattern, re.IGNORECASE))
    for function, pattern in (
        (F.DEPUTY, r"^(?:заместител|зам\b|завуч|старший воспитатель)"),
        (
            F.HEAD,
            r"^(?:директор|заведующ|начальник|руководитель(?! \w*(?:физ|круж|муз)))|^и\.? ?о\.? ?(?:директор|заведующ)",
        ),
        (F.METHODIST, r"методист"),
        (
            F.TEACHER,
            r"учител|воспитател|педагог|преподавател|логопед|дефектолог|психолог|тренер|инструктор|концертмейстер|"
            r"музыкальн|мастер|тьютор|вожат|хореограф|советник",
        ),
        (F.SPECIALIST, r"специалист"),
    )
)


def function_of(words: str) -> str:
    return next((function.value for function, pattern in _FUNCTIONS if pattern.search(words)), F.OTHER.value)
