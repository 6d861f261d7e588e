"""Who does not come when called, and who leaves before, on a simulated day."""

from __future__ import annotations

from server.rules.priority import Rule
from server.rules.simulation import Coming, Moment, Staffed, Stay, simulate

HALL = [Staffed("1", ("a", "b"), ((0.0, 1e6),))]
RULE = Rule("first_come")
LONG = (("a", 600.0),)


class Witness:
    """Writes down what a centre would see."""

    def __init__(self) -> None:
        self.over: list[bool] = []
        self.gone: list[str] = []

    def came(self, who: int, stop: int, moment: Moment) -> None:
        """Nobody asks."""

    def left(self, stay: Stay, purpose: str | None) -> None:
        self.over.append(stay.came)

    def gave_up(self, field: str) -> None:
        self.gone.append(field)


def test_who_is_called_in_vain_keeps_the_counter_so_long_and_goes_nowhere_else() -> None:
    missing = Coming(0, (("a", 600.0), ("b", 60.0)), missing_at=0, missing_s=90)
    stays = simulate([missing, Coming(1, LONG)], HALL, RULE, walk_s=20)
    assert [(one.who, one.called_at, one.came) for one in stays] == [(0, 0, False), (1, 90, True)]


def test_who_goes_away_between_two_stops_is_served_at_the_first() -> None:
    missing = Coming(0, (("a", 600.0), ("b", 60.0)), missing_at=1, missing_s=90)
    stays = simulate([missing], HALL, RULE)
    assert [one.came for one in stays] == [True, False]
    assert stays[1].left_at == 690


def test_who_is_not_called_in_time_gives_the_number_back() -> None:
    impatient = Coming(1, LONG, patience_s=300)
    stays = simulate([Coming(0, LONG), impatient, Coming(2, LONG)], HALL, RULE)
    assert [(one.who, one.called_at) for one in stays] == [(0, 0), (1, None), (2, 600)]


def test_who_is_called_in_time_stays() -> None:
    stays = simulate([Coming(0, LONG), Coming(1, LONG, patience_s=601)], HALL, RULE)
    assert [one.called_at for one in stays] == [0, 600]


def test_a_witness_sees_who_did_not_come_and_who_left() -> None:
    people = [Coming(0, LONG, missing_at=0, missing_s=60), Coming(1, LONG)]
    people.append(Coming(2, LONG, patience_s=30))
    witness = Witness()
    simulate(people, HALL, RULE, witness=witness)
    assert (witness.over, witness.gone) == ([False, True], ["a"])
