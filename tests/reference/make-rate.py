#!/usr/bin/python3
"""Learning-rate range tests of XOR: weights and batches from the seed by make-random.py, 141 steps with rates rising
exponentially from 1e-6 to 10 by PyTorch's own optimisers, in float64 and, since large rates grow every rounding, in float32
("single"). What is suggested is found here by NumPy: costs smoothed by a mean over five on either side where there are mini-batches, the
steepest fall over the logarithm of the rate between where the cost was last as high as at the start and the lowest."""
import importlib.util
import json
import math
import pathlib

import numpy as np
import torch

spec = importlib.util.spec_from_file_location("make_random", pathlib.Path(__file__).with_name("make-random.py"))
make_random = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_random)

STEPS, LOWEST, HIGHEST, SPAN = 141, 1e-6, 10.0, 5
X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]]).double()
Y = torch.tensor([[0], [1], [1], [0]]).double()
ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
OPTIMISERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=LOWEST),
    "momentum": lambda p: torch.optim.SGD(p, lr=LOWEST, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=LOWEST, momentum=0.9, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=LOWEST, eps=1e-10),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=LOWEST, alpha=0.99, eps=1e-8),
    "adam": lambda p: torch.optim.Adam(p, lr=LOWEST),
}
#        units, hidden activation, optimiser, batch size, seed
CASES = [([5, 1], "tanh", name, batch, 3 + batch) for name in OPTIMISERS for batch in (0, 2)] + [([8, 8, 1], "relu", "sgd", 0, 7)]


def draw(seed, layer, rows, columns):
    generator = make_random.Xoshiro256PlusPlus(seed, layer)
    return torch.tensor([-1 + 2 * ((generator.next() >> 40) * 2.0**-24) for _ in range(rows * columns)]).double().reshape(rows, columns)


def order(seed, epoch, n):
    generator = make_random.Xoshiro256PlusPlus(seed, (1 << 60) + epoch)
    numbers = list(range(n))
    for i in range(n - 1, 0, -1):
        k = ((generator.next() >> 32) * (i + 1)) >> 32
        numbers[i], numbers[k] = numbers[k], numbers[i]
    return numbers


def run(case, dtype):
    units, hidden, optimiser, batch, seed = case
    parameters, n_inputs = [], 2
    for number, width in enumerate(units, 1):
        parameters += [draw(seed, number, width, n_inputs).to(dtype).requires_grad_(), torch.zeros(width).to(dtype).requires_grad_()]
        n_inputs = width
    steps, costs = OPTIMISERS[optimiser](parameters), []
    for i in range(STEPS):
        rows = list(range(4))
        if batch:
            at = i % (4 // batch)
            rows = order(seed, i // (4 // batch), 4)[at * batch:(at + 1) * batch]
        a = X[rows].to(dtype)
        for layer in range(len(units)):
            z = a @ parameters[2 * layer].T + parameters[2 * layer + 1]
            a = ACTIVATIONS[hidden](z)
        cost = torch.nn.functional.binary_cross_entropy_with_logits(z, Y[rows].to(dtype))
        costs.append(cost.item())
        late = np.mean(costs[-(SPAN if batch else 1):])
        best = late if i == 0 else min(best, late)
        if not math.isfinite(costs[-1]) or late > 4 * best:
            break
        for group in steps.param_groups:
            group["lr"] = LOWEST * (HIGHEST / LOWEST)**(i / (STEPS - 1))
        steps.zero_grad()
        cost.backward()
        steps.step()
    return costs


def suggest(costs, batch):
    n, span = len(costs), SPAN if batch else 0
    smooth = [np.mean(costs[max(i - span, 0):i + span + 1]) for i in range(n)]
    lowest = int(np.argmin(smooth))
    start = np.mean(costs[:20 if batch else 1])
    if lowest < 2 or smooth[lowest] > 0.98 * start:
        return -1
    begin = max([1] + [i for i in range(lowest) if smooth[i] >= 0.98 * start])
    return max(range(begin, lowest), key=lambda i: smooth[i - 1] - smooth[i + 1])


entries = []
for case in CASES:
    units, hidden, optimiser, batch, seed = case
    costs, single = run(case, torch.float64), run(case, torch.float32)
    entries.append({"units": units, "hidden": hidden, "optimiser": optimiser, "batch": batch, "seed": seed,
                    "steepest": suggest(costs, batch), "costs": [float(f"{c:.9g}") for c in costs],
                    "single": [float(f"{c:.9g}") for c in single]})
print("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]")
