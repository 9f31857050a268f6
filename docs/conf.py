"""How Sphinx builds the documentation, without reaching for the network."""

import tomllib
from pathlib import Path
from typing import Any

project = "delegation"
author = "the delegation developers"
project_copyright = "2026, the delegation developers"
# of the checkout itself, whatever is installed
release = tomllib.loads(Path(__file__).parents[1].joinpath("pyproject.toml").read_text())["project"]["version"]

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
exclude_patterns = ["examples"]
html_theme = "furo"
html_title = f"delegation {release}"
html_static_path = ["_static"]
html_css_files = ["pages.css"]

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_numpy_docstring = False
napoleon_use_ivar = True

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# Notebooks are stored without outputs, and run at every build; a cell that fails is an error.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300
nb_merge_streams = True

# What a copy button copies: the input of an example, without prompts and without what it prints.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# `make linkcheck`, the only thing here that asks the network.
linkcheck_timeout = 15
linkcheck_retries = 2

CAPTION = 'class="caption" role="heading"'


def give_captions_a_level(_app: Any, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Say how high the captions of the contents stand: Sphinx makes them headings, and leaves screen readers there."""
    for part in ("body", "furo_navigation_tree"):
        if context.get(part):
            context[part] = context[part].replace(CAPTION, f'{CAPTION} aria-level="2"')


def setup(app: Any) -> None:
    """Change pages after the theme has made its contents."""
    app.connect("html-page-context", give_captions_a_level, priority=900)
