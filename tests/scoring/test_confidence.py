"""How sure is a verdict where rates, hours and loads are not known but learnt?"""

import datetime as dt
import math
import random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, History, Mode, Rate, Retainer, Score, Task, Urgency, score
from delegation._costing.case import Case
from delegation._formatting.phrases import percent
from delegation.demand.counts import Rounded
from delegation.posterior.gaps import Term
from delegation.posterior.renewal import RenewalCount
from delegation.scoring import Worth
from delegation.scoring.confidence import CERTAIN
from delegation.scoring.explanation import learnt
from tests.examples import examples

DAYS = [dt.date(2026, 1, 5), dt.date(2026, 2, 3), dt.date(2026, 3, 9), dt.date(2026, 4, 2), dt.date(2026, 5, 7)]
SEEN = History(DAYS, hours=[3, 4, 5, 3, 4], until=dt.date(2026, 5, 30))
SITE = Task("site", recurrence=SEEN, urgency=Urgency(100, 2))
ANN = Contractor("Ann", rate=60)
UNSURE = attrs.evolve(ANN, availability=Availability.learn(one_off_waits=[3, 5, 0], job_hours=8))


def gain(found: Score) -> float:
    return found.saved - found.committed


def by_draws(found: Score, draws: int) -> tuple[float, float]:
    """The chance that a verdict is right and its mean regret a month, from draws of rate, hours and loads."""
    rng = random.Random("what may be")  # noqa: S311  # no secrets
    case, (work,) = found._case, found._case.works
    history, beliefs = work.task.recurrence, found.contractor.availability.beliefs
    assert isinstance(history, History)
    months, right, lost = case.business.horizon_months, 0, 0.0
    error = math.sqrt(math.log1p(history.hours_cv**2 / 5))
    terms = [*history.posterior.alive, None]
    weights = [*(term.weight for term in history.posterior.alive), history.ended]
    available = case.contractor.availability
    for _ in range(draws):
        term = rng.choices(terms, weights)[0]
        size = work.size * math.exp(rng.gauss(-error * error / 2.0, error))
        drawn = work._replace(counts=((Rounded(0.0), months),), occurrences=0.0, size=size, billed=max(1.0, size))
        if term is not None:
            rate = rng.gammavariate(term.a, 1.0 / term.r)
            count = RenewalCount((Term(1.0, term.shape, 0, 1e6, 1e6 / rate),))
            drawn = drawn._replace(counts=((count, months),), occurrences=rate * months, rhythmic=term.shape >= 4.0)
        if beliefs:
            belief = rng.choices(beliefs, [each.weight for each in beliefs])[0]
            available = attrs.evolve(
                available,
                beliefs=(),
                regular_load=belief.regular_load,
                one_off_load=belief.one_off_load,
                job_hours=belief.job_hours,
            )
        other = case._replace(works=(drawn,))
        balance = other.weigh(waits=other.waits(availability=available))
        gained = balance.saved - balance.committed
        right += (gained > 0.0) is found.outsource
        lost += max(0.0, -gained if found.outsource else gained)
    return right / draws, lost / draws / months


class TestAgainstDraws:
    @pytest.mark.unmeasured
    @pytest.mark.parametrize("fee", [250, 300, 350])
    @pytest.mark.parametrize("contractor", [ANN, UNSURE], ids=["loads known", "loads learnt"])
    def test_probability_and_regret_are_those_of_draws_from_what_may_be(self, contractor: Contractor, fee: int) -> None:
        found = score(SITE, contractor, retainer=Retainer(fee, 4))
        right, lost = by_draws(found, 1_500)
        assert found.confidence.probability == pytest.approx(right, abs=0.05)
        assert found.confidence.regret == pytest.approx(lost, rel=0.2, abs=0.5)

    def test_of_a_bundle_changes_of_each_task_add_up(self) -> None:
        """Three tasks that are alike are about one that comes three times as often, if its rate is thrice as sure."""
        tasks = [attrs.evolve(SITE, name=name) for name in "abc"]
        one = score(tasks[0], ANN, retainer=Retainer(300, 4)).confidence
        three = score(tasks, ANN, retainer=Retainer(900, 12)).confidence
        assert 0.0 < three.regret < 3.0 * one.regret
        assert [each.what for each in three.worth_knowing][:3] == [f"how often {name} comes" for name in "abc"]


class TestKnown:
    def test_where_all_is_known_a_verdict_is_certain(self) -> None:
        assert score(Task("news", hours=2, recurrence=Rate(2)), ANN).confidence == CERTAIN

    def test_so_is_one_that_has_no_other_way(self) -> None:
        assert score(SITE, attrs.evolve(ANN, retainers=())).confidence == CERTAIN

    def test_so_is_one_that_is_pinned(self) -> None:
        found = score(attrs.evolve(SITE, keep=True), ANN)
        assert (found.mode, found.confidence) == (Mode.KEEP, CERTAIN)

    def test_loads_alone_may_be_unknown(self) -> None:
        found = score(Task("news", hours=4, recurrence=Rate(1), urgency=Urgency(100, 2)), UNSURE)
        assert [each.what for each in found.worth_knowing] == ["how busy Ann is"]

    def test_of_a_bundle_hours_that_nobody_logged_are_not_unknown_either(self) -> None:
        silent = [Task(name, hours=4, recurrence=DAYS) for name in ("site", "news")]
        found = score(silent, ANN)
        assert {each.what for each in found.worth_knowing} == {"how often site comes", "how often news comes"}

    def test_hours_that_nobody_logged_are_not_unknown(self) -> None:
        found = score(Task("site", hours=4, recurrence=DAYS), UNSURE)
        assert {each.what for each in found.worth_knowing} == {"how busy Ann is", "how often site comes"}


class TestWorth:
    def test_what_is_dearest_stands_first(self) -> None:
        worth = score(SITE, UNSURE, retainer=Retainer(300, 4)).worth_knowing
        assert [each.money_per_month for each in worth] == sorted((each[1] for each in worth), reverse=True)
        assert {each.what for each in worth} == {"how often site comes", "how long site takes", "how busy Ann is"}

    def test_nothing_is_worth_more_than_being_wrong_costs(self) -> None:
        for fee in (100, 200, 300, 400):
            found = score(SITE, UNSURE, retainer=Retainer(fee, 4)).confidence
            assert max(each.money_per_month for each in found.worth_knowing) <= found.regret * (1.0 + 1e-6) + 0.05

    def test_knowing_more_jobs_is_worth_less(self) -> None:
        more = [DAYS[0] + dt.timedelta(days=30 * month) for month in range(40)]
        sure = attrs.evolve(SITE, recurrence=History(more, hours=[4] * 40, until=more[-1]))
        few, many = (score(task, ANN, retainer=Retainer(300, 4)).confidence for task in (SITE, sure))
        assert many.regret < few.regret
        assert many.probability > few.probability

    def test_it_is_told_in_the_text_in_full_and_in_brief(self) -> None:
        found = score(SITE, UNSURE, Business(currency="EUR"), retainer=Retainer(300, 4))
        worth: Worth = found.worth_knowing[0]
        other = "out-tasking" if found.outsource else "outsourcing"
        wrong, regret = round(100 * (1 - found.confidence.probability)), found.confidence.regret
        told = (
            f"From what was learnt {other} is better with a chance of {wrong}%; being wrong costs EUR {regret:.2f} a "
            f"month on average, and knowing how busy Ann is would be worth EUR {worth.money_per_month:.2f} a month."
        )
        assert told in found.why()
        assert told in found.why(full=True)
        assert told in " ".join(str(found).split())

    def test_from_how_many_jobs_a_rate_was_learnt_is_told(self) -> None:
        found = score(SITE, ANN, retainer=Retainer(300, 4))
        assert "Ann's, as 5 past jobs tell" in str(found)
        assert "Ann's in all, as 5 past jobs tell; a day's delay" in found.why(full=True)
        once = score(Task("site", hours=3, recurrence=DAYS[:1]), ANN)
        assert "as 1 past job tells" in str(once)
        assert "tell" not in str(score(Task("news", hours=2, recurrence=Rate(2)), ANN))

    def test_that_work_may_have_ended_is_told_where_it_lowers_what_is_expected(self) -> None:
        silent = attrs.evolve(SITE, recurrence=attrs.evolve(SEEN, until=dt.date(2026, 7, 20)))
        found = score(silent, ANN, retainer=Retainer(300, 4))
        ended = percent(silent.recurrence.ended)  # type: ignore[attr-defined]  # a History
        assert f"as 5 past jobs tell (with a chance of {ended} it has ended)" in found.why(full=True)
        both = learnt([silent, attrs.evolve(SITE, name="news")])
        assert both == f", as 10 past jobs tell (with a chance of {ended} site has ended)"

    def test_what_is_sure_is_told_as_such(self) -> None:
        found = score(SITE, ANN, retainer=Retainer(900, 4))
        assert found.confidence.probability > 0.99
        assert "From what was learnt this is right with over 99%." in found.why()

    def test_where_nothing_was_learnt_nothing_is_told(self) -> None:
        assert "learnt" not in score(Task("news", hours=2, recurrence=Rate(2)), ANN).why(full=True)


@pytest.mark.unmeasured
def test_tasks_reckoned_apart_are_as_sure_as_reckoned_together(monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = [attrs.evolve(SITE, name=name, hours=hours) for name, hours in (("one", 2), ("two", 3), ("three", 5))]
    found = score(tasks, UNSURE, retainer=Retainer(500, 12)).confidence
    together = Case.overage_hours
    monkeypatch.setattr(Case, "overage_hours", lambda case, rates=1.0, apart=None: together(case, rates))  # noqa: ARG005  # as called
    slow = score(tasks, UNSURE, retainer=Retainer(500, 12)).confidence
    assert found.probability == pytest.approx(slow.probability, abs=5e-3)
    assert found.regret == pytest.approx(slow.regret, rel=0.02)


@examples(0.4)
@given(
    st.lists(st.integers(0, 200), min_size=0, max_size=6),
    st.floats(50.0, 1_000.0),
    st.floats(0.0, 200.0),
    st.lists(st.floats(0.0, 20.0), max_size=2),
)
def test_it_is_a_probability_and_a_loss_whatever_was_seen(
    after: list[int], fee: float, cost: float, waits: list[float]
) -> None:
    dates = [DAYS[0] + dt.timedelta(days=each) for each in after]
    task = Task("site", hours=3, recurrence=History(dates, until=dt.date(2026, 9, 1)), urgency=Urgency(cost, 1))
    available = Availability.learn(one_off_waits=waits, job_hours=8) if waits else Availability()
    found = score(task, attrs.evolve(ANN, availability=available), retainer=Retainer(fee, 6)).confidence
    assert 0.0 <= found.probability <= 1.0
    assert 0.0 <= found.regret < math.inf
    assert all(0.0 <= each.money_per_month < math.inf for each in found.worth_knowing)
