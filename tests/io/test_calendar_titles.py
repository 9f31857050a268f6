"""In which categories events stand, and which are left out by name."""

from typing import Any

import pytest

from delegation.errors import RefusedValueError
from delegation.io._calendar_titles import categories_of, left_in, left_out
from delegation.io._components import series_of
from tests.calendars import calendar, event


def test_categories_may_be_joined_or_on_lines_of_their_own_each_once() -> None:
    (found,) = calendar(event("CATEGORIES:web, law\\, tax, ,", "CATEGORIES;LANGUAGE=en:Web,,x\\\\,y")).components
    assert categories_of(found) == ["web", "law, tax", "x\\", "y"]


def test_a_series_is_left_out_by_the_name_of_its_first_whatever_its_capitals_and_blanks() -> None:
    found = calendar(
        event("DTSTART:20260105", name="Long  LUNCH"),
        event("DTSTART:20260106", "RECURRENCE-ID:20260105", name="News"),
        event("DTSTART:20260106", uid="u2", name="News"),
    ).components
    left = left_in(series_of(found), left_out("read_tasks", "long lunch"))
    assert [[each.uid for each in group] for group in left] == [["u2"]]


@pytest.mark.parametrize("without", [3, [3], None])
def test_what_is_no_name_is_refused(without: Any) -> None:
    with pytest.raises(RefusedValueError) as caught:
        left_out("read_tasks", without)
    assert (caught.value.owner, caught.value.field) == ("read_tasks", "without")
