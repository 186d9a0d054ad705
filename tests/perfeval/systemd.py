"""How systemd reads an EnvironmentFile= whose values end with their line: the states of src/basic/env-file.c (v252), as patterns."""

import re

QUOTED = re.compile(r"""[ \t]*(?:'([^']*)'|"((?:\\.|[^"\\])*)")""")


def read_environment_file(text: str) -> dict[str, str]:
    lines = [line.strip() for line in text.split("\n")]
    pairs = (line.partition("=") for line in lines if line and line[0] not in "#;")
    return {name.strip(): _read_value(value) for name, _, value in pairs}


def _read_value(rest: str) -> str:
    """Quoted pieces first, in which only a double quote knows backslashes; what follows is taken as it stands, but for backslashes."""
    value = ""
    while piece := QUOTED.match(rest):
        value += piece[1] if piece[1] is not None else re.sub(r'\\(["\\`$])', r"\1", piece[2])
        rest = rest[piece.end() :]
    return value + re.sub(r"\\(.)", r"\1", rest.strip())
