"""One spelling of codes, names and accounts, whatever door they come in by (design, decision 18).

A code that was typed in full-width digits, or copied with an invisible mark behind it, is the same code.
"""

from __future__ import annotations

import re
import unicodedata

from departments.cleaning import clean_text

# Drawn as nothing, though Unicode does not call them format characters: grapheme joiner, Hangul fillers, Mongolian and other
# variation selectors, the braille pattern without dots.
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
# NFKC makes （ and ( one; in a Chinese name the one that stays is that of GB/T 15834.
CHINESE_MARKS = str.maketrans("(),:;!?", "（），：；！？")


def spell_name(text: str) -> str:
    """The one spelling of a code, a name or an account: NFKC, no invisible marks, single blanks, none at the ends."""
    spelled = _take_step(text)
    while (again := _take_step(spelled)) != spelled:
        spelled = again
    return spelled


def _take_step(text: str) -> str:
    plain = unicodedata.normalize("NFKC", clean_text(text))
    seen = "".join(letter for letter in plain if letter.isspace() or unicodedata.category(letter) not in ("Cf", "Cc"))
    single = " ".join(UNSEEN.sub("", seen).split())
    return single.translate(CHINESE_MARKS) if HAN.search(single) else single


def fold_name(text: str) -> str:
    """What two names have in common that a person takes for one: letters and digits alone, in small letters."""
    return "".join(letter for letter in spell_name(text).casefold() if letter.isalnum())


def strip_zeros(code: str) -> str:
    """What is left of a code where Excel took it for a number."""
    return spell_name(code).lstrip("0")
