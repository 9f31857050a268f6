"""The tests: a package of its own, so that no package called `tests` which another project installs comes first."""
