#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What clang-tidy, cppcheck and gcc -fanalyzer say about src, less what accepted-findings.txt argues.

usage: run-analysis.py SOURCE-FOLDER BUILD-FOLDER [TOOL...]     (a build by gcc; tools: clang-tidy, cppcheck, analyzer)

Each finding that is not argued there is printed; with one of them the exit status is 1."""
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys

FINDING = re.compile(r"^(\S+?):(\d+):\d+: (?:warning|error|style|performance|portability|information): (.*) \[([-\w.,=]+)\]$", re.M)


def read_accepted(path):
    """(file, check), of lines FILE CHECK REASON"""
    with open(path) as lines:
        return {tuple(line.split(None, 2)[:2]) for line in lines if line.strip() and not line.startswith("#")}


def run(words, folder):
    done = subprocess.run(words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"{shlex.join(words)}\n{done.stdout}")
    return done.stdout


def ask_clang_tidy(entry, build):
    return run(["clang-tidy", "--quiet", "-p", build, entry["file"]], entry["directory"])


def ask_cppcheck(entry, build):
    words = [w for w in shlex.split(entry["command"]) if re.match(r"-D(GRADUS|GETTEXT)|-I", w)]
    return run(["cppcheck", "--quiet", "--enable=warning,performance,portability", "--library=gtk", "--std=c11",
                "--template={file}:{line}:{column}: {severity}: {message} [{id}]", *[w for w in words if "/usr/" not in w], entry["file"]], entry["directory"])


def ask_analyzer(entry, build):
    if entry["file"].endswith("kernels/isa.c"):  # takes it hours, and has no pointer that is not an argument
        return ""
    command = re.sub(r" -(MD|Werror)\b| -fdiagnostics-color=\w+| -(MQ|MF|o) \S+", "", entry["command"])
    return run([*shlex.split(command), "-fanalyzer", "-o", "/dev/null"], entry["directory"])


TOOLS = {"clang-tidy": ask_clang_tidy, "cppcheck": ask_cppcheck, "analyzer": ask_analyzer}


def main():
    source, build, *tools = sys.argv[1:]
    with open(os.path.join(build, "compile_commands.json")) as file:
        entries = [e for e in json.load(file) if os.path.realpath(os.path.join(e["directory"], e["file"])).startswith(os.path.realpath(source) + "/src/")]
    accepted = read_accepted(os.path.join(os.path.dirname(os.path.abspath(__file__)), "accepted-findings.txt"))
    found, used = set(), set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for tool in tools or TOOLS:
            for entry, text in zip(entries, pool.map(lambda e: TOOLS[tool](e, build), entries)):
                for path, line, message, check in FINDING.findall(text):
                    name = os.path.relpath(os.path.realpath(os.path.join(entry["directory"], path)), source)
                    argued = {(name, check)} & accepted
                    used |= argued
                    if not argued and name.startswith("src/"):
                        found.add(f"{name}:{line}: {message} [{check}]")
    for finding in sorted(found):
        print(finding)
    for name, check in sorted(accepted - used):
        print(f"note: argued, but not found this time: {name} {check}")
    print(f"{len(found)} findings that are not argued, {len(used)} argued, in {len(entries)} compilations")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
