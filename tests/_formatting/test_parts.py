"""Of what an answer is made, in whatever format it is shown."""

from delegation._formatting.parts import Listed, Said, Table


def test_a_paragraph_needs_no_lead() -> None:
    assert Said("It pays.") == Said("It pays.", lead="")


def test_a_table_has_neither_numbers_nor_sums_unless_told() -> None:
    assert Table("Costs", ["row"], [["fee"]]) == Table("Costs", ["row"], [["fee"]], right=(), foot=0)


def test_a_list_is_not_numbered_unless_told() -> None:
    assert Listed("To do", ["sign"]) == Listed("To do", ["sign"], numbered=False)
