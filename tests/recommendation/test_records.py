"""How a recommendation is held as flat records of plain values."""

import json
import re

import attrs
from hypothesis import given
from hypothesis import strategies as st

from delegation import Business, Contractor, Mode, Recommendation, Task, recommend
from tests.people import ANN, BEA, NEW_YEAR, NEWS, OWNER
from tests.worlds import businesses, contractors, tasks

CAT = attrs.evolve(BEA, name="Cat", skills="law")
KEPT = attrs.evolve(NEWS, owner_hours=9)
FOUND = recommend(KEPT, [ANN, BEA, CAT], attrs.evolve(OWNER, currency="EUR"), on=NEW_YEAR)


def documented() -> list[str]:
    """The keys that the documentation of `Recommendation.to_dicts` names, in its order."""
    told = Recommendation.to_dicts.__doc__ or ""
    heads = [re.split(r": ", item, maxsplit=1)[0] for item in re.split(r"\n\s*- ", told)[1:]]
    return re.findall(r"``(\w+)``", " ".join(heads))


def test_the_documented_keys_are_those_that_there_are_in_their_order() -> None:
    for record in FOUND.to_dicts():
        assert list(record) == documented()


@given(tasks(), st.lists(contractors, max_size=3, unique_by=lambda contractor: contractor.name), businesses)
def test_every_record_has_the_same_keys_and_plain_values(
    task: Task, known: list[Contractor], business: Business
) -> None:
    found = recommend(task, known, business)
    records = found.to_dicts()
    assert len(records) == len(found.alternatives) + len(found.excluded)
    assert all(list(record) == documented() for record in records)
    plain = (str, int, float, bool, type(None))
    assert all(type(value) in plain for record in records for value in record.values())
    assert json.loads(json.dumps(records)) == records


def test_ways_stand_in_their_rank_and_who_is_out_after_them() -> None:
    """Bea is the cheapest at 40 an hour."""
    assert [(record["rank"], record["mode"], record["contractor"]) for record in FOUND.to_dicts()] == [
        (1, "out-task", "Bea"),
        (2, "out-task", "Ann"),
        (3, "outsource", "Ann"),
        (4, "keep", None),
        (5, "outsource", "Ann"),
        (None, "outsource", "Bea"),
        (None, None, "Cat"),
    ]


def test_whoever_is_out_has_a_reason_and_no_costs() -> None:
    bea, cat = FOUND.to_dicts()[5:]
    assert [each["obstacle"] for each in (bea, cat)] == ["takes no retainers", "lacks the skill web"]
    assert {each[key] for each in (bea, cat) for key in each if "money" in key or "days" in key} == {None}


def test_every_way_has_its_costs_and_how_much_dearer_it_is() -> None:
    for way, record in zip(FOUND.alternatives, FOUND.to_dicts(), strict=False):
        assert {name: record[f"{name}_money_per_month"] for name in way.costs} == dict(way.costs)
        assert (record["total_money_per_month"], record["dearer_money_per_month"]) == (way.costs.total, way.dearer)
        assert record["obstacle"] is None


def test_every_way_has_the_terms_and_the_waits_of_its_kind() -> None:
    for way, record in zip(FOUND.alternatives, FOUND.to_dicts(), strict=False):
        terms = (record["retainer_money_per_month"], record["retainer_hours_per_month"])
        assert terms == ((way.retainer.monthly_fee, way.retainer.hours) if way.retainer else (None, None))
        if way.score is None:
            assert (way.mode, record["mean_wait_days"], record["value"]) == (Mode.KEEP, None, None)
        else:
            soon = way.score.availability
            client = soon.regular if way.mode is Mode.OUTSOURCE else soon.one_off
            assert record["mean_wait_days"] == client.mean_wait
            assert (record["value"], record["payback"]) == (way.score.value, way.score.payback)


def test_the_question_stands_in_every_record() -> None:
    for record in FOUND.to_dicts():
        assert (record["task"], record["horizon_months"], record["currency"]) == ("news", 12, "EUR")
