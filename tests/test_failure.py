"""One fault costs one stage of one page."""

from __future__ import annotations

import pytest

from pipeline.failure import Fault, guarded
from pipeline.reading.document import ReadError


def _divide(a: float, b: float) -> float:
    return a / b


def test_what_works_is_given_back() -> None:
    assert guarded(_divide, "ink", 2, 6, 3) == (2.0, None)


def test_an_unexpected_error_is_a_fault_in_plain_words() -> None:
    value, fault = guarded(_divide, "ink", 2, 1, 0)
    assert value is None and fault is not None
    assert (fault.page, fault.stage, fault.told) == (2, "ink", "page 2: reading ink broke off (unexpected ZeroDivisionError)")
    assert fault.tail and "tests/test_failure.py" in fault.tail


def test_a_known_error_keeps_its_own_words() -> None:
    def broken() -> None:
        raise ReadError("read", "the page has no content")

    assert guarded(broken, "layout", None) == (None, Fault(None, "read", "the page has no content"))


def test_want_of_memory_is_no_fault_of_the_page() -> None:
    def greedy() -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        guarded(greedy, "read", 1)
