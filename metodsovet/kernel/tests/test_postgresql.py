"""Addresses of the database, and which pooled connections may be used."""

import pytest
from django.db import connection

from metodsovet.kernel.postgresql.addresses import settings_of


def test_an_address_of_one_server() -> None:
    told = settings_of("postgresql://anna:p%40ss@db.example.ru:6432/metod?sslmode=require")

    assert told == {
        "ENGINE": "metodsovet.kernel.postgresql",
        "NAME": "metod",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.example.ru",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


def test_an_address_of_a_socket() -> None:
    assert settings_of("postgresql://anna@%2Fvar%2Frun:5433/metod")["HOST"] == "/var/run"


def test_of_several_servers_the_one_that_takes_writes_is_chosen() -> None:
    told = settings_of("postgresql://anna:pass@one:5432,two:5433/metod")

    assert (told["HOST"], told["PORT"]) == ("one,two", "5432,5433")
    assert told["OPTIONS"] == {"target_session_attrs": "read-write"}


def test_whoever_asks_for_any_server_gets_any() -> None:
    told = settings_of("postgresql://one,two/metod?target_session_attrs=any")

    assert told["OPTIONS"] == {"target_session_attrs": "any"}


def test_an_address_that_cannot_be_read_is_refused_without_its_password() -> None:
    with pytest.raises(ValueError, match="no address of PostgreSQL") as refusal:
        settings_of("postgresql://anna:secret@[one/metod")

    assert "secret" not in f"{refusal.value}{refusal.value.__cause__}"


@pytest.mark.django_db
def test_a_connection_that_takes_no_writes_is_not_usable() -> None:
    with connection.cursor() as cursor:
        before = connection.is_usable()
        cursor.execute("SET LOCAL default_transaction_read_only = on")
        after = connection.is_usable()
        cursor.execute("SET LOCAL default_transaction_read_only = off")

    assert (before, after) == (True, False)
