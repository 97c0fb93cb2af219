"""Who signs an order: a long post in several lines, the name beside the last of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from metodsovet.ground.directory.models import Employment, Organisation, Position
from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.work.orders.wording import capital

LONGEST = 42
"""Characters of a post of 14 points that leave room for the signature and the name on a line of 170 mm."""


def signed(post: str, name: str) -> Signature:
    return Signature(in_lines(post), name)


def joint_signatures(organisations: Sequence[Organisation], day: date) -> Iterator[Signature]:
    """Heads of those who issue it together; a line to be filled in by hand where the register has none."""
    jobs = Employment.objects.on(day).filter(
        organisation__in=[one.pk for one in organisations], position__function=Position.Function.HEAD
    )
    heads = {job.organisation_id: job for job in jobs.select_related("person", "position").order_by("is_main", "-pk")}
    for organisation in organisations:
        job = heads.get(organisation.pk)
        post = f"{capital(job.position.name)} {organisation.short_name}" if job else organisation.short_name
        yield signed(post, job.person.short_name if job else "")


def in_lines(post: str) -> str:
    """Lines of like length: «Начальник Управления образования / городского округа Ясногорск»."""
    words = post.split()
    for count in range(1, len(words) + 1):
        lines = _cut(words, -(-len(" ".join(words)) // count))
        if all(len(line) <= LONGEST for line in lines):
            return "\n".join(lines)
    return "\n".join(words)


def _cut(words: Sequence[str], width: int) -> list[str]:
    """Greedily, a line being full when another word would take it further from ``width``."""
    lines: list[str] = []
    for word in words:
        wider = f"{lines[-1]} {word}" if lines else word
        if lines and abs(len(wider) - width) <= abs(len(lines[-1]) - width) and len(wider) <= LONGEST:
            lines[-1] = wider
        else:
            lines.append(word)
    return lines
