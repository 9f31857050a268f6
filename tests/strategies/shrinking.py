"""The simplest value of a strategy, as a failing test would tell it."""

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import Phase, find, settings
from hypothesis import strategies as st

Drawn = TypeVar("Drawn")

PLAIN = settings(phases=(Phase.generate, Phase.shrink), database=None, derandomize=True, max_examples=2_000)


def simplest(strategy: st.SearchStrategy[Drawn], wanted: Callable[[Drawn], Any]) -> Drawn:
    """What is found of those that are wanted, when it cannot be made simpler."""
    return find(strategy, lambda drawn: bool(wanted(drawn)), settings=PLAIN)
