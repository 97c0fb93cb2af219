"""Papers of the room itself: certificates and notes for those who took part, issued by lists.

The wording is neutral: names stand as they are, in no case and of no gender.
"""

from dataclasses import dataclass
from pathlib import Path

from metodsovet.ground.documents.kinds import PaperKind, offer

TEMPLATES = Path(__file__).resolve().parent / "typesetting"
WORDING = {
    "certificate": ("Сертификат участника", "подтверждает участие в мероприятии"),
    "attendance": ("Справка", "Дана в подтверждение участия в мероприятии."),
}
"""Heading and wording by the code of the kind."""


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """``place`` is the post and the place of work as the list has them; ``held`` and ``hours`` in words."""

    owner: str
    heading: str
    wording: str
    name: str
    place: str
    event: str
    held: str
    hours: str
    position: str
    signer: str


def sample_certificate() -> CertificatePaper:
    heading, wording = WORDING["certificate"]
    return CertificatePaper(
        owner="Управление образования Берёзовского муниципального округа",
        heading=heading,
        wording=wording,
        name="Рябова Ольга Ивановна",
        place="учитель математики, Школа № 7",
        event="Муниципальный семинар «Формирующее оценивание на уроках математики»",
        held="14 октября 2026 г.",
        hours="6 часов",
        position="Директор центра развития образования",
        signer="А.П. Ковалёва",
    )


PUBLIC = {"event": "Мероприятие", "held": "Когда"}
CERTIFICATE = offer(
    PaperKind(
        "certificate",
        "сертификат участника",
        CertificatePaper,
        TEMPLATES / "certificate.typ",
        sample_certificate,
        public=PUBLIC,
    )
)
ATTENDANCE = offer(
    PaperKind(
        "attendance",
        "справка об участии",
        CertificatePaper,
        TEMPLATES / "attendance.typ",
        sample_certificate,
        public=PUBLIC,
    )
)
OF_LISTS = (CERTIFICATE, ATTENDANCE)
