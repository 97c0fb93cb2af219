"""Posts to choose from for a new person of whom the file tells none."""

from collections.abc import Mapping

from metodsovet.ground.directory.matching.judgements import NEW_IN_POST, Candidate
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.reading import Data

UNTOLD = "должность не указана"
_USUAL: Mapping[str, str] = {
    Organisation.Kind.SCHOOL: "учитель",
    Organisation.Kind.KINDERGARTEN: "воспитатель",
    Organisation.Kind.ADDITIONAL: "педагог дополнительного образования",
    Organisation.Kind.CENTRE: "методист",
    Organisation.Kind.DEPARTMENT: "методист",
}


def posts_to_choose(data: Data, kind: str) -> list[Candidate]:
    """The usual post of the kind of organisation, a teacher where subjects are told, or none for now."""
    usual = "учитель" if data.get("subjects") else _USUAL.get(kind, "")
    candidates = [Candidate(f"{NEW_IN_POST}{usual}", f"Новый человек, должность «{usual}»", "")] if usual else []
    later = "будет записано «должность не указана», исправьте на странице человека"
    return [*candidates, Candidate(f"{NEW_IN_POST}{UNTOLD}", "Новый человек, должность уточню потом", later)]
