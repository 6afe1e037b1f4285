#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""run-csv.py GRADUS-CLI [ROWS]: how fast a CSV file of 1,000,000 × 20 numbers is read, beside pandas and NumPy, in turn.

Needs python3-numpy; python3-pandas is left out where it is not there. Gradus's time and memory are those of the whole program."""
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

CLI, ROWS = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1000000
ROUNDS = 3
PANDAS = "import pandas, time; t = time.time(); pandas.read_csv({name!r}, dtype='float32'); print(time.time() - t)"
NUMPY = "import numpy, time; t = time.time(); numpy.loadtxt({name!r}, delimiter=',', skiprows=1, dtype='float32'); print(time.time() - t)"


def write(name):
    chance = np.random.default_rng(1)
    with open(name, "w") as file:
        file.write(",".join(f"x{i}" for i in range(19)) + ",class\n")
        for start in range(0, ROWS, 10000):
            n = min(10000, ROWS - start)
            numbers, classes = chance.standard_normal((n, 19)), chance.integers(0, 3, n)
            file.write("".join(",".join(f"{value:.6g}" for value in row) + f",{kind}\n" for row, kind in zip(numbers, classes)))


def gradus(name):
    start = time.time()
    subprocess.run([CLI, "check", name], check=True, stdout=subprocess.DEVNULL)
    return time.time() - start


def python(program, name):
    done = subprocess.run(["/usr/bin/python3", "-c", program.format(name=name)], capture_output=True, text=True)
    return float(done.stdout) if done.returncode == 0 else None


with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "numbers.csv")
    write(name)
    megabytes = os.path.getsize(name) / 1e6
    ours = [gradus(name)]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for peer, program in (("pandas", PANDAS), ("NumPy", NUMPY)):
        pairs = [(gradus(name), python(program, name)) for _ in range(ROUNDS)]
        if pairs[0][1] is None:
            print(f"{peer} is not to be had here")
            continue
        mine, theirs = (statistics.median(column) for column in zip(*pairs))
        print(f"{ROWS:,} × 20 ({megabytes:.0f} MB): Gradus {mine:.2f} s ({megabytes / mine:.0f} MB/s), {peer} {theirs:.2f} s, "
              f"{statistics.median(b / a for a, b in pairs):.1f} times as fast", flush=True)
    print(f"Gradus took {memory:.0f} MB of memory at most; the numbers alone are {ROWS * 20 * 4 / 1e6:.0f} MB")
