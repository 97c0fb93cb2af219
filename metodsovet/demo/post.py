"""Mailboxes of the example's organisations and a calendar of its deputy head; the addresses lead nowhere."""

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions import set_organisation_mail
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.notifications.actions import make_feed

OF_KINDS = (Organisation.Kind.SCHOOL, Organisation.Kind.KINDERGARTEN, Organisation.Kind.CENTRE)


def give_addresses(town: Organisation, deputy: Person, *, by: User) -> None:
    """Two of three organisations have given theirs, as is usual at the beginning."""
    for number, organisation in enumerate(
        Organisation.objects.filter(parent=town, kind__in=OF_KINDS).order_by("pk"), 1
    ):
        if number % 3:
            set_organisation_mail(organisation, mail=f"office{number}@example.org", by=by)
    user = User.objects.get(person=deputy)
    make_feed(deputy, by=user)
