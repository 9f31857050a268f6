"""Who or what is meant by a name in a log."""

import pytest

from delegation.errors import RefusedValueError
from delegation.io._names import Names, aliases_of, by_key, within

KNOWN = by_key("read", "contractors", ["Ana", "Ben Ost"])


@pytest.mark.parametrize(
    ("text", "name"), [("Ana", "Ana"), ("ANA", "Ana"), (" ben  ost ", "Ben Ost"), ("ana@example.com", "Ana")]
)
def test_capitals_and_blanks_do_not_matter(text: str, name: str) -> None:
    names = Names("contractor", KNOWN, aliases_of("read", "aliases", {"Ana@Example.com": "ANA"}, KNOWN))
    assert names.meant(text) == name
    assert names.meant(text) == name


@pytest.mark.parametrize(("text", "hint"), [("Anna", "; did you mean Ana?"), ("Zoe", "")])
def test_who_is_not_known_is_refused_with_the_nearest_who_is(text: str, hint: str) -> None:
    names = Names("contractor", KNOWN, {})
    for _ in range(2):
        with pytest.raises(RefusedValueError) as caught:
            names.meant(text)
        assert (caught.value.value, caught.value.accepted) == (text, f"no contractor bears this name{hint}")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Ana Kern", "; did you mean Ana? aliases={'Ana Kern': 'Ana'} says so"),
        ("ana@example.com", "; did you mean Ana? aliases={'ana@example.com': 'Ana'} says so"),
        ("Ost", "; did you mean Ben Ost? aliases={'Ost': 'Ben Ost'} says so"),
        ("ANAWEB GMBH", "; did you mean Ana? aliases={'ANAWEB GMBH': 'Ana'} says so"),
        ("Ost, Ben & Ana", "; did you mean Ana or Ben Ost? aliases={'Ost, Ben & Ana': ...} says so"),
        ("Zoe", "; aliases= says what it means, without= leaves it out"),
    ],
)
def test_who_is_known_by_a_part_of_the_name_is_asked_for_with_the_argument_that_says_so(text: str, hint: str) -> None:
    names = Names("contractor", KNOWN, {}, "aliases", ", without= leaves it out")
    with pytest.raises(RefusedValueError) as caught:
        names.meant(text)
    assert caught.value.accepted == f"no contractor bears this name{hint}"


@pytest.mark.parametrize(
    ("key", "known", "found"),
    [
        ("mia kern", ["mia", "mia kern lang", "pia kern"], ["mia", "mia kern lang"]),
        ("annabel", ["ann", "an", "bel"], ["ann"]),
        ("canada", ["ana"], []),
        ("call", ["call a", "call b", "call c"], ["call a", "call b", "call c"]),
        ("call", ["call a", "call b", "call c", "call d"], []),
        ("&", ["ana", "+"], []),
    ],
)
def test_names_are_known_by_whole_words_or_the_beginning_of_one(key: str, known: list[str], found: list[str]) -> None:
    assert within(key, known) == found


def test_whoever_stands_there_is_meant_where_nobody_is_known() -> None:
    names = Names("person", None, aliases_of("jobs", "aliases", {"aw": "Ana"}, None))
    assert [names.meant(text) for text in ("ANA", "Ana", "aw", "Ben", "ben")] == ["ANA", "ANA", "ANA", "Ben", "Ben"]


def test_names_that_a_log_cannot_tell_apart_are_refused() -> None:
    with pytest.raises(RefusedValueError) as caught:
        by_key("read", "contractors", ["Ana", "ANA"])
    assert caught.value.reason == (
        "read.contractors = 'ANA' is refused: in a log it cannot be told from 'Ana': neither capitals nor blanks matter"
    )


@pytest.mark.parametrize(
    ("aliases", "value", "accepted"),
    [
        (["Ana"], ["Ana"], "it takes a dict of names as they stand in the file, and whom they mean"),
        ({"aw": 1}, ("aw", 1), "it takes a dict of names as they stand in the file, and whom they mean"),
        ({" ": "Ana"}, (" ", "Ana"), "it takes a dict of names as they stand in the file, and whom they mean"),
        ({"aw": "Anna"}, "Anna", "nobody and nothing known bears this name; did you mean 'Ana'?"),
        ({"aw": "Zoe"}, "Zoe", "nobody and nothing known bears this name"),
    ],
)
def test_aliases_mean_those_who_are_known(aliases: object, value: object, accepted: str) -> None:
    with pytest.raises(RefusedValueError) as caught:
        aliases_of("read", "aliases", aliases, KNOWN)
    assert (caught.value.value, caught.value.accepted) == (value, accepted)


def test_no_aliases_are_none() -> None:
    assert aliases_of("read", "aliases", None, KNOWN) == {}
