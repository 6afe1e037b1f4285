#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How much of each folder of src the tests went through, and whether that is enough.

usage: run-coverage.py SOURCE-FOLDER BUILD-FOLDER      (a build with -Db_coverage=true whose tests have been run; needs gcovr)"""
import collections
import json
import subprocess
import sys

LEAST = {"nn": 90, "data": 90, "train": 90, "store": 90, "plot": 90, "app": 75}  # per cent of lines


def main():
    source, build = sys.argv[1:]
    # Threads that end a program count once too few; a line is reached all the same.
    told = subprocess.run(["gcovr", "--gcov-ignore-parse-errors", "-r", source, "--object-directory", build, "-f", f"{source}/src/", "--json-summary", "-"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True)
    lines = collections.defaultdict(lambda: [0, 0])
    for file in json.loads(told.stdout)["files"]:
        folder = file["filename"].split("/")[1]
        lines[folder][0] += file["line_covered"]
        lines[folder][1] += file["line_total"]
    is_enough = True
    for folder, (covered, total) in sorted(lines.items()):
        share = 100 * covered / total
        is_enough &= share >= LEAST.get(folder, 0)
        print(f"src/{folder:8} {covered:6} of {total:6} lines {share:6.1f} %" + (f"   (at least {LEAST[folder]} %)" if folder in LEAST else ""))
    sys.exit(not is_enough)


if __name__ == "__main__":
    main()
