"""One key, one phone, ten minutes, a few tries."""

import pytest

from ilio.apps.web.faults import Refusal
from ilio.apps.web.link.pairing import ALL_TRIES, KEY_S, TRIES, TRIES_S, Pairing

PHONE = "192.168.1.9"


def refusal(pairing: Pairing, key: str, address: str = PHONE, now_s: float = 1.0) -> str:
    with pytest.raises(Refusal) as refused:
        pairing.join(key, address, now_s=now_s)
    return f"{refused.value.fault.status} {refused.value.fault.came}"


def test_a_key_works_once():
    pairing = Pairing()
    key = pairing.new_key(now_s=0)
    session = pairing.join(key, PHONE, now_s=1)
    assert pairing.knows(session)
    assert refusal(pairing, key) == "403 one that a phone has used already"
    assert pairing.knows(session), "a replay must not send the real phone away"


def test_a_key_ends_after_ten_minutes():
    pairing = Pairing()
    key = pairing.new_key(now_s=0)
    assert refusal(pairing, key, now_s=KEY_S + 0.1) == "403 an older one"
    assert Pairing.join(pairing, pairing.new_key(now_s=700), PHONE, now_s=700 + KEY_S)


def test_a_new_key_ends_the_one_before():
    pairing = Pairing()
    old = pairing.new_key(now_s=0)
    pairing.new_key(now_s=1)
    assert refusal(pairing, old) == "403 another key"


def test_a_second_phone_takes_the_place_of_the_first():
    pairing = Pairing()
    first = pairing.join(pairing.new_key(now_s=0), PHONE, now_s=0)
    second = pairing.join(pairing.new_key(now_s=1), "192.168.1.10", now_s=1)
    assert (pairing.knows(first), pairing.knows(second)) == (False, True)


def test_after_a_few_wrong_keys_even_the_right_one_waits_a_minute():
    pairing = Pairing()
    key = pairing.new_key(now_s=0)
    for _ in range(TRIES):
        assert refusal(pairing, "guess") == "403 another key"
    assert refusal(pairing, key).startswith("429")
    assert pairing.join(key, PHONE, now_s=2 + TRIES_S)


def test_guesses_from_many_addresses_are_counted_together():
    pairing = Pairing()
    pairing.new_key(now_s=0)
    for number in range(ALL_TRIES):
        assert refusal(pairing, "guess", f"192.168.1.{number}") == "403 another key"
    assert refusal(pairing, "guess", "192.168.1.200").startswith("429")


@pytest.mark.parametrize("key", ["", "\udc80", "x" * 100_000])
def test_odd_keys_are_wrong_keys(key):
    pairing = Pairing()
    pairing.new_key(now_s=0)
    assert refusal(pairing, key) == "403 another key"


def test_no_secret_is_kept_in_plain():
    pairing = Pairing()
    key = pairing.new_key(now_s=0)
    session = pairing.join(key, PHONE, now_s=0)
    assert key not in repr(pairing) and session not in repr(pairing)
