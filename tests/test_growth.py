import pytest

from tests.growth import assert_linear


def test_linear_work_passes() -> None:
    assert_linear(lambda size: sum(range(size)), 400_000)


def test_quadratic_work_is_noticed() -> None:
    with pytest.raises(AssertionError, match=r"300 took .* 1200 took"):
        assert_linear(lambda size: [sum(range(size)) for _ in range(size)], 1_200)
