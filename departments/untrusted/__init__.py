"""Files from outside, read in a child process under limits: the child imports this package and nothing of Django.

`limited_process` is the door; `task_runner` is what runs behind it; the other modules read one format each, in linear
time and within a budget (docs/adr/0015-foreign-bytes.md).
"""
