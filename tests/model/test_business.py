"""What the owner assumes about the business."""

from typing import Any

import pytest

from delegation import Business
from delegation.errors import RefusedValueError


@pytest.mark.parametrize(("typed", "kept"), [("", ""), (" EUR ", "EUR"), ("€", "€")])
def test_a_currency_is_kept_without_the_blanks_around_it(typed: str, kept: str) -> None:
    assert Business(currency=typed).currency == kept


@pytest.mark.parametrize("currency", [None, 1, "pieces of eight", "a\nb"])
def test_what_is_no_short_printable_name_is_no_currency(currency: Any) -> None:
    with pytest.raises(RefusedValueError, match=r"^Business\.currency = .* is refused: it takes the name or sign"):
        Business(currency=currency)
