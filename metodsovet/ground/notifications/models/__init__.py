from metodsovet.ground.notifications.models.feeds import CalendarFeed
from metodsovet.ground.notifications.models.letters import Letter
from metodsovet.ground.notifications.models.mailboxes import DigestSettings, MailConfirmation
from metodsovet.ground.notifications.models.notices import Notice
from metodsovet.ground.notifications.models.topics import Topic

__all__ = ["CalendarFeed", "DigestSettings", "Letter", "MailConfirmation", "Notice", "Topic"]
