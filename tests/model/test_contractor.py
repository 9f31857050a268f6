"""Who could do the work."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Contractor, Retainer, Task
from tests.refusals import refusal_of, told_by
from tests.worlds import retainers


def test_the_defaults_of_a_contractor() -> None:
    assert Contractor("Ann", rate=50) == Contractor(
        "Ann",
        skills=frozenset(),
        rate=50.0,
        one_off_minimum_hours=1.0,
        pace=1.0,
        retainers=None,
        availability=Availability(),
    )


@pytest.mark.parametrize(
    ("typed", "skills"),
    [
        pytest.param((), frozenset(), id="none"),
        pytest.param("web", frozenset({"web"}), id="one as text"),
        pytest.param(["web", "mail", "web"], frozenset({"web", "mail"}), id="several, one twice"),
        pytest.param({" web ", "mail\n"}, frozenset({"web", "mail"}), id="with blanks around"),
        pytest.param((word for word in ["web"]), frozenset({"web"}), id="from a generator"),
        pytest.param({"web": 5}, frozenset({"web"}), id="the keys of a dict"),
    ],
)
def test_skills_are_a_set_of_words(typed: Any, skills: frozenset[str]) -> None:
    assert Contractor("Ann", rate=1, skills=typed).skills == skills


@pytest.mark.parametrize("typed", ["Web  Design", "web design", "WEB\tDESIGN", " web design "])
@pytest.mark.parametrize("needed", ["Web Design", "web   design"])
def test_skills_are_the_same_in_any_capitals_and_with_any_blanks(typed: str, needed: str) -> None:
    assert Contractor("Ann", rate=1, skills=typed).can(Task("x", hours=1, skill=needed))


def test_skills_are_shown_as_they_were_typed() -> None:
    assert Contractor("Ann", rate=1, skills=["Web Design", "copy"]).skills == {"Web Design", "copy"}


def test_of_skills_that_are_the_same_but_for_capitals_one_is_kept_whatever_their_order() -> None:
    assert {Contractor("Ann", rate=1, skills=skills) for skills in (["web", "Web"], ["Web", "web"])} == {
        Contractor("Ann", rate=1, skills="Web")
    }


@pytest.mark.parametrize("skills", ["admin;web", "admin, web", ["admin;web"], ["copy", "admin,web"], ";", ","])
def test_several_skills_in_one_text_are_refused(skills: Any) -> None:
    assert told_by(lambda: Contractor("Ann", rate=1, skills=skills))[0] == "Contractor.skills"


@pytest.mark.parametrize("skills", [None, 3, "", " ", ["web", ""], ["web", 3], [["web"]], b"web"])
def test_what_are_no_skills_is_refused(skills: Any) -> None:
    assert told_by(lambda: Contractor("Ann", rate=1, skills=skills)) == (
        "Contractor.skills",
        'it takes one skill or a list of them, such as ["web", "copy"], none of them empty or with , or ;',
    )


@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=1).flatmap(lambda words: st.tuples(*[st.permutations(words)] * 2))
)
def test_the_order_of_skills_never_matters(orders: tuple[list[str], list[str]]) -> None:
    one, other = (Contractor("Ann", rate=1, skills=skills) for skills in orders)

    assert (one, hash(one)) == (other, hash(other))


@pytest.mark.parametrize(
    ("skill", "able"),
    [("", True), ("web", True), ("mail", False), ("we", False), ("Web", True), ("WEB", True), ("web  shop", False)],
)
def test_a_contractor_can_do_what_needs_no_skill_or_one_that_they_have(skill: str, able: bool) -> None:
    assert Contractor("Ann", rate=1, skills=["web", "print"]).can(Task("x", hours=1, skill=skill)) is able


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        pytest.param(None, None, id="the typical one"),
        pytest.param((), (), id="none"),
        pytest.param(Retainer(450, 10), (Retainer(450, 10),), id="one by itself"),
        pytest.param([Retainer(450, 10)], (Retainer(450, 10),), id="one in a list"),
        pytest.param([Retainer(450, 10), Retainer(450, 10)], (Retainer(450, 10),), id="the same twice"),
        pytest.param(
            [
                Retainer(2, 1),
                Retainer(1, 2),
                Retainer(1, 1, overage_rate=5),
                Retainer(1, 1, overage_rate=0),
                Retainer(1, 1, rollover_hours=1),
                Retainer(1, 1, minimum_months=4),
                Retainer(1, 1, notice_months=2),
                Retainer(1, 1),
            ],
            (
                Retainer(1, 1),
                Retainer(1, 1, notice_months=2),
                Retainer(1, 1, minimum_months=4),
                Retainer(1, 1, rollover_hours=1),
                Retainer(1, 1, overage_rate=0),
                Retainer(1, 1, overage_rate=5),
                Retainer(1, 2),
                Retainer(2, 1),
            ),
            id="in the order of their terms",
        ),
    ],
)
def test_offers_are_a_tuple_in_a_fixed_order(typed: Any, offers: tuple[Retainer, ...] | None) -> None:
    assert Contractor("Ann", rate=1, retainers=typed).retainers == offers


@given(st.lists(retainers, max_size=5).flatmap(lambda offers: st.tuples(*[st.permutations(offers)] * 2)))
def test_the_order_of_offers_never_matters(orders: tuple[list[Retainer], list[Retainer]]) -> None:
    one, other = (Contractor("Ann", rate=1, retainers=offers) for offers in orders)

    assert (one, hash(one)) == (other, hash(other))


@pytest.mark.parametrize("offers", [3, "none", "", [None], [Retainer(1, 1), "x"], [[Retainer(1, 1)]], Retainer])
def test_what_are_no_offers_is_refused(offers: Any) -> None:
    refusal = refusal_of(lambda: Contractor("Ann", rate=1, retainers=offers))

    assert (refusal.field, refusal.value, refusal.accepted) == (
        "retainers",
        offers,
        "it takes Retainer objects, () for none, or None for the typical offer",
    )


def test_fee_and_hours_in_each_others_place_are_told_with_what_was_meant() -> None:
    assert told_by(lambda: Contractor("Ann", rate=45, retainers=[Retainer(450, 12), Retainer(20, 700)])) == (
        "Contractor.retainers",
        "a fee of 20 for 700 hours looks swapped where an hour costs 45: write Retainer(monthly_fee=700, hours=20)",
    )
