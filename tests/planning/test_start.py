"""What one would do without much reckoning: kept, or hired for at the least price asked, within all limits."""

import attrs
import pytest
from hypothesis import given

from delegation import Availability, Mode
from delegation._assignment.problem import NO_STATE
from delegation.planning.ledger import Ledger
from delegation.planning.prices import first_prices
from delegation.planning.start import nominal
from tests.people import ANN, BEA, OWNER
from tests.plan_worlds import NEWS, RUNNING, SHOP, Question, market_for, monthly, questions


def started(*args: object, **limits: float) -> list[int | None]:
    tasks, people, *engagements = args
    market = market_for(tasks, people, attrs.evolve(OWNER, **limits), *engagements)  # type: ignore[arg-type]  # by name
    return nominal(Ledger(market, [1e6] * 9)).place


def test_whoever_asks_least_is_hired() -> None:
    """Ann's options are three; Bea asks ten less an hour."""
    assert started([NEWS], [ANN, BEA]) == [3]
    assert started([NEWS], [ANN, attrs.evolve(BEA, rate=60)]) == [0]


def test_it_is_kept_where_that_costs_less() -> None:
    assert started([attrs.evolve(NEWS, owner_hours=1)], [ANN, BEA]) == [NO_STATE]


def test_the_search_is_counted_once() -> None:
    """Six a month for the second hour of nobody new: 10 for the search, in the first place."""
    close = attrs.evolve(ANN, rate=41, retainers=())
    assert started([NEWS, monthly("shop", 2)], [close, BEA]) == [1, 1]
    known = [attrs.evolve(RUNNING, contractor=close, retainer=None, mode=Mode.OUT_TASK)]
    assert started([NEWS], [close, BEA], *known) == [0]


def test_hours_that_are_taken_are_taken() -> None:
    little = attrs.evolve(BEA, availability=Availability(hours_per_week=1.5, regular_load=0.0, one_off_load=0.0))
    assert started([NEWS, SHOP], [attrs.evolve(ANN, retainers=()), little]) == [1, 0]
    assert started([NEWS, SHOP], [little]) == [0, None]


@pytest.mark.parametrize(
    ("limits", "place"),
    [
        ({"monthly_budget": 199.0}, [None, None]),
        ({"monthly_budget": 200.0}, [0, None]),
        ({"monthly_budget": 400.0}, [0, 0]),
        ({"owner_hours_per_month": 0.6}, [None, None]),
        ({"owner_hours_per_month": 0.7}, [0, None]),
        ({"owner_hours_per_month": 1.2}, [0, 0]),
    ],
)
def test_limits_are_kept(limits: dict[str, float], place: list[int | None]) -> None:
    assert started([NEWS, SHOP], [BEA], **limits) == place


@given(questions())
def test_it_is_always_a_position_within_the_limits_and_prices_nothing_but_itself(question: Question) -> None:
    market = question.market
    ledger = Ledger(market, first_prices(market).penalties)
    found = nominal(ledger)
    assert not found.over
    for state, tasks in found.held.values():
        assert ledger.fits(state, tasks)
