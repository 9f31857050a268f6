"""io._cells: what may the text of a cell be, and what does it mean?

Each kind of cell reads text and writes what it reads. What it cannot read it refuses with a reason of its own
(`RefusedValueError`), or with a plain `ValueError` where `Kind.accepted` says it all.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

import attrs

from delegation.errors import RefusedValueError, shown
from delegation.io._escapes import escape, unescape
from delegation.io._numbers import A_NUMBER, Numbers
from delegation.model.mode import Mode


@attrs.frozen
class Kind:
    """What the cells of a column hold.

    Attributes:
        read: Makes of text what it means.
        write: Makes of what a cell means its text.
        accepted: What a cell takes, in words.
    """

    read: Callable[[str, Numbers], Any]
    write: Callable[[Any, Numbers], str]
    accepted: str


def refused(text: object, accepted: str) -> RefusedValueError:
    """The error for the text of a cell, or a part of it."""
    return RefusedValueError("table", "cell", text, accepted)


def told(error: RefusedValueError) -> str:
    """A refusal as it stands behind the name of its column."""
    value = str(error.value) if isinstance(error.value, dt.date) else shown(error.value)
    return f"{value} is refused: {error.accepted}"


def nearest(word: str, known: Iterable[str], least: float = 0.6) -> str | None:
    """The known word that a misspelt one is most like, or None where none is like it."""
    found = get_close_matches(word, list(known), n=1, cutoff=least)
    return found[0] if found else None


def parts(text: str) -> list[str]:
    """What stands between semicolons, blanks around it and empty parts gone."""
    return [part for part in map(str.strip, text.split(";")) if part]


FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "1", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar"), True),
    **dict.fromkeys(("no", "n", "false", "0", "falsch", "faux", "falso", "onwaar"), False),
}
"""How people and spreadsheets (in English, German, French, Spanish, Italian, Portuguese, Dutch) write yes and no."""


def _read_flag(text: str, _: Numbers) -> bool:
    try:
        return FLAGS[text.lower()]
    except KeyError:
        raise ValueError(text) from None


def _read_whole(text: str, numbers: Numbers) -> int:
    number = numbers.read(text)
    if not number.is_integer():
        raise ValueError(text)
    return int(number)


A_DAY = "it takes a day such as 2026-01-05"
"""What is accepted where a day is asked for."""

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")


def read_day(text: str, _: object = None) -> dt.date:
    """A day: the year first, or as spreadsheets show it, where that can be only one day.

    Raises:
        RefusedValueError: If it may be two days.
        ValueError: If it is none.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        return dt.date(int(match[1]), int(match[3]), int(match[4]))
    if not (match := _YEAR_LAST.fullmatch(text)):
        return dt.date.fromisoformat(text)
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12 or first == second:  # with points the day always comes first
        return dt.date(year, second, first)
    if second > 12:
        return dt.date(year, first, second)
    readings = f"{dt.date(year, second, first)} or {dt.date(year, first, second)}"
    raise refused(text, f"it may be {readings}: write the one that you mean")


def _write_day(day: dt.date, _: Numbers) -> str:
    return day.isoformat()


def _read_skills(text: str, _: Numbers) -> list[str]:
    if "," in text:
        raise refused(text, "it takes words joined by ; and not by commas")
    return parts(unescape(text))


def _write_skills(skills: Iterable[str], _: Numbers) -> str:
    return escape(";".join(sorted(skills)))


def _read_names(text: str, _: Numbers) -> list[str]:
    return parts(unescape(text))


def _write_names(names: Iterable[str], _: Numbers) -> str:
    listed = list(names)
    for name in listed:
        if ";" in name:
            raise refused(name, "a name with a semicolon in it cannot be told from two")
    return escape(";".join(listed))


MODES = {"outsource": Mode.OUTSOURCE, "outtask": Mode.OUT_TASK}


def _read_mode(text: str, _: Numbers) -> Mode:
    try:
        return MODES[re.sub(r"[-_\s]", "", text.lower())]
    except KeyError:
        raise ValueError(text) from None


TEXT = Kind(lambda text, _: unescape(text), lambda text, _: escape(text), "it takes text")
NUMBER = Kind(lambda text, numbers: numbers.read(text), lambda value, numbers: numbers.write(value), A_NUMBER)
WHOLE = Kind(_read_whole, lambda value, numbers: numbers.write(float(value)), "it takes a whole number")
FLAG = Kind(_read_flag, lambda value, _: "yes" if value else "no", "it takes yes or no")
DAY = Kind(read_day, _write_day, A_DAY)
MODE = Kind(_read_mode, lambda mode, _: str(mode), "it takes outsource or out-task")
SKILLS = Kind(_read_skills, _write_skills, "it takes words joined by ;")
NAMES = Kind(_read_names, _write_names, "it takes names joined by ;")
