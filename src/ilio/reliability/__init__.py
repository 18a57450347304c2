"""In: rows of a reliability study. Out: ICC, SEM, MDC, limits of agreement, with intervals.

Never: files, clocks, random numbers, and two devices in one number.
"""

from ilio.reliability.agreement import Agreement, agreement_of
from ilio.reliability.comparing import Comparison, Result
from ilio.reliability.error_size import ErrorSize, error_size
from ilio.reliability.estimate import Estimate
from ilio.reliability.icc import Icc, iccs
from ilio.reliability.mean_squares import MeanSquares, mean_squares
from ilio.reliability.people_needed import people_for_icc
from ilio.reliability.study import Study, study_of
from ilio.reliability.two_hips import Hips, hips_of

__all__ = [
    "Agreement",
    "Comparison",
    "ErrorSize",
    "Estimate",
    "Hips",
    "Icc",
    "MeanSquares",
    "Result",
    "Study",
    "agreement_of",
    "error_size",
    "hips_of",
    "iccs",
    "mean_squares",
    "people_for_icc",
    "study_of",
]
