"""What number a cell means, and when it could mean two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.errors import RefusedValueError
from delegation.io._numbers import Numbers

FINITE = st.floats(allow_nan=False, allow_infinity=False)


def refusal(text: str, separator: str) -> str:
    with pytest.raises(RefusedValueError) as caught:
        Numbers(separator).read(text)
    assert caught.value.value == text
    return caught.value.accepted


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4", 4.0),
        ("-3", -3.0),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("4711.985", 4711.985),
        ("4711,9851", 4711.9851),
        (",5", 0.5),
        ("1e-05", 1e-5),
        ("1,23E+05", 123_000.0),
        ("1.200e2", 120.0),
        ("1200", 1200.0),
    ],
)
def test_what_can_be_one_number_only_is_read_whatever_separates_the_cells(
    separator: str, text: str, number: float
) -> None:
    assert Numbers(separator).read(text) == number


@pytest.mark.parametrize(
    "text", ["", "abc", "1_000", "1.2.3", "1,2,3", "2.5 h", "40%", "€ 40", "1.2,3,4", "12.34.567", "--1", "1,200.5,3"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_is_no_number_is_none_in_any_table(text: str, separator: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # a plain one, whose cause its kind of cell tells
        Numbers(separator).read(text)
    assert type(caught.value) is ValueError


class TestThreeDigitsBehindOneMark:
    def test_are_decimals_where_the_mark_goes_with_the_separator(self) -> None:
        assert Numbers(",").read("1.200") == 1.2
        assert Numbers(";").read("1,200") == 1.2

    @pytest.mark.parametrize(
        ("text", "separator", "accepted"),
        [
            ("1.200", ";", "it may be 1.2 or 1200: write 1,2 or 1200"),
            ("1.125", ";", "it may be 1.125 or 1125: write 1,1250 or 1125"),
            ("1,200", ",", "it may be 1.2 or 1200: write 1.2 or 1200"),
            ("1,125", ",", "it may be 1.125 or 1125: write 1.1250 or 1125"),
            ("1.200", "\t", "it may be 1.2 or 1200: write 1.2 or 1200"),
            ("1,125", "\t", "it may be 1.125 or 1125: write 1.1250 or 1125"),
            ("-12.000", ";", "it may be -12.0 or -12000: write -12,0 or -12000"),
        ],
    )
    def test_are_refused_with_both_readings_where_it_does_not(self, text: str, separator: str, accepted: str) -> None:
        assert refusal(text, separator) == accepted

    def test_are_refused_where_another_cell_has_decimals_behind_the_other_mark(self) -> None:
        numbers = Numbers(",")
        numbers.place = (2, "rate")
        numbers.read("1.200")
        assert list(numbers.refusals()) == []
        numbers.place = (3, "hours")
        numbers.read("2,5")
        numbers.place = (4, "hours")
        numbers.read("3,75")
        ((doubt, error),) = numbers.refusals()
        assert (doubt.line, doubt.column) == (2, "rate")
        assert error.accepted == "it may be 1.2 or 1200 (line 3 has a decimal comma, 2,5): write 1.2 or 1200"

    def test_count_for_nothing_where_the_separator_has_no_mark(self) -> None:
        numbers = Numbers("\t")
        numbers.read("2,5")
        assert numbers.other is None

    def test_are_remembered_a_thousand_times_at_most(self) -> None:
        numbers = Numbers(",")
        for _ in range(1_500):
            numbers.read("1.200")
        assert len(numbers.doubts) == 1_000


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("4.711,98", "it may be 4711.98, or 4.711 and 98 apart: write 4711.98"),
        ("4,711.98", "it may be 4711.98, or 4,711 and 98 apart: write 4711.98"),
        ("1.234.567,8", "it may be 1234567.8, or 1.234.567 and 8 apart: write 1234567.8"),
        ("1.200.000", "thousands separators are not read: write 1200000"),
        ("1,200,000", "thousands separators are not read: write 1200000"),
        ("1 200", "thousands separators are not read: write 1200"),
        ("1\u00a0200,5", "thousands separators are not read: write 1200.5"),
        ("1\u202f200", "thousands separators are not read: write 1200"),
        ("12'000.50", "thousands separators are not read: write 12000.50"),
        ("-4.711,98", "it may be -4711.98, or -4.711 and 98 apart: write -4711.98"),
    ],
)
def test_thousands_are_refused_with_what_was_meant_by_the_mark_of_the_table(
    separator: str, text: str, accepted: str
) -> None:
    reading, write, plain = accepted.rpartition("write ")
    assert refusal(text, separator) == reading + write + plain.replace(".", "," if separator == ";" else ".")


@given(FINITE, st.sampled_from([",", ";", "\t", "|"]))
def test_what_is_written_is_read_back_exactly(number: float, separator: str) -> None:
    numbers = Numbers(separator)
    assert numbers.read(numbers.write(number)) == number
    assert numbers.other is None


@given(FINITE, st.sampled_from([",", ";", "\t"]))
def test_what_a_refusal_says_to_write_is_read_as_it_says(number: float, separator: str) -> None:
    thousand = f"{1 + abs(number) % 998:.0f}.{abs(hash(number)) % 1000:03d}"
    for text in (thousand, thousand.replace(".", ",")):
        numbers = Numbers(separator)
        try:
            numbers.read(text)
        except RefusedValueError as error:
            decimal, _, whole = error.accepted.partition(": write ")[2].partition(" or ")
            assert numbers.read(decimal) == float(thousand)
            assert numbers.read(whole) == float(thousand.replace(".", ""))


@pytest.mark.parametrize(
    ("number", "separator", "text"),
    [(40.0, ",", "40"), (2.5, ",", "2.5"), (2.5, ";", "2,5"), (1.125, ";", "1,125"), (1.125, "\t", "1.1250")],
)
def test_numbers_are_written_as_people_write_them(number: float, separator: str, text: str) -> None:
    assert Numbers(separator).write(number) == text
