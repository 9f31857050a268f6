"""The moments of a rule by asking every day of every period whether it belongs to it: RFC 5545's table, no library.

Periods are whole; BYSETPOS picks among all moments of one; what lies before the start is left out afterwards and is
not counted. Weeks of the year belong to the calendar year in which their days lie.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from itertools import product

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def moments(rule: str, start: dt.datetime, high: dt.datetime) -> list[dt.datetime]:
    """The moments of a rule from its start up to but not including another moment; UNTIL is a local moment."""
    parts = dict(part.split("=") for part in rule.split(";"))
    until = parts.get("UNTIL")
    last = dt.datetime.strptime(until, "%Y%m%dT%H%M%S") if until else dt.datetime.max
    found: list[dt.datetime] = []
    for first, behind in periods(parts, start, high):
        days = [first + dt.timedelta(days=k) for k in range((behind - first).days)]
        several = [
            dt.datetime.combine(day, time)
            for day in days
            if belongs(day, parts, start.date())
            for time in times(parts, start)
        ]
        if "BYSETPOS" in parts:
            places = {int(place) for place in parts["BYSETPOS"].split(",")}
            size = len(several)
            several = [each for k, each in enumerate(several) if k + 1 in places or k - size in places]
        found += [each for each in several if start <= each <= last]
    return [each for each in found[: int(parts["COUNT"]) if "COUNT" in parts else None] if each < high]


def periods(parts: dict[str, str], start: dt.datetime, high: dt.datetime) -> Iterator[tuple[dt.date, dt.date]]:
    """The first day of each of the rule's periods and the day behind its last, from that of the start on."""
    every, day = int(parts.get("INTERVAL", "1")), start.date()
    wkst = WEEKDAYS.index(parts.get("WKST", "MO"))
    k = 0
    while True:
        match parts["FREQ"]:
            case "YEARLY":
                first, behind = dt.date(day.year + k, 1, 1), dt.date(day.year + k + 1, 1, 1)
            case "MONTHLY":
                first, behind = month(day.year * 12 + day.month - 1 + k), month(day.year * 12 + day.month + k)
            case "WEEKLY":
                first = day - dt.timedelta(days=(day.weekday() - wkst) % 7) + dt.timedelta(weeks=k)
                behind = first + dt.timedelta(weeks=1)
            case _:
                first = day + dt.timedelta(days=k)
                behind = first + dt.timedelta(days=1)
        if first > high.date():
            return
        yield first, behind
        k += every


def month(number: int) -> dt.date:
    """The first day of a month, counted from year 0."""
    return dt.date(number // 12, number % 12 + 1, 1)


def belongs(day: dt.date, parts: dict[str, str], start: dt.date) -> bool:
    """Whether a day of one of its periods is one of the rule's."""

    def among(name: str, *numbers: int) -> bool:
        return name not in parts or not {int(text) for text in parts[name].split(",")}.isdisjoint(numbers)

    days_in_month = calendar.monthrange(day.year, day.month)[1]
    days_in_year = 365 + calendar.isleap(day.year)
    year_day = day.timetuple().tm_yday
    named = parts.keys() & {"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY"}
    freq = parts["FREQ"]
    if not named and (
        (freq == "YEARLY" and ((day.month != start.month and "BYMONTH" not in parts) or day.day != start.day))
        or (freq == "MONTHLY" and day.day != start.day)
        or (freq == "WEEKLY" and day.weekday() != start.weekday())
    ):
        return False
    if freq == "YEARLY" and named == {"BYMONTHDAY"} and "BYMONTH" not in parts and day.month != start.month:
        return False
    if named == {"BYWEEKNO"} and day.weekday() != start.weekday():
        return False
    return (
        among("BYMONTH", day.month)
        and among("BYMONTHDAY", day.day, day.day - days_in_month - 1)
        and among("BYYEARDAY", year_day, year_day - days_in_year - 1)
        and among("BYWEEKNO", *week_of(day, WEEKDAYS.index(parts.get("WKST", "MO"))))
        and on_weekday(day, parts)
    )


def on_weekday(day: dt.date, parts: dict[str, str]) -> bool:
    """Whether BYDAY names a day, by itself or by its place in the month or year."""
    if "BYDAY" not in parts:
        return True
    if parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts:
        place, length = day.day, calendar.monthrange(day.year, day.month)[1]
    else:
        place, length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
    name = WEEKDAYS[day.weekday()]
    names = {name, f"{(place - 1) // 7 + 1}{name}", f"-{(length - place) // 7 + 1}{name}"}
    return not names.isdisjoint(parts["BYDAY"].split(","))


def week_of(day: dt.date, wkst: int) -> tuple[int, int]:
    """The number of a day's week in its year, and the same from the end: week 1 is the first with four days of it."""
    middle = day - dt.timedelta(days=(day.weekday() - wkst) % 7) + dt.timedelta(days=3)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    left = (365 + calendar.isleap(middle.year) - middle.timetuple().tm_yday) // 7
    return number, -left - 1


def times(parts: dict[str, str], start: dt.datetime) -> list[dt.time]:
    """The times of a day on which the rule falls."""
    of_start = {"BYHOUR": start.hour, "BYMINUTE": start.minute, "BYSECOND": start.second}
    several = [sorted({int(text) for text in parts.get(name, str(own)).split(",")}) for name, own in of_start.items()]
    return [dt.time(hour, minute, second) for hour, minute, second in product(*several)]
