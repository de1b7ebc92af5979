"""Seeded plans of faults: the same seed makes the same run."""

from __future__ import annotations

import random

from tests.faults.proxy import PASS, Do, Fault

_LOGIN = (
    b'{"message": "Invalid token header. No credentials provided.", "next": "/accounts/login/", "authenticated": false}'
)
_PORTAL = b"<!DOCTYPE html><html><title>Guest network</title><body>Please sign in</body></html>"
_NETWORK = (Do.CUT_AT_ONCE, Do.CUT_IN_BODY, Do.LOSE_ANSWER, Do.CUT_ANSWER, Do.TRICKLE, Do.STALL)
_COUNTS = (Do.COUNT_LESS, Do.OMIT_SERIES, Do.DROP_PART, Do.CUT_JSON)
_PASSING = (408, 425, 429, 500, 502, 503, 504)


def fault(chance: random.Random) -> Fault:
    """One fault at random, with a weight on what happens in clinics."""
    kind = chance.random()
    share = chance.random()
    if kind < 0.45:
        return Fault(chance.choice(_NETWORK), share=share)
    if kind < 0.70:
        status = chance.choice(_PASSING)
        headers = (("Retry-After", chance.choice(("0", "1", "Tue, 24 Nov 2026 10:00:00 GMT"))),) if share < 0.3 else ()
        do = chance.choice((Do.ANSWER_INSTEAD, Do.ANSWER_AFTER, Do.ANSWER_EARLY))
        return Fault(do, share=share, status=status, headers=headers, body=b"busy")
    if kind < 0.90:
        return Fault(chance.choice(_COUNTS), share=share)
    if kind < 0.93:
        return Fault(chance.choice((Do.ANSWER_EARLY, Do.ANSWER_INSTEAD)), share=share, status=413, body=b"too large")
    if kind < 0.95:
        return Fault(chance.choice((Do.ANSWER_EARLY, Do.ANSWER_INSTEAD)), share=share, status=401, body=_LOGIN)
    if kind < 0.96:
        return Fault(Do.ANSWER_INSTEAD, status=403, body=b'{"success": false, "message": "Access denied!"}')
    if kind < 0.98:
        return Fault(Do.ANSWER_INSTEAD, status=200, headers=(("Content-Type", "text/html"),), body=_PORTAL)
    return Fault(Do.ANSWER_INSTEAD, status=400, body=b'{"message": "No DICOM files were uploaded!"}')


def plan(seed: int) -> list[Fault]:
    """The faults of one run: between none and a dozen, mixed with requests that pass."""
    chance = random.Random(seed)
    return [fault(chance) if chance.random() < 0.5 else PASS for _ in range(chance.randrange(1, 16))]
