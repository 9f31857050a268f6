"""How tests ask what is refused, and in what words."""

from collections.abc import Callable

import pytest

from delegation.errors import RefusedValueError


def refusal_of(ask: Callable[[], object]) -> RefusedValueError:
    """The refusal of a value."""
    with pytest.raises(RefusedValueError) as refusal:
        ask()
    return refusal.value


def told_by(ask: Callable[[], object]) -> tuple[str, str]:
    """Which field refuses a value, and what it accepts."""
    refusal = refusal_of(ask)
    return f"{refusal.owner}.{refusal.field}", refusal.accepted
