"""How much a request carries follows how long requests take."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gui.core.batch_size import QUICK, SLOW, first_size, next_size
from gui.core.plan import MIB, Limits

LIMITS = st.builds(Limits, st.integers(1, 200), st.integers(1, 10**9))
FILES = st.integers(1, 200)
BYTES = st.integers(0, 10**10)
SECONDS = st.floats(0, 10**5)


@given(LIMITS)
def test_the_first_request_is_moderate_and_within_the_limits(limits: Limits) -> None:
    size = first_size(limits)
    assert size.within(limits) == size
    assert size.max_files <= 25
    assert size.max_bytes <= 8 * MIB


@given(LIMITS, LIMITS, FILES, BYTES, SECONDS)
def test_the_limits_are_never_exceeded(size: Limits, limits: Limits, files: int, nbytes: int, seconds: float) -> None:
    wanted = next_size(size.within(limits), limits, files=files, nbytes=nbytes, seconds=seconds)
    assert wanted.within(limits) == wanted


@given(LIMITS, FILES, BYTES, st.floats(SLOW, 10**5, exclude_min=True))
def test_slow_answers_never_make_requests_larger(size: Limits, files: int, nbytes: int, seconds: float) -> None:
    wanted = next_size(size, size, files=files, nbytes=nbytes, seconds=seconds)
    assert wanted.within(size) == wanted


@given(LIMITS, st.floats(0, QUICK, exclude_max=True))
def test_quick_answers_to_full_requests_make_them_twice_as_large(size: Limits, seconds: float) -> None:
    roomy = Limits(10**6, 10**12)
    wanted = next_size(size, roomy, files=size.max_files, nbytes=size.max_bytes, seconds=seconds)
    assert wanted == Limits(2 * size.max_files, 2 * size.max_bytes)


@given(LIMITS, st.floats(0, SLOW))
def test_a_request_that_was_nearly_empty_says_nothing(size: Limits, seconds: float) -> None:
    files, nbytes = (size.max_files - 1) // 2, (size.max_bytes - 1) // 2
    assert next_size(size, Limits(10**6, 10**12), files=files, nbytes=nbytes, seconds=seconds) == size


@given(st.floats(10_000, 10**9), st.floats(0, 2))
def test_on_a_steady_line_requests_settle_at_a_good_length_or_at_the_limits(speed: float, overhead: float) -> None:
    """Files of half a megabyte, at so many bytes a second."""
    limits = Limits()
    size = first_size(limits)

    def request(size: Limits) -> tuple[int, int, float]:
        files = max(1, min(size.max_files, size.max_bytes // 500_000))
        return files, files * 500_000, overhead + files * 500_000 / speed

    for _ in range(20):
        files, nbytes, seconds = request(size)
        size = next_size(size, limits, files=files, nbytes=nbytes, seconds=seconds)
    files, nbytes, seconds = request(size)
    assert seconds <= SLOW or nbytes <= MIB
    assert seconds >= QUICK / 2 or 2 * files >= min(limits.max_files, limits.max_bytes // 500_000) or files == 1
