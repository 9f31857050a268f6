"""Which lines of a log tell of no work of their own."""

import pytest

from delegation.io._totals import tells_no_work


@pytest.mark.parametrize(
    ("day", "person", "task", "other"),
    [
        ("", "", "", "12.5"),
        ("", "Ana", "", "12.5"),
        ("", "", "Newsletter", "12.5"),
        ("", "Total", "Newsletter", "12.5"),
        ("", "Ana", "Newsletter", "Subtotal"),
        ("Total:", "Ana", "Newsletter", "12.5"),
        ("Grand  Total", "", "", "12.5"),
        ("March", "", "", "12.5"),
    ],
)
def test_totals_and_headings_have_no_day(day: str, person: str, task: str, other: str) -> None:
    assert tells_no_work(day, person, [task, ""], [day, person, task, other])


@pytest.mark.parametrize(
    ("day", "person", "task"),
    [
        ("2026-03-02", "", ""),
        ("2026-03-02", "Total", "Total"),
        ("", "Ana", "Newsletter"),
        ("soon", "Ana", ""),
        ("33.01.2026", "", ""),
    ],
)
def test_what_may_be_work_is_none_of_them(day: str, person: str, task: str) -> None:
    assert not tells_no_work(day, person, ["", task], [day, person, task])
