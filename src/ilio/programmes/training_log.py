"""The noun of the training log, which the sources make too and therefore lives further down."""

from ilio.observations.training_log import ANSWERED, LogEntry, each_once

__all__ = ["ANSWERED", "LogEntry", "each_once"]
