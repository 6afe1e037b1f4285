#!/usr/bin/python3
"""Damaged networks by NumPy in float64: a 3-6-5-1 network of tanh with weights by make-random.py, of which a share of the
weights, the smallest, or of the hidden units, in the order that the generator's shuffle gives, is taken away. Units are off
by their outputs being 0, which is not how Gradus does it."""
import importlib.util
import json
import pathlib

import numpy as np

spec = importlib.util.spec_from_file_location("make_random", pathlib.Path(__file__).with_name("make-random.py"))
make_random = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_random)

SEED, UNITS, N_INPUTS, N_SAMPLES = 26, (6, 5, 1), 3, 200
SHARES = [0, 0.1, 0.25, 0.5, 0.9, 1]


def uniforms(stream, n):
    generator = make_random.Xoshiro256PlusPlus(SEED, stream)
    return np.array([-1 + 2 * ((generator.next() >> 40) * 2.0**-24) for _ in range(n)])


def shuffle(seed, stream, n):
    generator, numbers = make_random.Xoshiro256PlusPlus(seed, stream), list(range(n))
    for i in range(n - 1, 0, -1):
        k = ((generator.next() >> 32) * (i + 1)) >> 32
        numbers[i], numbers[k] = numbers[k], numbers[i]
    return numbers


X = uniforms(1000, N_SAMPLES * N_INPUTS).reshape(N_SAMPLES, N_INPUTS)
Y = (X[:, 0] * X[:, 1] + 0.3 * X[:, 2] > 0).astype(float)
WEIGHTS, width = [], N_INPUTS
for number, units in enumerate(UNITS, 1):
    WEIGHTS.append(uniforms(number, units * width).reshape(units, width))
    width = units


def measure(weights, masks):
    a = X
    for w, mask in zip(weights[:-1], masks):
        a = np.tanh(a @ w.T) * mask
    z = (a @ weights[-1].T)[:, 0]
    cost = np.mean(np.logaddexp(0, z) - Y * z)
    return {"cost": float(f"{cost:.9g}"), "accuracy": float(np.mean((z >= 0) == (Y > 0.5)))}


def prune(share):
    sizes = np.sort(np.abs(np.concatenate([w.ravel() for w in WEIGHTS])))
    n = int(np.floor(share * len(sizes) + 0.5))
    limit = sizes[n - 1] if n else -1
    return measure([np.where(np.abs(w) <= limit, 0, w) for w in WEIGHTS], [1, 1])


def switch_off(share):
    n = sum(UNITS[:-1])
    off = shuffle(3, 5 << 60, n)[:int(np.floor(share * n + 0.5))]
    mask = np.array([i not in off for i in range(n)], dtype=float)
    return measure(WEIGHTS, [mask[:UNITS[0]], mask[UNITS[0]:]])


print(json.dumps({"inputs": X.ravel().tolist(), "targets": Y.tolist(), "weights": [w.ravel().tolist() for w in WEIGHTS],
                  "shares": SHARES, "prune": [prune(s) for s in SHARES], "units": [switch_off(s) for s in SHARES]}, indent=1))
