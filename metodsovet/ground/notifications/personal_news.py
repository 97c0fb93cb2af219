"""What the directory tells people about their accounts goes into the ledger of notices."""

from metodsovet.ground.directory.telling import PersonalNews, tells_people
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic


@tells_people
def notify_person(news: PersonalNews) -> None:
    notify([news.person_id], key=news.key, text=news.text, url=news.url, topic=Topic.ENTERING)
