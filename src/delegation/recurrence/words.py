"""recurrence.words: which rule or rate do the words mean that people type?

Words that say a rhythm mean a rule: "daily", "weekdays", "every two weeks", "Mondays and Thursdays", "quarterly". Words
that only say how many, such as "twice a month", name no days and mean a rate. "Biweekly" is every two weeks, as in
calendars and payrolls; "bimonthly" and "biannual" are said of both halves and doubles, and are asked back. "Monthly"
is said of every month: from the 31st on it means the last day of those that are shorter.
"""

import datetime as dt
import re
from typing import NamedTuple

from delegation.recurrence.kinds import Once, Rate

WEEKDAYS = {
    "MO": "monday",
    "TU": "tuesday",
    "WE": "wednesday",
    "TH": "thursday",
    "FR": "friday",
    "SA": "saturday",
    "SU": "sunday",
}

_WEEKDAYS_RULE = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
_WEEKENDS_RULE = "FREQ=WEEKLY;BYDAY=SA,SU"


class _Unit(NamedTuple):
    """A stretch of time: the frequency of a rule, how many of its periods, and how many of it a month has."""

    freq: str
    every: int
    a_month: float


UNITS = {
    "day": _Unit("DAILY", 1, 365.25 / 12),
    "week": _Unit("WEEKLY", 1, 365.25 / 84),
    "fortnight": _Unit("WEEKLY", 2, 365.25 / 168),
    "month": _Unit("MONTHLY", 1, 1.0),
    "quarter": _Unit("MONTHLY", 3, 1 / 3),
    "year": _Unit("YEARLY", 1, 1 / 12),
}

NUMBERS: tuple[str, ...] = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

ORDINALS: tuple[str, ...] = (
    "first",
    "other",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)

RHYTHMS = {
    "daily": "FREQ=DAILY",
    "weekdays": _WEEKDAYS_RULE,
    "workdays": _WEEKDAYS_RULE,
    "working days": _WEEKDAYS_RULE,
    "every weekday": _WEEKDAYS_RULE,
    "every workday": _WEEKDAYS_RULE,
    "every working day": _WEEKDAYS_RULE,
    "weekends": _WEEKENDS_RULE,
    "every weekend": _WEEKENDS_RULE,
    "weekly": "FREQ=WEEKLY",
    "biweekly": "FREQ=WEEKLY;INTERVAL=2",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
    "half yearly": "FREQ=MONTHLY;INTERVAL=6",
    "semi annually": "FREQ=MONTHLY;INTERVAL=6",
    "every half year": "FREQ=MONTHLY;INTERVAL=6",
    "yearly": "FREQ=YEARLY",
    "annually": "FREQ=YEARLY",
    "annual": "FREQ=YEARLY",
    "biennially": "FREQ=YEARLY;INTERVAL=2",
}
"""Words, in lower case and with blanks for hyphens, and the rule that each means."""

RATES = {
    **dict.fromkeys(("semi monthly", "twice monthly"), 2.0),
    **dict.fromkeys(("semi weekly", "twice weekly"), 2.0 * UNITS["week"].a_month),
    "twice yearly": 2.0 * UNITS["year"].a_month,
}

ONCE = ("once", "one off", "one time", "just once", "only once")

ASKED_BACK = {
    **dict.fromkeys(("bimonthly", "bi monthly"), "every two months or twice a month"),
    "biannual": "every two years or twice a year",
    "biannually": "every two years or twice a year",
}
"""Words that are said of two things, with the ways to say which."""

COMMON = (
    *("daily", "weekdays", "weekly", "every two weeks", "twice a month", "monthly", "every 3 months", "quarterly"),
    *("half-yearly", "yearly", "once", "every Monday"),
)
"""What is shown where nothing near was typed."""

LONGEST = 60
"""No words for a recurrence are longer."""

_IN_ALL_MONTHS, _LONGEST_MONTH, _FEBRUARY = 28, 31, 2
"""The last day that every month has, the last day of the longest months, and the month that a leap day ends."""

_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?"
_EVERY = r"every (?:([0-9]+)(?:st|nd|rd|th)? |([a-z]+) )?([a-z]+?)s?"
_TIMES = r"(?:(once|twice)|([0-9]+(?:\.[0-9]+)?|[a-z]+)(?: ?x| times?)?) ?(?:an? |per |every |each |/ ?)([a-z]+)"
"""Patterns are compiled when they are first asked for: most programs never are."""


def understood(text: str) -> str | Rate | Once | None:
    """What words mean: a rule as text, a `Rate`, `Once`, or None where they are not understood.

    Capitals, blanks and hyphens do not matter. A number is so many times a month.

    Raises:
        RefusedValueError: For a number that no rate takes.
    """
    said = _plain(text)
    if len(said) > LONGEST:
        return None
    if re.fullmatch(_NUMBER, text.strip().casefold()):
        return Rate(float(text))
    if said in ONCE:
        return Once()
    if said in RHYTHMS:
        return RHYTHMS[said]
    if said in RATES:
        return Rate(RATES[said])
    return _every(said) or _on_weekdays(said) or _times(said)


def from_day(rule: str, start: dt.date | None) -> str:
    """The rule that words mean from a first day on: where a month has no such day, its last one.

    A rule of RFC 5545 skips a month that does not have its day. Words do not: "monthly" is every month. So from the
    29th on the days are written out; they are those of ``SKIP=BACKWARD`` in RFC 7529.

    Args:
        rule: The rule that `understood` gave.
        start: Its first day or moment; None where it has none.
    """
    if start is None or start.day <= _IN_ALL_MONTHS:
        return rule
    last = "BYMONTHDAY=-1"
    if rule.startswith("FREQ=YEARLY"):
        return f"{rule};BYMONTH=2;{last}" if start.month == _FEBRUARY else rule
    if not rule.startswith("FREQ=MONTHLY"):
        return rule
    if start.day == _LONGEST_MONTH:
        return f"{rule};{last}"
    days = ",".join(map(str, range(_IN_ALL_MONTHS, start.day + 1)))
    return f"{rule};BYMONTHDAY={days};BYSETPOS=-1"


def nearest(text: str) -> str:
    """What to say of words that are not understood: which known ones are meant, or some of them."""
    from difflib import get_close_matches  # noqa: PLC0415  # needed only where something is wrong

    said = _plain(text)[:LONGEST]
    if said in ASKED_BACK:
        return f"it is said of two things: write {ASKED_BACK[said]}"
    if said.startswith(("every other ", "every second ")):
        return "write the rule: every other Friday is FREQ=WEEKLY;INTERVAL=2;BYDAY=FR, with its first day as start"
    known = [
        *RHYTHMS,
        *RATES,
        *ONCE,
        *(word.lower() for word in COMMON),
        *(f"every {day}" for day in WEEKDAYS.values()),
    ]
    near = get_close_matches(said, known, n=1, cutoff=0.75)  # "sometimes" is 0.71 like "one time"
    near = near or [word for word in known if sorted(word) == sorted(said)]  # "dayli" is 0.6 like "daily"
    if near:
        return f"did you mean {near[0]!r}?"
    return f"it takes words such as {', '.join(COMMON)}; a number of times a month; or a rule such as FREQ=WEEKLY"


def _plain(text: str) -> str:
    """Words in lower case, joined by single blanks."""
    return re.sub(r"[\s_-]+", " ", text).strip(" .").casefold()


def _every(said: str) -> str | None:
    """The rule of "every two weeks", "every 3rd month" or "once a quarter"."""
    match = re.fullmatch(_EVERY, re.sub(r"^(?:once|one time) (?:an?|per|every|each) |^each ", "every ", said))
    if not match or match[3] not in UNITS:
        return None
    digits, word, unit = match.groups()
    count = int(digits) if digits and len(digits) < 6 else _count(word) if word else 0 if digits else 1
    if not count:
        return None
    freq, every, _ = UNITS[unit]
    every *= count
    return f"FREQ={freq};INTERVAL={every}" if every > 1 else f"FREQ={freq}"


def _count(word: str) -> int:
    """The number that a word such as "two", "other" or "third" says, 0 for none."""
    word = {"second": "other", "a": "one", "an": "one"}.get(word, word)
    return next((words.index(word) + 1 for words in (NUMBERS, ORDINALS) if word in words), 0)


def _on_weekdays(said: str) -> str | None:
    """The rule of "Mondays", "every Tuesday" or "Monday and Thursday"."""
    words = re.split(r" ?(?:,| and | & |\+) ?", re.sub(r"^(?:every|each|on) ", "", said))
    days = [
        short
        for word in words
        for short, day in WEEKDAYS.items()
        if word.removesuffix("s") == day or (len(word) >= 3 and day.startswith(word))
    ]
    return f"FREQ=WEEKLY;BYDAY={','.join(days)}" if len(days) == len(words) else None


def _times(said: str) -> Rate | None:
    """The rate of "twice a month", "3 times a week" or "four per year"."""
    match = re.fullmatch(_TIMES, said)
    if not match or match[3] not in UNITS:
        return None
    adverb, number, unit = match.groups()
    if adverb:
        times = {"once": 1.0, "twice": 2.0}[adverb]
    else:
        times = float(number) if number[0].isdigit() else float(_count(number) if number in NUMBERS else 0)
    return Rate(times * UNITS[unit].a_month) if times else None
