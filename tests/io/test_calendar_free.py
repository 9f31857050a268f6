"""What becomes of events that are shown as free."""

from typing import Any

import pytest

from delegation.errors import RefusedValueError
from delegation.io._calendar_free import ShownAsFree, shown_as_free
from delegation.io._components import Component
from delegation.io._lines import Problems
from tests.calendars import calendar, event


def free(*lines: str, name: str = "Skiing") -> Component:
    (found,) = calendar(event(*lines, name=name)).components
    return found


@pytest.mark.parametrize(("becomes", "takes"), [("time off", True), ("skip", False)])
def test_what_the_caller_says_is_done_in_silence(becomes: str, takes: bool) -> None:
    problems = Problems()
    assert ShownAsFree("time off", becomes).takes(free("TRANSP:TRANSPARENT"), problems) is takes
    assert problems.count == 0


def test_where_the_caller_says_nothing_it_is_told_once() -> None:
    problems, asked, day = Problems(), ShownAsFree("time off", "refuse"), free("TRANSP:TRANSPARENT")
    assert [asked.takes(day, problems), asked.takes(day, problems)] == [False, False]
    assert problems.told() == (
        "line 5, TRANSP of Skiing: it is shown as free, as programs show whole days unless told otherwise: "
        "free='time off' takes such events, free='skip' does not, without=[...] leaves some out by name",
    )


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (free("TRANSP:TRANSPARENT", name=""), "line 4, TRANSP of u1: it is shown as free, "),
        (free("X-MICROSOFT-CDO-BUSYSTATUS:FREE"), "line 5, X-MICROSOFT-CDO-BUSYSTATUS of Skiing: it is shown as free"),
    ],
)
def test_it_is_told_where_that_stands_and_of_what(day: Component, begins: str) -> None:
    problems = Problems()
    ShownAsFree("time off", "refuse").takes(day, problems)
    assert problems.told()[0].startswith(begins)


@pytest.mark.parametrize("becomes", ["tasks", "", None, True, ["skip"]])
def test_what_is_no_choice_is_refused(becomes: Any) -> None:
    with pytest.raises(RefusedValueError) as caught:
        shown_as_free("read_availability", becomes, "time off")
    assert (caught.value.owner, caught.value.field) == ("read_availability", "free")
    assert caught.value.accepted == "it takes 'refuse', 'skip' or 'time off'"
