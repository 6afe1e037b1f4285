#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""run-cores.py GRADUS-CLI BENCH-CORES [ROUNDS]: what a second processor gives, each workload on one and on two in the same round.

Beside each round stands how far apart the two are, in ns a line of the cache that one writes after the other has read it: on a virtual machine that
changes within minutes, and with it what two give."""
import json
import re
import subprocess
import sys

CLI, CORES = sys.argv[1:3]
ROUNDS = int(sys.argv[3]) if len(sys.argv) > 3 else 5
WORKLOADS = ("lenet", "conv-fashion", "conv-wide", "conv-cifar", "fitnet", "images", "images-deep")


def distance():
    words = subprocess.run([CORES], capture_output=True, text=True, check=True).stdout
    found = re.search(r"again: ([\d.]+) ns", words)
    if not found:
        sys.exit(words.strip())
    return float(found[1])


def gain(workload):
    figures = {f["threads"]: f["figure"] for f in json.loads(subprocess.run([CLI, "bench", workload, "--json"], capture_output=True, text=True,
                                                                            check=True).stdout)}
    return figures[2] / figures[1]


print("two processors, as times of one (ns before and after)")
for workload in WORKLOADS:
    rounds = []
    for _ in range(ROUNDS):
        before = distance()
        rounds.append(f"{gain(workload):.2f} ({before:.1f} {distance():.1f})")
    print(f"{workload:13} " + "  ".join(rounds), flush=True)
