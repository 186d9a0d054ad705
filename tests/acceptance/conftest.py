"""Where the two published reports lie; without them their tests are skipped, the one permitted skip."""

from pathlib import Path

import pytest

from tests.acceptance import seeds


@pytest.fixture(scope="module")
def folder() -> Path:
    found = seeds.folder()
    if found is None:
        pytest.skip("没有已发布的两份报告：请用 PERFEVAL_SEEDS 指明所在文件夹")
    return found
