"""How much longer a wait gets because of those with priority who are still to come.

Under a rule by which priority ages b times as fast (Kleinrock's accumulating priority, 1964), of
those who come during a wait W all pass who come in its first (1 - 1/b); and with a cap C all who
come more than C before its end.  They bring the share p of the work, so that W solves

    W = w + p · max(0, (1 - 1/b)·W - a/b, W - C)

where w is the wait behind those who are here, and a how long somebody has waited already.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.rules.priority import Rule

MOST_PRIORITY = 0.5


@dataclass(frozen=True)
class Passing:
    """By the rule, and the share of priority among those who come."""

    rule: Rule
    share: float

    def lengthened(self, wait_s: float, waited_s: float) -> float:
        """Of somebody without priority: the wait from now on, with those who will pass."""
        share, rule = min(self.share, MOST_PRIORITY), self.rule
        if rule.order == "strict":
            return wait_s / (1 - share)
        if rule.order != "ageing":
            return wait_s
        slower = 1 / rule.priority_rate
        by_rate = (wait_s - share * waited_s * slower) / (1 - share * (1 - slower))
        if rule.cap_seconds is None:
            return max(wait_s, by_rate)
        return max(wait_s, by_rate, (wait_s - share * rule.cap_seconds) / (1 - share))
