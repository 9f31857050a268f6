"""A review reads as a table with sentences below it, and says so where there is nothing to do."""

import datetime as dt

import attrs

from delegation import Business, review
from delegation.reviewing.advice import Advice, Kind
from delegation.reviewing.review import Review
from tests.people import LAST_YEAR, NEW_YEAR
from tests.reviewing.logs import hired, jobs, monthly
from tests.reviewing.test_hires import NEWS, YEAR

OWNER = Business(owner_rate=60, currency="EUR")


def test_table_has_a_line_an_advice_and_its_sentence_below() -> None:
    assert str(review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR)) == (
        "   what              with  tasks  EUR a month        sure  by\n"
        "-------------------------------------------------------------\n"
        "1  start a retainer  Ann   news            65  over 99.9%\n"
        "\n"
        "1. Put news on a retainer of 10 h for EUR 450 a month with Ann: it saves you EUR 65 a month. Signed\n"
        "   on 2025-01-01 it would have cost EUR 5,580 in place of EUR 6,360, briefings and onboarding\n"
        "   included, waiting left out. Counting past jobs alone says so too (see convert)."
    )


def test_last_day_and_several_sentences_stand_in_their_order() -> None:
    log = jobs(monthly(LAST_YEAR, 12), 10)
    found = review([hired(NEWS, log)], OWNER, on=dt.date(2026, 1, 25))
    assert found.why().splitlines() == [each.sentence for each in found]


def test_currency_that_is_not_known_is_money() -> None:
    assert "money a month" in str(review(hired(NEWS, YEAR), Business(owner_rate=60), on=NEW_YEAR))


def test_how_sure_too_little_history_is_stands_in_its_sentence_alone() -> None:
    unsure = Advice(kind=Kind.UNSETTLED, contractor="Ann", tasks=("news",), sentence="?", money=5, confidence=0.6)
    known = attrs.evolve(unsure, kind=Kind.LATE)
    assert "60%" not in str(Review(advice=(unsure,), business=OWNER, on=NEW_YEAR))
    assert "60%" in str(Review(advice=(known,), business=OWNER, on=NEW_YEAR))


def test_quiet_review_says_that_there_is_nothing_to_do() -> None:
    quiet = Review(advice=(), business=OWNER, on=NEW_YEAR)
    assert quiet.why() == "Nothing to do."
    assert str(quiet) == "Nothing to do on 2026-01-01."
