"""Rules and calendar text fall on the days that others state: reporters, RFC 5545, libical's tests.

Each row of the data has a piece of code, where it was reported, and what is right. Where libraries are divided, the
row says so, and the choice made here is told beside it.
"""

import datetime as dt
import json
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from delegation import Rule
from delegation.errors import RefusedValueError

ROWS = json.loads((Path(__file__).parent / "data" / "recurrence_stated.json").read_text(encoding="utf-8"))

FALLS: dict[str, object] = {
    "A01": ["2024-11-13", "2024-11-20", "2024-11-27"],
    "A03": ["2024-02-07", "2024-02-14", "2024-02-21", "2024-02-28", "2024-03-06"],
    # divided: once a year, as the calendars mean that export it
    "A05": (["2026-07-07", "2027-07-07", "2028-07-07"], 1.0),
    "A07": [f"2026-01-{day}" for day in ("05", "06", "07", "08", "09", "12")],
    "A08": [
        *("2020-12-14 09:30", "2020-12-28 09:30", "2021-01-11 09:30", "2021-01-25 09:30", "2021-02-08 09:30"),
        *("2021-02-22 09:30", "2021-03-08 09:30"),
    ],
    "A09": ["2020-12-14 09:30", "2021-01-11 09:30", "2021-02-22 09:30", "2021-03-08 09:30"],
    "A10": ["2012-02-29", "2016-02-29", "2020-02-29", "2024-02-29"],
    "A12": ["2025-01-06", "2025-01-13", "2025-01-14", "2025-01-20"],
    "A13": ["2013-01-08", "2013-12-31", "2014-01-07", "2014-12-30"],
    # divided: to the letter, an UNTIL in UTC ends on its own day
    "A16": (11, "2021-10-26"),
    "A18": (12, "2019-10-17"),
    "A20": "2017-01-27 00:30",
    "A22": ["2015-03-22", "2015-04-19", "2015-05-17", "2015-06-14"],
    "A23": [["2017-03-13", "2017-03-27", "2017-04-10"]] * 2,
    "A27": (["2012-02-29", "2016-02-29", "2020-02-29"], 48.0),
    "A29": ["2016-05-13", "2016-06-15", "2016-07-15", "2016-08-15"],
    "A31": [["2022-06-09", "2022-06-10", "2022-06-16", "2022-06-17"]] * 2,
    # divided: the local time stays, and 02:30 of 10 March is the moment that the clocks call 03:30
    "A34": ["2024-03-09 02:30", "2024-03-10 02:30", "2024-03-11 02:30"],
    "A35": ["2024-10-18", "2024-10-20", "2024-10-22"],
    "A41": (pytest.approx(365.25 / 84, rel=1e-12), pytest.approx(365.25 / 84, rel=1e-12)),
    "A43": ["2019-08-01 14:00", "2019-08-08 14:00", "2019-08-15 14:00"],
}
"""What is seen by the code of each row that states days."""

REFUSED = {
    "A25": "BYWEEKNO needs FREQ=YEARLY, not DAILY",
    "A26": "COUNT and UNTIL exclude each other",
    "A32": "it has 2 rules: write as many tasks, each with one of them",
    "A38": "it never falls on a day from its start, 2023-10-02, to its end",
    "A40": (
        "DTSTART is no part of a rule: the start stands on a line of its own before it, such as DTSTART:20260105, "
        "or is given as start"
    ),
    "A42": "BYDAY takes weekdays MO to SU joined by commas, each with a number such as 1MO or -1FR or without",
}
"""With what reason the others are refused."""


def seen(row: dict[str, str]) -> Any:
    """What the code of a row sees."""
    known: dict[str, Any] = {"Rule": Rule, "dt": dt, "islice": islice, "ZoneInfo": ZoneInfo}
    exec(row["code"], known)  # noqa: S102  # the data are code to be run
    return known["seen"]


def rows(ids: dict[str, Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", [row for row in ROWS if row["id"] in ids], ids=lambda row: row["id"])


def test_every_row_is_tested() -> None:
    assert [row["id"] for row in ROWS] == sorted([*FALLS, *REFUSED])


@rows(FALLS)
def test_rules_fall_on_the_days_that_others_state(row: dict[str, str]) -> None:
    assert seen(row) == FALLS[row["id"]]


@rows(REFUSED)
def test_what_is_no_rule_is_refused_with_the_reason(row: dict[str, str]) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        seen(row)

    assert refusal.value.accepted == REFUSED[row["id"]]


def test_a_time_that_the_clocks_leave_out_is_the_moment_an_hour_later() -> None:
    """RFC 5545 3.3.5: a local time that does not exist is read with the offset from before the gap."""
    new_york = ZoneInfo("America/New_York")
    rule = Rule("FREQ=DAILY", dt.datetime(2024, 3, 9, 2, 30, tzinfo=new_york))

    found = list(rule.between(dt.date(2024, 3, 10), dt.date(2024, 3, 11)))

    assert [
        moment.astimezone(dt.UTC).astimezone(new_york).hour for moment in found if isinstance(moment, dt.datetime)
    ] == [3]


LIBICAL = [
    ("FREQ=YEARLY;BYMONTHDAY=29;COUNT=3", "20240229", "20240229,20280229,20320229"),
    ("FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4", "20240201", "20240201,20240229,20250228,20260228"),
    (
        "FREQ=YEARLY;BYWEEKNO=1,2;WKST=FR;UNTIL=20170101",
        "20130108",
        "20130108,20130115,20140107,20140114,20150106,20150113,20160105,20160112",
    ),
    (
        "FREQ=YEARLY;BYWEEKNO=1,2;UNTIL=20170101",
        "20130107",
        "20130107,20131230,20140106,20141229,20150105,20160104,20160111",
    ),
    ("FREQ=YEARLY;BYWEEKNO=-1,-2;COUNT=2", "20131224", "20131224,20141216"),
    ("FREQ=YEARLY;BYWEEKNO=53;COUNT=1", "20230101", "20270103"),
    ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;UNTIL=20170101", "20130101", "20151229,20160102"),
    ("FREQ=YEARLY;BYWEEKNO=6;BYDAY=TU;WKST=TH;UNTIL=20210612", "20180213", "20180213,20190212,20200211,20210209"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3;COUNT=3", "20241023", "20241023,20241028,20241030"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,SU,SA,TH;BYSETPOS=3,2;COUNT=4", "20240102", "20240102,20240104,20240109,20240111"),
    (
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10;BYSETPOS=1,2,-1,-2;COUNT=6",
        "20250810",
        "20250810,20250901,20250902,20250909,20250910,20251001",
    ),
    ("FREQ=YEARLY;BYYEARDAY=1,2,3,4,5,6,7;BYSETPOS=3,2;COUNT=4", "20240103", "20240103,20250102,20250103,20260102"),
    (
        "FREQ=YEARLY;BYMONTH=1,2,3;BYMONTHDAY=29;BYSETPOS=3,2;COUNT=4",
        "20240229",
        "20240229,20240329,20250329,20260329",
    ),
    ("FREQ=MONTHLY;INTERVAL=13;BYMONTH=5;COUNT=3", "20100212", "20130512,20260512,20390512"),
]
"""Rules, their starts and their days from libical's src/test/icalrecur_test.txt."""


@pytest.mark.parametrize(("rule", "start", "days"), LIBICAL, ids=[rule for rule, _, _ in LIBICAL])
def test_rules_fall_on_the_days_that_libical_states(rule: str, start: str, days: str) -> None:
    first = dt.datetime.strptime(start, "%Y%m%d").date()

    assert ",".join(f"{day:%Y%m%d}" for day in Rule(rule, first).between(first, dt.date(2050, 1, 1))) == days


def test_places_in_the_set_of_a_period_count_its_times_too_and_what_lies_before_the_start() -> None:
    """Libical: there are 24 moments a month, and the start lies behind the third that is picked."""
    rule = Rule(
        "FREQ=MONTHLY;BYMINUTE=12,39;BYHOUR=8,14,15;BYDAY=1MO,1TU,2SA,3MO;BYSETPOS=1,-5,3,-21,4,-8;COUNT=15",
        dt.datetime(2024, 1, 2, 14, 39),
    )

    found = rule.between(dt.date(2024, 1, 1), dt.date(2025, 1, 1))

    assert [f"{moment:%m%dT%H%M}" for moment in found] == [
        *("0113T1512", "0115T0839", "0205T0812", "0205T1412", "0205T1439", "0210T1512", "0219T0839", "0304T0812"),
        *("0304T1412", "0304T1439", "0309T1512", "0318T0839", "0401T0812", "0401T1412", "0401T1439"),
    ]


@pytest.mark.parametrize("minutes", ["FREQ=DAILY", "FREQ=DAILY;BYMONTHDAY=23,28,2"])
def test_places_in_the_set_of_a_day_count_its_times(minutes: str) -> None:
    rule = Rule(
        f"{minutes};BYMINUTE=0,10,20,30,40,50;BYSETPOS=-2,3;INTERVAL=5;COUNT=5", dt.datetime(2024, 10, 23, 15, 40)
    )

    found = rule.between(dt.date(2024, 1, 1), dt.date(2025, 1, 1))

    assert [f"{moment:%m%dT%H%M}" for moment in found] == [
        *("1023T1540", "1028T1520", "1028T1540", "1102T1520", "1102T1540")
    ]
