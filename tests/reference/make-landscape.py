#!/usr/bin/python3
"""Planes through the weights of networks and the cost over them: principal components by NumPy, costs by PyTorch, in
float64 from float32 weights. The moments of a network are a way through its weights, with a little noise."""
import json
import numpy as np
import torch

torch.manual_seed(26)
ACTIVATIONS = {"linear": lambda z: z, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}
#        inputs, units, hidden activation, cost, samples, moments, whether the first layer is normalised
CASES = [(2, [2, 1], "sigmoid", "binary-cross-entropy", 4, 9, False),
         (2, [5] * 10 + [1], "relu", "binary-cross-entropy", 4, 12, False),
         (3, [6, 2], "tanh", "mean-squared-error", 9, 7, False),
         (4, [8, 5, 3], "tanh", "cross-entropy", 300, 30, False),
         (3, [5, 4, 1], "sigmoid", "binary-cross-entropy", 11, 8, True)]
PLACES = [(0, 0), (0.7, 0), (0, -0.7), (-0.5, 0.5), (1.3, 0.9)]


def numbers(values):
    return [float(f"{v:.9g}") for v in np.asarray(values, dtype=float).reshape(-1)]


def shapes(case):
    """name, shape of each tensor, in their order; those that are measured have no part in the plane"""
    n_inputs, units, _, _, _, _, is_normalised = case
    result = []
    for i, (width, before) in enumerate(zip(units, [n_inputs] + units[:-1])):
        result += [("weight", (width, before)), ("bias", (width,))]
        if i == 0 and is_normalised:
            result += [("scale", (width,)), ("shift", (width,)), ("running_mean", (width,)), ("running_var", (width,))]
    return result


def cut(case, flat):
    at, result = 0, []
    for name, shape in shapes(case):
        n = int(np.prod(shape))
        result.append((name, torch.tensor(flat[at:at + n]).reshape(shape)))
        at += n
    return result


def find_cost(case, flat, x, y):
    _, units, hidden, cost, _, _, _ = case
    tensors = cut(case, flat)
    a, dense = x, 0
    while tensors:
        (_, w), (_, b), *tensors = tensors
        z = a @ w.T + b
        dense += 1
        a = ACTIVATIONS[hidden](z) if dense < len(units) else z
        if tensors and tensors[0][0] == "scale":
            (_, scale), (_, shift), (_, mean), (_, variance), *tensors = tensors
            a = torch.nn.functional.batch_norm(a, mean, variance.clamp(min=0), scale, shift, False, 0, 1e-5)
    if cost == "binary-cross-entropy":
        return torch.nn.functional.binary_cross_entropy_with_logits(z, y).item()
    if cost == "cross-entropy":
        return torch.nn.functional.cross_entropy(z, y.argmax(1)).item()
    return torch.nn.functional.mse_loss(z, y).item()


def make_moments(case):
    """a bent way from random weights to others"""
    n = sum(int(np.prod(shape)) for _, shape in shapes(case))
    start, bend, end = (torch.rand(n).double() * 2 - 1 for _ in range(3))
    ways = [t / (case[5] - 1) for t in range(case[5])]
    moments = [(1 - t) * start + t * end + 3 * t * (1 - t) * bend + 0.01 * torch.randn(n) for t in ways]
    rows = np.array([m.float().double().numpy() for m in moments])
    at = 0
    for name, shape in shapes(case):
        width = int(np.prod(shape))
        if name == "running_var":
            rows[:, at:at + width] = np.abs(rows[:, at:at + width]).astype(np.float32) + 0.25
        at += width
    return rows


def span(case, rows):
    measured = np.concatenate([np.full(int(np.prod(s)), n.startswith("running")) for n, s in shapes(case)])
    weights = np.where(measured, 0, rows)
    mean = rows.mean(0)
    centred = weights - weights.mean(0)
    _, values, vectors = np.linalg.svd(centred, full_matrices=False)
    axes = vectors[:2].copy()
    axes *= np.sign(axes[np.arange(2), np.abs(axes).argmax(1)])[:, None]
    places = centred @ axes.T
    distances = np.linalg.norm(centred - places @ axes, axis=1)
    for k in range(2):
        fit = (places[:, k] @ (rows - mean)) / (places[:, k] @ places[:, k])
        axes[k] = np.where(measured, fit, axes[k])
    return mean, axes, values[:2]**2 / (values**2).sum(), places, distances


def run(case):
    n_inputs, units, hidden, cost, n_samples, _, is_normalised = case
    x = torch.rand(n_samples, n_inputs).float().double() * 2 - 1
    y = torch.randint(0, 2, (n_samples, units[-1])).double()
    if cost == "cross-entropy":
        y = torch.nn.functional.one_hot(torch.randint(0, units[-1], (n_samples,)), units[-1]).double()
    rows = make_moments(case)
    mean, axes, shares, places, distances = span(case, rows)
    half = np.abs(places).max()
    points = [(u * half, v * half) for u, v in PLACES]
    costs = [find_cost(case, mean + a * axes[0] + b * axes[1], x, y) for a, b in points]
    return {"inputs": n_inputs, "units": units, "hidden": hidden, "cost": cost, "is_normalised": is_normalised,
            "x": numbers(x), "y": numbers(y), "moments": [numbers(r) for r in rows], "shares": numbers(shares),
            "places": numbers(places), "distances": numbers(distances),
            "moment_costs": [find_cost(case, r, x, y) for r in rows],
            "points": [[*numbers(p), c] for p, c in zip(points, costs)]}


print(json.dumps([run(case) for case in CASES], separators=(",", ":")))
