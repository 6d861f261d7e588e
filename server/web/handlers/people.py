"""Accounts: who may sign in and as what."""

from __future__ import annotations

import datetime as dt

from server.actions.accounts import add_somebody, change_password, change_person
from server.actions.refusals import NotFound
from server.messages import Done, PeopleAnswer, PersonAnswer
from server.store.people import Person, people, person_by_name
from server.web.exchange import Call


def get_people(call: Call) -> PeopleAnswer:
    """Everybody with an account."""
    with call.centre.store.reading() as tx:
        return PeopleAnswer(items=[person_told(person) for person in people(tx)])


def get_person(call: Call) -> PersonAnswer:
    """One account."""
    with call.centre.store.reading() as tx:
        person = person_by_name(tx, call.params["name"])
    if person is None:
        raise NotFound(call.params["name"])
    return person_told(person)


def post_person(call: Call) -> PersonAnswer:
    """Make an account."""
    now = dt.datetime.now(dt.UTC)
    return person_told(add_somebody(call.centre, call.body, now, call.caller.name))


def post_change(call: Call) -> PersonAnswer:
    """Change an account."""
    return person_told(change_person(call.centre, call.params["name"], call.body, call.caller.name))


def post_own_password(call: Call) -> Done:
    """Another password for whoever is signed in."""
    change_password(call.centre, call.caller.name, call.body, call.credentials.cookie)
    return Done()


def person_told(person: Person) -> PersonAnswer:
    """An account, without its password."""
    return PersonAnswer(
        username=person.username,
        name=person.name,
        role=person.role,
        disabled=person.disabled,
        trial=person.trial,
        post=person.post,
    )
