"""What all tests share: how many examples hypothesis tries, and which tests run without measuring coverage."""

import gc
import os
import sys
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

# The same examples in every run, so that a change is judged by what it changes; `thorough` looks for new ones.
settings.register_profile("default", max_examples=50, derandomize=True, deadline=None, suppress_health_check=SLOW)
settings.register_profile("quick", max_examples=25, derandomize=True, deadline=None, suppress_health_check=SLOW)
settings.register_profile("thorough", max_examples=3_000, deadline=None, suppress_health_check=SLOW)
# The tests of mutants are run over and over in one process.
settings.register_profile(
    "mutants", max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage among the many thousands of tests, which all last: neither now nor while they run."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure no coverage, which multiplies their time, of long work and of properties but those marked `measured`.

    The mark that pytest-cov has for it, `no_cover`, changes nothing in the processes of pytest-xdist.
    """
    marks = {mark.name for mark in item.iter_markers()}
    if "unmeasured" not in marks and ("hypothesis" not in marks or "measured" in marks):
        return (yield)
    measuring = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(measuring)
