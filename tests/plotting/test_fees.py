"""What fee a retainer is worth over its block, drawn."""

import datetime as dt
from pathlib import Path

import attrs
import pytest

pytest.importorskip("matplotlib")

from delegation import Availability, Contractor, Engagement, Mode, Retainer, Urgency, score
from delegation.plotting import fees
from tests.pictures import ANN, HELP, OFFERS, OWNER, differs, lines, paper, texts

SCORED = score(HELP, ANN, OWNER)


def test_the_line_is_the_highest_fee_of_each_block() -> None:
    (line,) = lines(fees(SCORED, paper()), "line")
    for hours, fee in line[::5]:
        assert fee == score(HELP, ANN, OWNER, retainer=Retainer(50 * hours, hours)).highest_fee


def test_offers_below_their_own_highest_fee_pay() -> None:
    ax = fees(SCORED, paper())
    worth = {each: score(HELP, ANN, OWNER, retainer=each).highest_fee or 0.0 for each in OFFERS}
    pays = {each for each in OFFERS if each.monthly_fee < worth[each]}
    assert 0 < len(pays) < len(OFFERS)
    assert set(lines(ax, "pays")[0]) == {(each.hours, each.monthly_fee) for each in pays}
    assert set(lines(ax, "does not")[0]) == {(each.hours, each.monthly_fee) for each in OFFERS if each not in pays}


def test_an_offer_asked_about_is_drawn_beside_those_that_are_made() -> None:
    ax = fees(score(HELP, ANN, OWNER, retainer=Retainer(2_000, 12)), paper())
    assert (12.0, 2_000.0) in lines(ax, "does not")[0]


def test_who_makes_none_is_asked_about_typical_terms() -> None:
    found = score(HELP, attrs.evolve(ANN, retainers=()), OWNER)
    ax = fees(found, paper())
    assert lines(ax, "pays") == lines(ax, "does not") == []
    (line,) = lines(ax, "line")
    assert line[0] == (0.0, score(HELP, ANN, OWNER, retainer=Retainer(0, 0)).highest_fee)


def test_the_typical_offer_is_drawn_where_it_was_compared() -> None:
    ax = fees(score(HELP, attrs.evolve(ANN, retainers=None), OWNER), paper())
    assert [*lines(ax, "pays"), *lines(ax, "does not")] == [[(20.0, 900.0)]]


def test_a_block_of_several_months_is_told_in_its_own_hours() -> None:
    quarterly = attrs.evolve(ANN, retainers=Retainer(450, 30, period_months=3))
    ax = fees(score(HELP, quarterly, OWNER), paper())
    assert ax.get_xlabel() == "block (hours in 3 months)"
    assert lines(ax, "pays") == [[(30.0, 450.0)]]
    assert {fee for hours, fee in lines(ax, "rate")[0] if hours == 30.0} == {30.0 * 50.0 / 3.0}


def test_where_no_fee_would_pay_the_line_is_at_nothing() -> None:
    tiny = attrs.evolve(HELP, hours=0.01, recurrence=1e-6, urgency=Urgency())
    (line,) = lines(fees(score(tiny, ANN, OWNER), paper()), "line")
    assert {fee for _, fee in line} == {0.0}


def test_where_no_retainer_is_a_choice_it_says_why() -> None:
    full = Contractor("Ann", rate=50, availability=Availability(regular_load=1.0))
    assert texts(fees(score(HELP, full), paper())) == [
        "No retainer is a choice: Ann has no room for\nanother regular client."
    ]


def test_where_what_runs_has_other_tasks_too_it_says_so() -> None:
    other = attrs.evolve(HELP, name="other")
    running = Engagement(ANN, tasks=other, mode=Mode.OUTSOURCE, start=dt.date(2025, 1, 1), retainer=OFFERS[1])
    found = score(HELP, ANN, OWNER, engagements=running, on=dt.date(2026, 1, 1))
    assert texts(fees(found, paper())) == ["The retainer that runs with Ann has other tasks\ntoo: leave this out."]


def test_it_looks_as_it_did(tmp_path: Path) -> None:
    assert differs(fees(SCORED, paper()), "fees", tmp_path) is None
