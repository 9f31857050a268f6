"""recurrence.rfc5545: what does a recurrence rule, as people type it, say?

Reading and refusing, with reasons; what the rule falls on is `delegation.recurrence.expansion`'s question.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, cast

import attrs

WEEKS_A_YEAR, WEEKDAYS_A_MONTH = 53, 5

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

NUMBERED = {  # part: the largest number it takes, and whether it may count from the end
    "BYMONTH": (1, 12, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 59, False),
    "BYSETPOS": (1, 366, True),
}

ORDER = ("FREQ", "INTERVAL", "COUNT", "UNTIL", *list(NUMBERED)[:4], "BYDAY", *list(NUMBERED)[4:], "WKST")

LARGEST_INTERVAL = 10_000

LARGEST_COUNT = 10_000

TIMES_A_DAY = 24
"""Bounds that keep every expansion short; each is told when it refuses."""

TIMES = ("BYHOUR", "BYMINUTE", "BYSECOND")

EDGE_WEEKS = {1, 52, 53, -1, -52, -53}
"""The weeks whose days may lie in two calendar years."""

Refuse = Callable[[str], Exception]


class Until(NamedTuple):
    """The last moment of a rule, as written.

    Attributes:
        moment: The moment without a time zone; a mere date stands for the end of that day.
        utc: Whether it was written in UTC (with a Z).
    """

    moment: dt.datetime
    utc: bool


@attrs.frozen
class Parts:
    """A rule taken apart, with everything in one order, so that equal rules are equal.

    Attributes:
        freq: YEARLY, MONTHLY, WEEKLY or DAILY.
        interval: Every how many of these.
        count: How many occurrences there are in all, or None.
        until: Its end, or None.
        by: The BY parts, each a name and its sorted numbers; of BYDAY, pairs of weekday and number (0 for every one).
        wkst: The day on which a week starts, Monday being 0.
        text: The rule, normalised.
    """

    freq: str
    interval: int
    count: int | None
    until: Until | None
    by: tuple[tuple[str, tuple[int, ...] | tuple[tuple[int, int], ...]], ...]
    wkst: int
    text: str

    @property
    def ends(self) -> bool:
        """Whether the rule has COUNT or UNTIL."""
        return self.count is not None or self.until is not None

    @property
    def weekdays(self) -> tuple[tuple[int, int], ...]:
        """The pairs of BYDAY."""
        return cast("tuple[tuple[int, int], ...]", dict(self.by).get("BYDAY", ()))

    @property
    def mixed(self) -> bool:
        """Whether BYDAY has days with a number and days without."""
        return len({number == 0 for _, number in self.weekdays}) > 1

    @property
    def once_a_year(self) -> bool:
        """Whether BYMONTHDAY stands alone in a yearly rule, which then means those days of the start's month.

        Calendars export it for "once a year" and libical reads it so; python-dateutil, rrule.js and others take every
        month.
        """
        named = {name for name, _ in self.by}
        others = {"BYMONTH", "BYYEARDAY", "BYWEEKNO", "BYDAY"}
        return self.freq == "YEARLY" and "BYMONTHDAY" in named and not named & others

    @property
    def timed(self) -> bool:
        """Whether the rule names hours, minutes or seconds."""
        return any(name in TIMES for name, _ in self.by)

    @property
    def of_days(self) -> "Parts":
        """The rule from a start that is a day: RFC 5545 says that it then names no hours, minutes or seconds."""
        return attrs.evolve(self, by=tuple(part for part in self.by if part[0] not in TIMES))


def read(text: str, refuse: Refuse) -> Parts:
    """Take a rule apart.

    Args:
        text: The value of an RRULE property; lower case, blanks, a leading ``RRULE:``, a trailing ``;``,
            ``RSCALE=GREGORIAN``, ``SKIP=OMIT`` (RFC 7529) and parts named ``X-...`` do no harm.
        refuse: Makes the error to raise from a reason.

    Raises:
        Exception: What `refuse` makes, for anything that RFC 5545 does not allow, or that cannot be counted.
    """
    squeezed = re.sub(r"\s+", "", text).upper().removeprefix("RRULE:").rstrip(";")
    given: dict[str, str] = {}
    for part in squeezed.split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value:
            raise refuse(
                "it takes a rule such as FREQ=MONTHLY or FREQ=WEEKLY;BYDAY=MO (RFC 5545: parts NAME=VALUE joined by "
                ";); words such as weekly, and numbers, are for Task(recurrence=...)"
            )
        if name.startswith("X-") or _says_nothing(name, value, refuse):
            continue
        if name not in ORDER:
            raise refuse(f"{name[:20]!r} is no part of a rule; the parts are {', '.join(ORDER)}")
        if name in given:
            raise refuse(f"{name} is given twice")
        given[name] = value
    freq = given.get("FREQ", "")
    if freq in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise refuse(f"FREQ={freq} is finer than a day; describe such work by its days, or as a Rate")
    if freq not in FREQUENCIES:
        raise refuse(f"FREQ is needed, and takes one of {', '.join(FREQUENCIES)}")
    if "COUNT" in given and "UNTIL" in given:
        raise refuse("COUNT and UNTIL exclude each other")
    interval = _number(given, "INTERVAL", LARGEST_INTERVAL, refuse) or 1
    count = _number(given, "COUNT", LARGEST_COUNT, refuse)
    until = _until(given["UNTIL"], refuse) if "UNTIL" in given else None
    if (wkst := given.get("WKST", "MO")) not in WEEKDAYS:
        raise refuse(f"WKST takes one of {', '.join(WEEKDAYS)}")
    numbers = {name: _numbers(given[name], name, refuse) for name in NUMBERED if name in given}
    days = _days(given["BYDAY"], refuse) if "BYDAY" in given else ()
    _check_together(freq, numbers, days, refuse)
    _check_weeks(freq, interval, numbers, days, refuse)
    written = {
        "FREQ": freq,
        "INTERVAL": str(interval) if interval > 1 else "",
        "COUNT": given.get("COUNT", "").lstrip("0"),
        "UNTIL": given.get("UNTIL", ""),
        "BYDAY": ",".join(f"{number or ''}{WEEKDAYS[day]}" for day, number in days),
        "WKST": wkst,
    } | {name: ",".join(map(str, several)) for name, several in numbers.items()}
    text = ";".join(f"{name}={written[name]}" for name in ORDER if written.get(name))
    by = tuple(numbers.items()) + ((("BYDAY", days),) if days else ())
    return Parts(freq, interval, count, until, by, WEEKDAYS.index(wkst), text)


def _says_nothing(name: str, value: str, refuse: Refuse) -> bool:
    """Whether a part says only what holds anyhow; what must be said otherwise is refused."""
    match name, value:
        case ("RSCALE", "GREGORIAN") | ("SKIP", "OMIT"):
            return True
        case "RSCALE", _:
            raise refuse(f"RSCALE={value[:20]} is another calendar: only the Gregorian one is counted")
        case "SKIP", _:
            raise refuse(
                f"SKIP={value[:20]} moves days that a month has not, which is not read; "
                "the last day of every month is BYMONTHDAY=-1"
            )
        case "DTSTART" | "TZID", _:
            raise refuse(
                f"{name} is no part of a rule: the start stands on a line of its own before it, such as "
                "DTSTART:20260105, or is given as start"
            )
        case _:
            return False


def _number(given: Mapping[str, str], name: str, most: int, refuse: Refuse) -> int | None:
    """The whole number from 1 to `most` behind a name, or None where it is not given."""
    if name not in given:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", given[name]) or not 1 <= int(given[name]) <= most:
        raise refuse(f"{name} takes a whole number from 1 to {most}")
    return int(given[name])


def _numbers(value: str, name: str, refuse: Refuse) -> tuple[int, ...]:
    """The sorted numbers of a BY part."""
    least, most, backwards = NUMBERED[name]
    several = value.split(",")
    signs = "[+-]?" if backwards else ""
    if not all(re.fullmatch(signs + r"[0-9]{1,3}", one) and least <= abs(int(one)) <= most for one in several):
        back = f" or -{most} to -{least}" if backwards else ""
        raise refuse(f"{name} takes whole numbers from {least} to {most}{back}, joined by commas")
    return tuple(sorted({int(one) for one in several}))


def _days(value: str, refuse: Refuse) -> tuple[tuple[int, int], ...]:
    """The sorted weekdays of BYDAY, each with its number in the period, 0 for every one."""
    matches = [re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", one) for one in value.split(",")]
    days = sorted({(WEEKDAYS.index(match[2]), int(match[1] or 0)) for match in matches if match})
    if not all(matches) or any(match[1] and not 1 <= abs(int(match[1])) <= WEEKS_A_YEAR for match in matches if match):
        raise refuse(
            "BYDAY takes weekdays MO to SU joined by commas, each with a number such as 1MO or -1FR or without"
        )
    return tuple(days)


def _until(value: str, refuse: Refuse) -> Until:
    """The end of a rule."""
    accepted = "UNTIL takes a day such as 20261231, or a moment such as 20261231T120000 (UTC with a Z)"
    match = re.fullmatch(r"([0-9]{8})(?:T([0-9]{6})(Z?))?", value)
    if not match:
        raise refuse(accepted)
    try:
        moment = dt.datetime.strptime(match[1] + (match[2] or "235959"), "%Y%m%d%H%M%S")
    except ValueError:
        raise refuse(accepted) from None
    return Until(moment, utc=bool(match[3]))


def _check_together(
    freq: str, numbers: Mapping[str, tuple[int, ...]], days: tuple[tuple[int, int], ...], refuse: Refuse
) -> None:
    """Refuse parts that do not go together, and rules that no calendar meets."""
    numbered = any(number for _, number in days)
    if numbered and freq in ("WEEKLY", "DAILY"):
        raise refuse(f"a numbered BYDAY (such as 1MO) needs FREQ=MONTHLY or YEARLY, not {freq}")
    if "BYYEARDAY" in numbers and freq != "YEARLY":
        raise refuse(f"BYYEARDAY needs FREQ=YEARLY, not {freq}")
    if "BYMONTHDAY" in numbers and freq == "WEEKLY":
        raise refuse("BYMONTHDAY does not go with FREQ=WEEKLY: say FREQ=MONTHLY, or BYDAY")
    if "BYSETPOS" in numbers and not days and len(numbers) == 1:
        raise refuse("BYSETPOS picks among the days that another BY part names: add BYDAY, say")
    if any(abs(number) > WEEKDAYS_A_MONTH for _, number in days) and (freq == "MONTHLY" or "BYMONTH" in numbers):
        raise refuse(f"BYDAY counts from 1 to {WEEKDAYS_A_MONTH} or -{WEEKDAYS_A_MONTH} to -1 within a month")
    times = math.prod(len(numbers.get(name, (0,))) for name in TIMES)
    if times > TIMES_A_DAY:
        raise refuse(f"it falls more than {TIMES_A_DAY} times a day; describe such work as a Rate")
    if freq == "DAILY" and all(abs(number) > times for number in numbers.get("BYSETPOS", (0,))):
        raise refuse(f"BYSETPOS picks beyond what a day has, {times}")


def _check_weeks(
    freq: str,
    interval: int,
    numbers: Mapping[str, tuple[int, ...]],
    days: tuple[tuple[int, int], ...],
    refuse: Refuse,
) -> None:
    """Refuse weeks of the year with what says nothing about weeks, or about which iCalendar libraries are divided."""
    if "BYWEEKNO" not in numbers:
        return
    if freq != "YEARLY":
        raise refuse(f"BYWEEKNO needs FREQ=YEARLY, not {freq}")
    if any(number for _, number in days):
        raise refuse("BYWEEKNO goes with weekdays without numbers: BYDAY=MO, not 1MO")
    for name in ("BYYEARDAY", "BYMONTHDAY"):
        if name in numbers:
            raise refuse(f"BYWEEKNO does not go with {name}: name the days of those weeks with BYDAY, such as MO")
    edges = EDGE_WEEKS.intersection(numbers["BYWEEKNO"])
    if edges and (interval > 1 or "BYSETPOS" in numbers):
        other = "BYSETPOS" if "BYSETPOS" in numbers else f"INTERVAL={interval}"
        raise refuse(
            f"BYWEEKNO={min(edges, key=abs)} does not go with {other}: that week may lie in two years, and iCalendar "
            "libraries are divided on which one counts; name a week from 2 to 51, or the days"
        )
