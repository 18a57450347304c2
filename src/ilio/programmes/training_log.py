"""The noun of the training log, which the sources make too and therefore lives further down."""

from ilio.observations.training_log import LogEntry, each_once

__all__ = ["LogEntry", "each_once"]
