#!/usr/bin/python3
"""Orthonormal and LSUV weights by NumPy in float64, from the generator's own numbers (src/nn/random.h)."""
import importlib
import json
import math
import sys
from pathlib import Path
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
Generator = importlib.import_module("make-random").Xoshiro256PlusPlus

SHAPES = [(1, 1), (3, 5), (5, 3), (4, 4), (1, 7), (7, 1), (20, 33), (33, 20), (6, 3, 2, 2), (13, 2, 3, 1), (4, 3, 5)]
LSUV = {"n_inputs": 3, "units": [5, 4, 2], "samples": 50}


def normals(generator, n):
    for _ in range(n):
        u, v = (generator.next() >> 11) * 2.0**-53, (generator.next() >> 11) * 2.0**-53
        yield float(np.float32(math.sqrt(-2 * math.log(1 - u)) * math.cos(2 * math.pi * v)))


def orthonormal(seed, stream, rows, *others):
    """rows that are as long as the other axes together"""
    columns = math.prod(others)
    m = np.array(list(normals(Generator(seed, stream), rows * columns))).reshape(rows, columns)
    q, r = np.linalg.qr(m if rows > columns else m.T)
    q = q * np.sign(np.diag(r))
    return q if rows > columns else q.T


def lsuv(seed):
    """tanh layers: each divided by the deviation of its z over the samples"""
    generator = Generator(seed, 1000)
    x = np.array([-1 + 2 * ((generator.next() >> 40) * 2.0**-24) for _ in range(LSUV["samples"] * LSUV["n_inputs"])])
    a, weights = x.reshape(LSUV["samples"], LSUV["n_inputs"]), []
    for number, units in enumerate(LSUV["units"], 1):
        w = orthonormal(seed, number, units, a.shape[1])
        while abs((a @ w.T).var() - 1) >= 0.001:
            w = w / (a @ w.T).std()
        weights.append(w)
        a = np.tanh(a @ w.T)
    return weights


def numbers(m):
    return [float(f"{v:.9g}") for v in m.reshape(-1)]


print(json.dumps({
    "orthonormal": [{"seed": 3, "axes": axes, "weights": numbers(orthonormal(3, 1, *axes))} for axes in SHAPES],
    "lsuv": dict(LSUV, seed=5, weights=[numbers(w) for w in lsuv(5)])}, separators=(",", ":")))
