"""How much money each line of a log tells, where a log may tell it in several currencies."""

import pytest

from delegation.errors import RefusedValueError
from delegation.io._amounts import Amounts
from delegation.io._lines import Problems
from delegation.io._logs import Log
from delegation.io._money import Money
from delegation.io._numbers import Numbers


def money(currency: str, *lines: tuple[str, str]) -> Money:
    """Money whose lines have been seen, the first of them line 2."""
    found = Money(Amounts(None), currency)
    for line, (amount, each) in enumerate(lines, start=2):
        found.see(line, amount, each)
    return found


def told(found: Money) -> tuple[str, ...]:
    log = Log("log.csv", {"currency": (0,)}, ("Currency",), Numbers(","), iter(()), Problems())
    found.tell_if_absent(log)
    return log.problems.told()


def test_one_currency_needs_no_choice() -> None:
    found = money("", ("12.50", "EUR"), ("1,200", "EUR"))
    assert [found.read("12.50", "EUR"), found.read("1,200", "EUR")] == [12.5, 1200.0]
    assert told(found) == ()


def test_two_currencies_are_refused_unless_one_is_chosen() -> None:
    found = money("", ("12.50", "EUR"), ("10.00", "USD"))
    assert found.read("12.50", "EUR") == 12.5
    with pytest.raises(RefusedValueError) as caught:
        found.read("10.00", "USD")
    assert (caught.value.field, caught.value.accepted) == (
        "currency",
        "line 2 has 'EUR': currency='EUR' takes the amounts in it alone",
    )


def test_a_line_that_says_no_currency_may_be_of_another() -> None:
    found = money("", ("12.50", ""), ("10.00", "USD"))
    with pytest.raises(RefusedValueError) as caught:
        found.read("10.00", "USD")
    assert caught.value.accepted == "line 2 has none: currency='USD' takes the amounts in it alone"


@pytest.mark.parametrize("cell", ["EUR", "eur", "Euro - EUR", ""])
def test_a_currency_that_is_chosen_leaves_the_others_unknown(cell: str) -> None:
    found = money("EUR", ("12.50", cell), ("10.00", "USD"))
    assert found.read("12.50", cell) == 12.5
    assert found.read("10.00", "US Dollar - USD") is None
    assert told(found) == ()


def test_a_currency_that_no_line_has_is_told() -> None:
    assert told(money("GBP", ("12.50", "EUR"), ("10.00", "USD"))) == (
        "line 2, column Currency: 'EUR' is refused: no line is in GBP",
    )
    assert told(money("GBP")) == ()
