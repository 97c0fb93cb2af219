"""Letters of the outbox go to the mail server, one after another; what became of each is written down at once."""

import logging

from metodsovet.ground.notifications.actions.letters import (
    claim_letter,
    close_letter,
    note_handing,
    note_outage,
    note_refusal,
    renew_day,
)
from metodsovet.ground.notifications.digests.composing import NothingToSay, message_of, words_of
from metodsovet.ground.notifications.mail_servers import mail_server, why_no_mail
from metodsovet.ground.notifications.models import Letter
from metodsovet.ground.notifications.postmen import NotSent, Postman, Unclear, Unreachable
from metodsovet.kernel import clock

MOST_IN_A_ROUND = 500
State = Letter.State
log = logging.getLogger(__name__)


def deliver_letters() -> int:
    """Send what is due, until nothing is or the server is away; answers how many have left."""
    if why_no_mail():
        return 0
    sent = 0
    with Postman(mail_server()) as postman:
        for _ in range(MOST_IN_A_ROUND):
            letter = claim_letter()
            if letter is None:
                break
            try:
                sent += _deliver(letter, postman).state == State.SENT
            except Unreachable as outage:
                note_outage(letter, str(outage))
                log.warning("mail server is away: letter %s waits", letter.pk)
                break
    return sent


def _deliver(letter: Letter, postman: Postman) -> Letter:
    """Raises ``Unreachable``; every other fate is on the letter."""
    if letter.day is not None and letter.day < clock.today() and not renew_day(letter):
        return close_letter(letter, State.SKIPPED, "Новое войдёт в сводку этого дня.")
    try:
        words = words_of(letter)
    except NothingToSay as why:
        return close_letter(letter, State.SKIPPED, str(why))
    try:
        postman.hand_over(message_of(letter, words), before_text=lambda: note_handing(letter, words.notices))
    except Unreachable:
        raise
    except NotSent as refusal:
        return note_refusal(letter, str(refusal), words.notices)
    except Unclear as why:
        return close_letter(letter, State.PARKED, f"{why} Неизвестно, ушло ли письмо.")
    return close_letter(letter, State.SENT)
