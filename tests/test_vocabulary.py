"""What check takes for known in a template is what a template is given."""

from __future__ import annotations

from jinja2 import Environment

from pressmark import Root
from pressmark.check.vocabulary import FILTERS, functions
from pressmark.drawings import Materials
from pressmark.typeset.templates import environment
from tests.output.building import PROJECT


def test_functions_and_filters_are_those_that_templates_have() -> None:
    """Each function and filter of ours is in the list that check reads, and none that there is not."""
    made, plain = environment(Root(PROJECT), "any", Materials({}, {})), Environment(autoescape=True)
    assert set(made.globals) - set(plain.globals) == functions()
    assert set(made.filters) - set(plain.filters) == FILTERS
