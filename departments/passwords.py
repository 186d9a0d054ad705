"""People get their first password from the manager, on paper, and must change it when they first log in."""

from __future__ import annotations

import secrets

from axes.utils import reset as unlock
from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher
from django.db import transaction

from departments import throttling
from departments.hashers import LightArgon2
from departments.models import District, User

# No letter or digit that looks like another one on paper: 0 o, 1 l i.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4


def make_first_password() -> str:
    """Random, easy to read from paper and to type: k7mq-w3xz-t9hd."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def invite_person(username: str, name: str, *, district: District | None = None, phone: str = "") -> str:
    """Creates the person and returns the first password, which is kept nowhere.

    The person belongs to the district; without one, to that of the first role.

    Raises IntegrityError when the username is taken.
    """
    return give_first_password(User(username=username, name=name, phone=phone, district=district))


def give_first_password(user: User) -> str:
    """Sets a first password, saves the (new or known) person, and returns it."""
    password = make_first_password()
    user.password = _hash_first_password(password)
    user.must_change_password = True
    user.save()
    return password


@transaction.atomic
def reset_password(user: User) -> str:
    """A new first password; sessions that are open end, a lockout is lifted."""
    password = give_first_password(user)
    unlock(username=user.username)
    throttling.forgive_name(user.username)
    return password


def _hash_first_password(password: str) -> str:
    hasher = get_hasher()
    hasher = LightArgon2() if isinstance(hasher, Argon2PasswordHasher) else hasher
    return hasher.encode(password, hasher.salt())
