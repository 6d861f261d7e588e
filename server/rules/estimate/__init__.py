"""The expected wait, as a range from the median to the ninetieth percentile."""

from server.rules.estimate.floor import Floor, Person, Seat
from server.rules.estimate.forecast import Forecast
from server.rules.estimate.quantiles import Wait
from server.rules.estimate.service_times import Seen, ServiceTimes

__all__ = ["Floor", "Forecast", "Person", "Seat", "Seen", "ServiceTimes", "Wait"]
