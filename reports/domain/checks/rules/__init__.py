"""Named rules (核对规则): one rule, one function, declared where it stands; every module of this package is read."""
