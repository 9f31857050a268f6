"""Writes tests/data/intermittent_forecasts.json: what Croston, SBA and TSB forecast for the records of the benchmarks.

Run from the root of the repository, in an environment of its own that has statsforecast beside this package; the
benchmarks read the file and need neither:

    python -m venv /tmp/forecasts && /tmp/forecasts/bin/pip install statsforecast -e .
    /tmp/forecasts/bin/python -m tests.benchmarks.forecast
"""

import importlib
import importlib.metadata
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.benchmarks.calibration import HISTORIES
from tests.benchmarks.histories import KINDS, Record, fingerprint, history_of
from tests.benchmarks.remembered import SEEDS, WORLDS, world_of

FILE = Path(__file__).parents[1] / "data" / "intermittent_forecasts.json"

SMOOTHING = 0.2
"""Both smoothing constants of TSB: of 0.05, 0.1, 0.2, 0.3 and 0.5 the one that served it best on these very records.

Croston's is optimised record by record; that of SBA is 0.1, as the library has it.
"""


def forecasts_of(records: Iterable[Record], models: dict[str, Any]) -> dict[str, list[float]]:
    """Jobs a month by every method, record by record."""
    numpy = importlib.import_module("numpy")
    found: dict[str, list[float]] = {name: [] for name in models}
    for record in records:
        counts, months = record.counts()
        for name, model in models.items():
            mean = float(model.forecast(y=numpy.array(counts, dtype=float), h=1)["mean"][0])
            found[name].append(round(mean / months, 4))
    return found


def fingerprints() -> dict[str, str]:
    """Of the records of histories and of worlds."""
    return {
        "histories": fingerprint(history_of(kind, seed) for kind in KINDS for seed in range(HISTORIES)),
        "worlds": fingerprint(world_of(number, seed).record for seed in SEEDS for number in range(WORLDS)),
    }


def main() -> None:
    """Write the file."""
    library = importlib.import_module("statsforecast.models")
    models = {
        "Croston": library.CrostonOptimized(),
        "SBA": library.CrostonSBA(),
        "TSB": library.TSB(alpha_d=SMOOTHING, alpha_p=SMOOTHING),
    }
    told = {
        "about": (
            "jobs a month forecast from counts by month (by week where the record has no six months), the first "
            "stretch left out if it is not full; Croston optimised, SBA smoothing 0.1, TSB 0.2 and 0.2; "
            "written by tests/benchmarks/forecast.py"
        ),
        "statsforecast": importlib.metadata.version("statsforecast"),
        "fingerprints": fingerprints(),
        "histories": {
            kind: forecasts_of((history_of(kind, seed) for seed in range(HISTORIES)), models) for kind in KINDS
        },
        "worlds": {
            str(seed): forecasts_of((world_of(number, seed).record for number in range(WORLDS)), models)
            for seed in SEEDS
        },
    }
    FILE.write_text(json.dumps(told, separators=(",", ":")).replace("],", "],\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
