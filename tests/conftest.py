"""What all tests share: how many examples hypothesis tries, and which tests run without measuring coverage."""

import gc
import os
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


@pytest.hookimpl(trylast=True)  # after hypothesis has marked its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage, which doubles their time, of long work and of properties but those marked `measured`."""
    for item in items:
        marks = {mark.name for mark in item.iter_markers()}
        if "unmeasured" in marks or ("hypothesis" in marks and "measured" not in marks):
            item.add_marker("no_cover")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """Measure none of what such tests are given either, which pytest-cov does."""
    plugin = item.config.pluginmanager.getplugin("_cov")
    if plugin is None or plugin.cov_controller is None or not item.get_closest_marker("no_cover"):
        return (yield)
    plugin.cov_controller.pause()
    try:
        return (yield)
    finally:
        plugin.cov_controller.resume()
