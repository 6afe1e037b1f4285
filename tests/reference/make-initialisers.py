#!/usr/bin/python3
"""Orthonormal, LSUV and RBM weights by NumPy in float64, from the generator's own numbers (src/nn/random.h)."""
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
RBMS = [{"n_inputs": 4, "units": [5, 3], "samples": 120, "epochs": 60, "reach": 0.5},  # 0 … 1, in two batches
        {"n_inputs": 3, "units": [4, 2], "samples": 30, "epochs": 400, "reach": 3}]  # -3 … 3: linear


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


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def contrast(v, w, is_linear, epochs, generator):
    """weights and biases after CD-1, as Hinton & Salakhutdinov's program rbm.m of 2006 has it"""
    units, n = w.shape
    hidden_bias, visible_bias, rate = np.zeros(units), np.zeros(n), 0.001 if is_linear else 0.1
    moved, hidden_moved, visible_moved = np.zeros_like(w), np.zeros(units), np.zeros(n)
    for epoch in range(epochs):
        momentum = 0.9 if epoch >= 5 else 0.5
        for first in range(0, len(v), 100):
            data = v[first:first + 100]
            probabilities = sigmoid(data @ w.T + hidden_bias)
            drawn = np.array([(generator.next() >> 40) * 2.0**-24 for _ in range(units * len(data))]).reshape(units, len(data)).T
            again = (drawn < probabilities) @ w + visible_bias
            again = again if is_linear else sigmoid(again)
            later = sigmoid(again @ w.T + hidden_bias)
            moved = momentum * moved + rate * ((probabilities.T @ data - later.T @ again) / len(data) - 0.0002 * w)
            hidden_moved = momentum * hidden_moved + rate * (probabilities - later).mean(0)
            visible_moved = momentum * visible_moved + rate * (data - again).mean(0)
            w, hidden_bias, visible_bias = w + moved, hidden_bias + hidden_moved, visible_bias + visible_moved
    return w, hidden_bias


def pretrain(seed, settings):
    """sigmoid layers, each the hidden units of a restricted Boltzmann machine on what the one before it says"""
    reach, generator = settings["reach"], Generator(seed, 1000)
    a = np.array([(generator.next() >> 40) * 2.0**-24 for _ in range(settings["samples"] * settings["n_inputs"])])
    a = (a if reach < 1 else -reach + 2 * reach * a).reshape(settings["samples"], settings["n_inputs"])
    for number, units in enumerate(settings["units"], 1):
        w = 0.1 * np.array(list(normals(Generator(seed, number), units * a.shape[1]))).reshape(units, a.shape[1])
        w, bias = contrast(a, w, a.min() < 0 or a.max() > 1, settings["epochs"], Generator(seed, (4 << 60) + number))
        yield from (w, bias)
        a = sigmoid(a @ w.T + bias)


def numbers(m):
    return [float(f"{v:.9g}") for v in m.reshape(-1)]


print(json.dumps({
    "orthonormal": [{"seed": 3, "axes": axes, "weights": numbers(orthonormal(3, 1, *axes))} for axes in SHAPES],
    "lsuv": dict(LSUV, seed=5, weights=[numbers(w) for w in lsuv(5)]),
    "rbm": [dict(one, seed=7, numbers=[numbers(m) for m in pretrain(7, one)]) for one in RBMS]}, separators=(",", ":")))
