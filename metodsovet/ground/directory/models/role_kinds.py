from django.db import models


class Role(models.TextChoices):
    """Roles given by hand; those that follow from facts (head of an association, expert) are never given."""

    ADMINISTRATOR = "administrator", "администратор"
    METHODIST = "methodist", "методист муниципальной службы"
    AUTHORITY_HEAD = "authority_head", "руководитель органа управления образованием"
    ORGANISATION_HEAD = "organisation_head", "руководитель организации"
    METHODICAL_LEAD = "methodical_lead", "ответственный за методическую работу"


SERVICE = (Role.METHODIST, Role.AUTHORITY_HEAD)
"""Who acts for the municipality."""
LEADS = (Role.ORGANISATION_HEAD, Role.METHODICAL_LEAD)
"""Who acts for one organisation."""
