"""The expected wait, as a range from the median to the ninetieth percentile."""

from server.rules.estimate.floor import Floor
from server.rules.estimate.forecast import Forecast
from server.rules.estimate.people import Person, Seat
from server.rules.estimate.quantiles import Wait
from server.rules.estimate.service_times import Seen, ServiceTimes
from server.rules.estimate.turnout import Came, Turnout

__all__ = [
    "Came",
    "Floor",
    "Forecast",
    "Person",
    "Seat",
    "Seen",
    "ServiceTimes",
    "Turnout",
    "Wait",
]
