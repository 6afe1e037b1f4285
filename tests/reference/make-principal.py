#!/usr/bin/python3
"""Principal components by NumPy in float64, of rows from the generator's own numbers (src/nn/random.h)."""
import importlib
import json
import sys
from pathlib import Path
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
Generator = importlib.import_module("make-random").Xoshiro256PlusPlus

SHAPES = [(40, 3), (30, 8), (90, 64), (15, 40)]


def rows(seed, n, units):
    """Three directions, of which the first varies most, and a little of all."""
    generator = Generator(seed, 7)
    uniform = lambda *shape: np.array([-1 + 2 * ((generator.next() >> 40) * 2.0**-24) for _ in range(int(np.prod(shape)))]).reshape(shape)
    x = uniform(n, 3) @ np.diag([3, 1.5, 0.7]) @ uniform(3, units) + 0.05 * uniform(n, units) + 1
    return x.astype(np.float32).astype(float)


def principal(x):
    values, vectors = np.linalg.eigh(np.cov(x.T))
    axes = vectors[:, ::-1][:, :2].T
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(1)])[:, None]
    return values[::-1][:2] / values.sum(), (x - x.mean(0)) @ axes.T


def numbers(m):
    return [float(f"{v:.9g}") for v in np.asarray(m).reshape(-1)]


cases = []
for seed, (n, units) in enumerate(SHAPES, 1):
    x = rows(seed, n, units)
    shares, places = principal(x)
    cases.append({"rows": n, "units": units, "shares": numbers(shares), "values": numbers(x), "places": numbers(places[:20])})
print(json.dumps(cases, separators=(",", ":")))
