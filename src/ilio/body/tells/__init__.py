"""In: the numbers of an attempt. Out: what the muscles tell of it, one module a test."""

from ilio.body.tells.attempt import tell_attempt

__all__ = ["tell_attempt"]
