"""How much money the cells of a column mean, where only all of them together can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.errors import RefusedValueError
from delegation.io._amounts import Amounts


def column(*texts: str, decimal: str | None = None) -> Amounts:
    """A column whose cells have been seen, the first in line 2."""
    amounts = Amounts(decimal)
    for line, text in enumerate(texts, start=2):
        amounts.see(line, text)
    return amounts


def read(text: str, *others: str, decimal: str | None = None) -> float:
    return column(text, *others, decimal=decimal).read(text)


def refusal(text: str, *others: str, decimal: str | None = None) -> str:
    with pytest.raises(RefusedValueError) as caught:
        read(text, *others, decimal=decimal)
    return caught.value.accepted


class TestOneAmount:
    @pytest.mark.parametrize(
        ("text", "amount"),
        [
            ("1200", 1200.0),
            ("12.50", 12.5),
            ("12,5", 12.5),
            ("0.125", 0.125),
            ("1234.567", 1234.567),
            ("1,234.56", 1234.56),
            ("1.234,56", 1234.56),
            ("1'234.50", 1234.5),
            ("1\u202f234,50", 1234.5),
            ("1 234", 1234.0),
            ("1,234,567", 1234567.0),
            ("1.234.567,8", 1234567.8),
            ("-12.50", -12.5),
            ("\u221212.50", -12.5),
            ("12.50-", -12.5),
            ("(12.50)", -12.5),
            ("+12.50", 12.5),
            ("€ 12.50", 12.5),
            ("-€12.50", -12.5),
            ("€ -12.50", -12.5),
            ("12,50 €", 12.5),
            ("12.50 EUR", 12.5),
            ("US$1,234.56", 1234.56),
            ("250 kr", 250.0),
        ],
    )
    def test_has_signs_of_currency_and_separators_of_thousands(self, text: str, amount: float) -> None:
        assert read(text) == amount

    @pytest.mark.parametrize(
        "text",
        ["", "x", "12.50.1", "1,23,456", "--5", "(-5)", "5%", "=1+1", "@5", "1e5", "12 34", "dollars 5", "nan", "-"],
    )
    def test_that_is_none_is_refused(self, text: str) -> None:
        with pytest.RaisesExc(ValueError):
            read(text)

    @pytest.mark.parametrize(("decimal", "amount"), [(".", 1200.0), (",", 1.2)])
    def test_that_may_be_two_is_read_as_was_said(self, decimal: str, amount: float) -> None:
        assert read("1,200", decimal=decimal) == amount

    def test_that_may_be_two_is_refused_alone(self) -> None:
        assert refusal("-1,200") == "it may be -1.2 or -1200: decimal='.' or decimal=',' says which"

    @pytest.mark.parametrize(("text", "decimal"), [("12.50", ","), ("1.234,56", "."), ("1.234.567", ".")])
    def test_with_another_mark_than_was_said_is_refused(self, text: str, decimal: str) -> None:
        assert refusal(text, decimal=decimal) == f"with decimal={decimal!r} it is no amount"


class TestAColumn:
    @pytest.mark.parametrize(
        ("shows", "amount"), [("12.50", 1200.0), ("12,50", 1.2), ("1.234.567", 1.2), ("1,234,567", 1200.0)]
    )
    def test_is_read_as_another_cell_shows(self, shows: str, amount: float) -> None:
        assert read("1,200", shows, "1 000") == amount

    def test_whose_cells_disagree_is_refused_where_it_matters(self) -> None:
        assert refusal("1,200", "12.50", "12,50") == (
            "it may be 1.2 or 1200, and line 3 (12.50) and line 4 (12,50) disagree: decimal='.' or decimal=',' says "
            "which"
        )
        assert read("12,50", "12.50") == 12.5

    @given(st.lists(st.integers(1, 10**9), min_size=1), st.sampled_from([",.", ".,", " ,", "'."]), st.booleans())
    def test_is_read_back_whatever_the_country(self, cents: list[int], marks: str, minus: bool) -> None:
        group, point = marks[0], marks[1]
        sign = "-" if minus else ""
        texts = [f"{sign}{each / 100:,.2f}".translate(str.maketrans(",.", group + point)) for each in cents]
        amounts = column(*texts)
        assert [abs(amounts.read(text)) for text in texts] == [each / 100 for each in cents]
