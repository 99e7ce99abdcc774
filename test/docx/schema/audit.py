"""Prints what openxml-audit finds wrong in the Word files named on standard input, one a line; exits with 1 if there is anything.

Each file has a process of its own: the library remembers notes of one package for the next.
"""

import sys
from multiprocessing import Pool

from openxml_audit import FileFormat, OpenXmlValidator


def faults(path: str) -> list[str]:
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)
    return [f"{path}\t{error}" for error in result.errors] or ([] if result.is_valid else [f"{path}\tnot valid"])


if __name__ == "__main__":
    paths = sys.stdin.read().splitlines()
    with Pool(processes=2, maxtasksperchild=1) as pool:
        found = [fault for file in pool.map(faults, paths, chunksize=1) for fault in file]
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(paths)} files through openxml-audit, {len(found)} faults", file=sys.stderr)
    sys.exit(0 if paths and not found else 1)
