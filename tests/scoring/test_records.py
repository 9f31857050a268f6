"""How a score is held as flat records of plain values."""

import json
import math
import re

import attrs
import pytest
from hypothesis import given

from delegation import Business, Contractor, Mode, Retainer, Score, Task, Urgency, score
from tests.people import FULL, TEN
from tests.worlds import bundles, businesses, contractors

ANN = Contractor("Ann", rate=50, retainers=TEN)
HELP = Task("help", hours=2, recurrence=3, urgency=Urgency(100, 2), owner_hours=3)
BOOKS = Task("books", hours=1, recurrence=2, owner_hours=1)
EUR = Business(currency="EUR")


def documented() -> list[str]:
    """The keys that the documentation of `Score.to_dicts` names, in its order."""
    told = Score.to_dicts.__doc__ or ""
    heads = [re.split(r": ", item, maxsplit=1)[0] for item in re.split(r"\n\s*- ", told)[1:]]
    return re.findall(r"``(\w+)``", " ".join(heads))


class TestKeys:
    def test_the_documented_keys_are_those_that_there_are_in_their_order(self) -> None:
        for record in score(HELP, ANN).to_dicts():
            assert list(record) == documented()

    @given(bundles(), contractors, businesses)
    def test_every_record_has_the_same_keys_and_plain_values(
        self, found: list[Task], contractor: Contractor, business: Business
    ) -> None:
        records = score(found, contractor, business).to_dicts()
        assert [list(record) for record in records] == [documented()] * 3
        plain = (str, int, float, bool, type(None))
        assert all(type(value) in plain for record in records for value in record.values())
        assert json.loads(json.dumps(records)) == records

    def test_a_key_of_money_hours_or_days_says_so(self) -> None:
        for key, value in score([HELP, BOOKS], ANN).to_dicts()[0].items():
            if isinstance(value, float) and key not in {"value", "payback", "occurrences_per_month"}:
                assert re.search(r"money|hours|days|share", key)


class TestValues:
    def test_there_is_one_record_a_mode_in_their_order(self) -> None:
        assert [record["mode"] for record in score(HELP, ANN).to_dicts()] == ["outsource", "out-task", "keep"]

    def test_the_verdict_is_chosen_and_no_other(self) -> None:
        found = score(HELP, ANN)
        assert [record["mode"] for record in found.to_dicts() if record["chosen"]] == [found.mode.value]

    def test_question_and_answer_stand_in_every_record(self) -> None:
        found = score([HELP, BOOKS], ANN, EUR)
        for record in found.to_dicts():
            assert (record["tasks"], record["contractor"], record["currency"]) == ("books; help", "Ann", "EUR")
            assert (record["value"], record["payback"]) == (found.value, found.payback)
            assert (record["saved_money"], record["committed_money"]) == (found.saved, found.committed)
            assert (record["occurrences_per_month"], record["contractor_hours_per_month"]) == (5.0, 8.0)
            assert (record["delay_money_per_day"], record["slack_days"]) == tuple(found.urgency)
            assert record["horizon_months"] == 12

    @pytest.mark.parametrize("mode", list(Mode))
    def test_costs_are_those_of_the_mode(self, mode: Mode) -> None:
        found = score(HELP, ANN)
        (record,) = (each for each in found.to_dicts() if each["mode"] == mode)
        rows = found.costs[mode]
        assert rows is not None
        assert {name: record[f"{name}_money_per_month"] for name in rows} == dict(rows)
        assert record["total_money_per_month"] == rows.total

    def test_waits_are_those_of_a_client_of_that_kind(self) -> None:
        found = score(HELP, ANN)
        kinds = (found.availability.regular, found.availability.one_off, (None,) * 4)
        keys = ("mean_wait_days", "late_days", "turned_away_share", "lost_money_per_occurrence")
        assert [tuple(record[key] for key in keys) for record in found.to_dicts()] == [tuple(kind) for kind in kinds]

    def test_only_the_outsourced_way_has_a_retainer(self) -> None:
        terms = [
            (record["retainer_money_per_month"], record["retainer_hours_per_month"])
            for record in score(HELP, ANN, retainer=Retainer(300, 6)).to_dicts()
        ]
        assert terms == [(300.0, 6.0), (None, None), (None, None)]

    def test_a_mode_that_is_no_choice_has_no_costs_and_says_why(self) -> None:
        outsourced, _, kept = score(attrs.evolve(HELP, owner_hours=None), attrs.evolve(ANN, retainers=())).to_dicts()
        assert (outsourced["possible"], outsourced["obstacle"]) == (False, "Ann takes no retainers")
        assert (outsourced["total_money_per_month"], kept["total_money_per_month"]) == (None, None)
        assert kept["possible"] is False

    def test_whoever_is_never_reached_waits_without_end_and_has_no_choice(self) -> None:
        _, hired, _ = score(HELP, attrs.evolve(ANN, availability=FULL)).to_dicts()
        assert (hired["possible"], hired["mean_wait_days"]) == (False, math.inf)
