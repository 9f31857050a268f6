"""How many examples dear and picky properties try: a share of the profile's, so that `thorough` still tries many."""

from hypothesis import settings

FEWEST = 5


def examples(times: float) -> settings:
    """So many times the profile's examples."""
    return settings(max_examples=max(FEWEST, round(times * settings().max_examples)))
