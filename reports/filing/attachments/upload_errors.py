"""Why a file is not taken. Every refusal is a sentence for the person."""

from __future__ import annotations


class NotAccepted(Exception):
    """Nothing was stored or removed; str() is the sentence."""
