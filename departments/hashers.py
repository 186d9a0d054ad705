"""Password hashes that take the same time for everybody: how long an answer takes must not say whose account it is.

A check of any account, and the dummy that Django computes for a name that nobody has, is one full and one light hash.
"""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class EvenArgon2(Argon2PasswordHasher):
    """Django's own costs, written down: costs that grow with a new Django would tell old hashes from new ones by their time."""

    time_cost = 2
    memory_cost = 102_400  # KiB
    parallelism = 8

    def encode(self, password: str, salt: str) -> str:
        encoded: str = super().encode(password, salt)
        LightArgon2().encode(password, salt)  # Django encodes where there is no account to verify
        return encoded

    def verify(self, password: str, encoded: str) -> bool:
        """Of a light hash, the full one is made by `harden_runtime`, or by the upgrade when the password is right."""
        if not self.must_update(encoded):
            LightArgon2().encode(password, self.salt())
        return bool(super().verify(password, encoded))

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Django leaves Argon2 without it: a wrong password would be answered sooner where the stored hash is a light one."""
        super().encode(password, self.salt())


class LightArgon2(Argon2PasswordHasher):
    """For first passwords, so that a list of 300 people takes seconds: twelve random letters (59 bits) cannot be guessed even so.

    The hash carries its costs; Django makes the full one of it when the person logs in.
    """

    time_cost = 1
    memory_cost = 1024  # KiB
    parallelism = 1
