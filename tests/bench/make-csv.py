#!/usr/bin/python3
"""Writes a CSV file of 1,000,000 samples of 19 random numbers and a class, for measuring readers."""
import sys

import numpy as np

random = np.random.default_rng(1)
numbers = random.standard_normal((1000000, 19)).astype("f4")
classes = random.integers(0, 3, 1000000)
with open(sys.argv[1], "w") as file:
    file.write(",".join(f"x{i}" for i in range(19)) + ",class\n")
    for start in range(0, len(numbers), 10000):
        piece = numbers[start:start + 10000]
        file.write("".join(",".join(f"{value:.6g}" for value in row) + f",{kind}\n"
                           for row, kind in zip(piece, classes[start:start + 10000])))
