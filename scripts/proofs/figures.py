"""逐个改动一致的报告里的每一个数（×10、×10,000、颠倒两位、+1），核对应能发现（benchmarks.altered_figures；参数为抽取的比例）。"""

import sys

from benchmarks import altered_figures

sys.exit(altered_figures.main())
