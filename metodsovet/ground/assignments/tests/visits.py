"""People at their pages, without a browser."""

from django.http import HttpResponse, HttpResponseBase
from django.test import Client

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(user_of(person))
    return client


def text_of(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode().replace("\u00a0", " ")
