"""In which three ways a task is done."""

import pytest

from delegation import Mode


def test_modes_are_the_three_words() -> None:
    assert list(Mode) == [Mode.OUTSOURCE, Mode.OUT_TASK, Mode.KEEP]


@pytest.mark.parametrize(
    ("mode", "word"), [(Mode.OUTSOURCE, "outsource"), (Mode.OUT_TASK, "out-task"), (Mode.KEEP, "keep")]
)
def test_a_mode_is_written_as_its_word(mode: Mode, word: str) -> None:
    assert (str(mode), Mode(word)) == (word, mode)


@pytest.mark.parametrize("mode", Mode)
def test_every_mode_says_what_it_means_here_and_of_nobody_whether_they_are_he_or_she(mode: Mode) -> None:
    assert mode.definition
    assert not {"he", "she", "his", "her"} & set(mode.definition.split())
