"""The house: floors and directions, faces, doors, lengths and mirrors, held by reading its files."""

import ast
import graphlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

import delegation

FLOORS = (
    {"errors", "queueing", "demand", "posterior", "_formatting"},
    {"_calls", "_fields", "_mixups", "_zones", "payback", "_assignment"},
    {"recurrence", "urgency", "availability"},
    {"model"},
    {"learning", "_costing"},
    {"scoring", "planning"},
    {"comparing", "recommendation", "reviewing", "simulation"},
)
"""Which rooms stand on each floor, from the ground up; the face, `__init__`, stands above all."""

FLOOR = {room: level for level, rooms in enumerate(FLOORS, start=1) for room in rooms}
EDGES = {"_registration", "frames", "io", "plotting", "strategies"}
"""Doors to the outside, which nothing in the house imports."""

CLOSED = {"_assignment": {"errors", "_assignment"}, "errors": set()}
"""Rooms that know no others than these."""

APART = (("planning", "scoring"), ("recommendation", "reviewing", "simulation"))
"""Rooms of one floor that never import each other."""

VIEWS = {
    **dict.fromkeys(
        (f"planning.{each}" for each in ("background", "reasons", "records", "relief", "report", "view")),
        "planning.plan",
    ),
    **dict.fromkeys(
        (f"scoring.{each}" for each in ("brief", "explanation", "flips", "records", "report", "view")), "scoring.score"
    ),
    **dict.fromkeys((f"comparing.{each}" for each in ("records", "report", "view")), "comparing.comparison"),
    **dict.fromkeys(
        (f"recommendation.{each}" for each in ("records", "report", "view")), "recommendation.recommendation"
    ),
    **dict.fromkeys(("reviewing.records", "reviewing.report", "reviewing.view"), "reviewing.review"),
    **dict.fromkeys(("reviewing.conversion_report", "reviewing.conversion_view"), "reviewing.convert"),
    "planning.relief_view": "planning.relief",
    "frames.view": "frames.sweeping",
    **dict.fromkeys(("simulation.records", "simulation.report", "simulation.view"), "simulation.result"),
}
"""What puts an answer into words, and the answer: known to it by its type alone."""

DOOR = "__init__"
ALLOWED = sys.stdlib_module_names | {"attrs", "dateutil"}
BEHIND_DOORS = {
    "_formatting.frames": {"narwhals"},
    "_assignment.program": {"highspy", "numpy"},
    "_assignment.exact": {"highspy"},
    "_assignment.neighbourhoods": {"highspy", "numpy"},
    "_assignment.watch": {"tqdm"},
    "simulation.events": {"simpy"},
}
"""What a file that is imported only when its door is opened takes from an extra."""

OUTSIDE_NAMES = {
    *("Availability", "Business", "Contractor", "Engagement", "History", "Job", "Mode", "Once", "Plan", "Rate"),
    *("Recommendation", "Retainer", "Rule", "Score", "Task", "Urgency", "plan", "recommend", "review", "score"),
    *("simulate", "DelegationError"),
}
"""The names that outside code relies on."""

PACKAGE = Path(delegation.__file__).parent
TESTS = Path(__file__).parent

LONGEST = 300
"""How many lines a file has at the most."""

LONGER: dict[str, str] = {}
"""Files with more lines, and why."""

TESTED_WITH: dict[str, str] = {}
"""Files without a mirror among the tests, and which file tests them meanwhile."""

CROSSING = {
    *("architecture", "bad_input", "docs", "hostile_use", "learnt_loads", "nouns", "numbers", "plan_evaluator"),
    *("running_retainers", "second_computation", "stated_rules", "stories", "worth_of_learning"),
}
"""Tests of the house as a whole, or of what tests rest on, which mirror no file."""


class Imports(NamedTuple):
    """What a file imports, at its head or anywhere in it, except for type checkers alone."""

    own: frozenset[str]
    """Files of the package, as dotted names below it; the package itself is its door."""
    foreign: frozenset[str]
    """Top names of other packages."""


def for_type_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def statements(node: ast.AST) -> list[ast.Import | ast.ImportFrom]:
    """The import statements below a node, in functions too, except those for type checkers alone."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [node]
    children = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.If) and for_type_checkers(node):
        children = list(node.orelse)
    return [statement for child in children for statement in statements(child)]


def names_in(statement: ast.Import | ast.ImportFrom, modules: set[str]) -> list[str]:
    """The modules that a statement names, dotted; of a package, the modules taken from it."""
    if isinstance(statement, ast.Import):
        return [alias.name for alias in statement.names]
    assert statement.level == 0, f"imports are absolute here: {ast.unparse(statement)}"
    assert statement.module is not None
    inside = [f"{statement.module}.{alias.name}" for alias in statement.names]
    return [name if name.removeprefix("delegation.") in modules else statement.module for name in inside]


def imports_of(source: str, modules: set[str]) -> Imports:
    named = [name for statement in statements(ast.parse(source)) for name in names_in(statement, modules)]
    own = {name for name in named if name.split(".")[0] == "delegation"}
    return Imports(
        frozenset(name.removeprefix("delegation.") if name != "delegation" else DOOR for name in own),
        frozenset(name.split(".")[0] for name in named if name not in own),
    )


def module_name(path: Path) -> str:
    """Dotted below the package; a folder's `__init__` is the folder, the package's own is the door."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


FILES = {module_name(path): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
IMPORTS = {name: imports_of(source, set(FILES)) for name, source in FILES.items()}


FACES = {name for name in FILES if (PACKAGE / name.replace(".", "/") / "__init__.py").is_file()} | {DOOR}
"""Folders, by what stands in their `__init__`."""


def room(name: str) -> str:
    """The room that a file stands in: its folder, or itself."""
    return name.split(".", maxsplit=1)[0]


def is_edge(name: str) -> bool:
    return room(name) in EDGES


HOUSE = sorted(name for name in FILES if not is_edge(name) and name != DOOR)


def test_every_room_stands_on_a_floor_or_at_the_edge() -> None:
    assert {room(name) for name in HOUSE} == set(FLOOR)


def test_no_room_stands_on_two_floors() -> None:
    assert sum(map(len, FLOORS)) == len(FLOOR)


@pytest.mark.parametrize("name", HOUSE)
def test_imports_never_go_up(name: str) -> None:
    higher = {other for other in IMPORTS[name].own if FLOOR.get(room(other), 99) > FLOOR[room(name)]}
    assert higher == set()


def test_imports_form_no_circle() -> None:
    order = graphlib.TopologicalSorter({name: IMPORTS[name].own for name in HOUSE})
    assert set(order.static_order()) == set(HOUSE)


def test_imports_between_rooms_form_no_circle() -> None:
    rooms: dict[str, set[str]] = {}
    for name in HOUSE:
        rooms.setdefault(room(name), set()).update(room(other) for other in IMPORTS[name].own)
    order = graphlib.TopologicalSorter({name: others - {name} for name, others in rooms.items()})
    assert set(order.static_order()) == set(rooms)


@pytest.mark.parametrize("name", [name for name in HOUSE if room(name) in CLOSED])
def test_what_knows_nothing_of_the_domain_imports_none_of_it(name: str) -> None:
    assert {room(other) for other in IMPORTS[name].own} <= CLOSED[room(name)]


@pytest.mark.parametrize("rooms", APART, ids=" and ".join)
def test_neighbours_on_one_floor_never_import_each_other(rooms: tuple[str, ...]) -> None:
    crossing = {
        (name, other)
        for name in HOUSE
        for other in IMPORTS[name].own
        if room(name) in rooms and room(other) in set(rooms) - {room(name)}
    }
    assert crossing == set()


@pytest.mark.parametrize("name", [name for name in HOUSE if room(name) == "_formatting"])
def test_views_never_import_what_they_show(name: str) -> None:
    assert {room(other) for other in IMPORTS[name].own} <= {"_formatting", "errors"}


@pytest.mark.parametrize(("view", "shown"), VIEWS.items(), ids=" shows ".join)
def test_a_view_of_an_answer_never_imports_it(view: str, shown: str) -> None:
    assert {view, shown} <= FILES.keys()
    assert shown not in IMPORTS[view].own


@pytest.mark.parametrize("name", HOUSE)
def test_files_import_from_where_a_thing_is_defined_and_not_from_a_face(name: str) -> None:
    assert IMPORTS[name].own & FACES == set()


@pytest.mark.parametrize("name", [*HOUSE, DOOR])
def test_nothing_imports_an_edge(name: str) -> None:
    assert [other for other in IMPORTS[name].own if is_edge(other)] == []


@pytest.mark.parametrize("name", HOUSE)
def test_nothing_in_the_house_imports_its_door(name: str) -> None:
    assert DOOR not in IMPORTS[name].own


@pytest.mark.parametrize("name", [*HOUSE, DOOR])
def test_only_attrs_and_dateutil_are_needed_beside_the_standard_library(name: str) -> None:
    assert IMPORTS[name].foreign <= ALLOWED | BEHIND_DOORS.get(name, set())


def test_reading_imports_sees_those_inside_functions() -> None:
    source = "def f():\n    import tqdm\n    from delegation.io import csv\n"
    assert imports_of(source, {"io", "io.csv"}) == Imports(frozenset({"io.csv"}), frozenset({"tqdm"}))


def test_reading_imports_passes_over_those_for_type_checkers_alone() -> None:
    source = "if TYPE_CHECKING:\n    import highspy\nelse:\n    import tqdm\n"
    assert imports_of(source, set()) == Imports(frozenset(), frozenset({"tqdm"}))


def test_reading_imports_knows_a_module_taken_from_the_package() -> None:
    source = "from delegation import _fields, Task\nimport delegation\n"
    assert imports_of(source, {"_fields"}).own == {"_fields", DOOR}


def loaded_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter holds after one statement and did not hold before."""
    code = (
        f"import sys; sys.path[:] = sys.argv[1:]; held = set(sys.modules); {statement}; print(*set(sys.modules) - held)"
    )
    command = [sys.executable, "-I", "-c", code, str(PACKAGE.parent), *sys.path]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(told.stdout.split())


def strangers_in(modules: set[str]) -> set[str]:
    """The packages among modules that are neither ours nor needed by what we need."""
    return {name.split(".")[0] for name in modules} - ALLOWED - {"delegation", "attr", "six"}


def test_importing_all_of_the_package_loads_nothing_that_only_an_extra_brings() -> None:
    loaded = loaded_by("from delegation import *")
    assert {"delegation.scoring", "delegation.planning"} <= loaded
    assert strangers_in(loaded) == set()


def test_a_package_from_elsewhere_would_be_noticed_if_it_were_loaded() -> None:
    assert "hypothesis" in strangers_in(loaded_by("import hypothesis"))


def extras() -> dict[str, set[str]]:
    """The packages that each extra brings."""
    project = tomllib.loads((TESTS.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = {name: {*map(package_name, listed)} for name, listed in project["optional-dependencies"].items()}
    assert found.pop("all") == {f"{project['name']}[{','.join(found)}]"}
    return found


def package_name(requirement: str) -> str:
    """A package, with its extras, of whatever version."""
    found = re.match(r"[\w.-]+(\[[\w,-]+\])?", requirement)
    assert found is not None
    return found[0]


def doors(source: str) -> set[tuple[str, str]]:
    """The packages that a file asks for, each with the extra that it says to be missing."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {
        tuple(map(ast.literal_eval, call.args))
        for call in calls
        if ast.unparse(call.func).endswith("MissingExtraError")
    }


def test_each_extra_has_a_door_and_each_door_an_extra() -> None:
    opened = set().union(*map(doors, FILES.values()))
    assert {(package, name) for name, packages in extras().items() for package in packages} == opened


def test_what_is_asked_for_at_a_door_is_imported_behind_it() -> None:
    for name, source in FILES.items():
        assert {package for package, _ in doors(source)} <= IMPORTS[name].foreign


def test_all_pictures_go_through_one_door() -> None:
    behind = {name for name, found in IMPORTS.items() if "matplotlib" in found.foreign}
    assert behind == {"plotting._canvas"}


def test_reading_doors_sees_package_and_extra() -> None:
    assert doors('raise MissingExtraError("tqdm", "progress") from error') == {("tqdm", "progress")}


def test_the_face_offers_the_names_that_outside_code_relies_on() -> None:
    assert set(delegation.__all__) == OUTSIDE_NAMES


def test_the_face_names_everything_once_and_in_order() -> None:
    assert delegation.__all__ == sorted(set(delegation.__all__))


@pytest.mark.parametrize("name", delegation.__all__)
def test_what_the_face_names_is_there(name: str) -> None:
    assert getattr(delegation, name).__module__.startswith("delegation.")


def test_the_face_offers_nothing_that_it_does_not_name() -> None:
    public = {name for name in dir(delegation) if not name.startswith("_") and not is_module(getattr(delegation, name))}
    assert public == set(delegation.__all__)


def is_module(value: object) -> bool:
    return isinstance(value, type(sys))


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_opens_with_its_name_and_the_question_that_it_answers(name: str) -> None:
    opening = (ast.get_docstring(ast.parse(FILES[name])) or "").partition("\n\n")[0]
    assert opening.startswith(f"{'delegation' if name == DOOR else name}: ")
    assert opening.endswith("?")


@pytest.mark.parametrize("name", sorted(FACES - {DOOR}))
def test_a_face_only_imports(name: str) -> None:
    assert set(map(kind, ast.parse(FILES[name]).body[1:])) <= {"import", "__all__"}


def test_the_face_of_all_only_imports_some_of_it_when_asked() -> None:
    assert {kind(each) for each in ast.parse(FILES[DOOR]).body[1:] if not isinstance(each, ast.Expr)} == {
        *("import", "import for type checkers", "__all__", "_ASKED", "__dir__")
    }


def kind(statement: ast.stmt) -> str:
    """What a statement at the top of a file is there for."""
    match statement:
        case ast.Import() | ast.ImportFrom():
            return "import"
        case ast.If() if for_type_checkers(statement):
            return "import for type checkers"
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.FunctionDef(name=name):
            return name
        case _:
            return ast.unparse(statement)


def test_the_face_loads_when_asked_what_it_shows_to_type_checkers() -> None:
    shown = {
        (room(statement.module.removeprefix("delegation.")), alias.name)
        for block in ast.parse(FILES[DOOR]).body
        if isinstance(block, ast.If)
        for statement in block.body
        if isinstance(statement, ast.ImportFrom) and statement.module
        for alias in statement.names
    }
    assert shown == {(answering, name) for answering, names in delegation._ASKED.items() for name in names}


def test_what_answers_is_not_loaded_before_it_is_asked_for() -> None:
    loaded = {room(name.removeprefix("delegation.")) for name in loaded_by("import delegation")}
    assert loaded & {*delegation._ASKED, "_costing", "_assignment", "textwrap"} == set()


@pytest.mark.parametrize(
    "name", [*delegation._ASKED, *(name for names in delegation._ASKED.values() for name in names)]
)
def test_what_is_loaded_when_asked_for_is_there_whoever_asks_first(name: str) -> None:
    loaded = loaded_by(f"import delegation; assert {name!r} in dir(delegation); delegation.{name}")
    assert loaded & {f"delegation.{each}" for each in delegation._ASKED}


def test_a_name_that_is_nowhere_is_refused_in_the_words_of_python() -> None:
    with pytest.raises(AttributeError, match="module 'delegation' has no attribute 'nothing'"):
        _ = delegation.nothing  # type: ignore[attr-defined]  # that there is none is what is asked


def test_no_file_is_longer_than_can_be_read_at_once_but_those_that_say_why() -> None:
    assert {name for name, source in FILES.items() if source.count("\n") > LONGEST} == LONGER.keys()


def mirror(name: str) -> str:
    """Where the tests of a file stand."""
    *folders, file = name.split(".")
    return "/".join([*folders, f"test_{file.lstrip('_')}.py"])


def test_every_file_has_its_file_of_tests_but_those_that_say_where_they_are_tested() -> None:
    unmirrored = {name for name in FILES.keys() - FACES if not (TESTS / mirror(name)).is_file()}
    assert unmirrored == TESTED_WITH.keys()
    assert {other for other in TESTED_WITH.values() if not (TESTS / other).is_file()} == set()


def test_every_file_of_tests_mirrors_a_file_or_crosses_the_house() -> None:
    there = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}
    apart = {path for path in there if path.startswith("benchmarks/")} | {f"test_{name}.py" for name in CROSSING}
    assert there - apart <= {mirror(name) for name in FILES}
    assert apart <= there
