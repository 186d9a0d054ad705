"""逐个去掉流程里的每一道把关，都应有测试变红（benchmarks.mutants；参数为文件名的一部分，或 --list）。"""

import sys

from benchmarks import mutants

sys.exit(mutants.main())
