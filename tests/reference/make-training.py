#!/usr/bin/python3
"""Every activation × cost × optimiser × regulariser: 50 steps by PyTorch's own optimisers in float64.

Nothing is written down but what comes out: weights and samples are drawn, here and there, from the case's seed. Where an
optimiser divides by gradients that nearly vanish, float32 decides little by little otherwise than float64: "single" is how far
PyTorch itself is off when it computes in float32, costs relative to the first, parameters to the largest."""
import importlib
import json
import sys
from pathlib import Path
import torch

sys.path.insert(0, str(Path(__file__).parent))
Generator = importlib.import_module("make-random").Xoshiro256PlusPlus

F = torch.nn.functional
STEPS, N_INPUTS, UNITS, N_SAMPLES = 50, 3, (4, 3, 2), 8
ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda z: F.leaky_relu(z, 0.1),
    "elu": F.elu,
    "selu": F.selu,
    "softplus": F.softplus,
    "gelu": F.gelu,
    "swish": F.silu,
    "maxout": lambda z: z.reshape(len(z), 2, -1).amax(1),
}
COSTS = {  # from z of the last layer
    "binary-cross-entropy": F.binary_cross_entropy_with_logits,
    "cross-entropy": lambda z, y: -(y * F.log_softmax(z, 1)).sum(1).mean(),
    "mean-squared-error": F.mse_loss,
}
OPTIMISERS = {
    "sgd": (0.1, lambda p, w, lr: torch.optim.SGD(p + w, lr=lr)),
    "momentum": (0.05, lambda p, w, lr: torch.optim.SGD(p + w, lr=lr, momentum=0.9)),
    "nesterov": (0.05, lambda p, w, lr: torch.optim.SGD(p + w, lr=lr, momentum=0.9, nesterov=True)),
    "adagrad": (0.05, lambda p, w, lr: torch.optim.Adagrad(p + w, lr=lr, eps=1e-10)),
    "rmsprop": (0.005, lambda p, w, lr: torch.optim.RMSprop(p + w, lr=lr, alpha=0.99, eps=1e-8)),
    "adam": (0.01, lambda p, w, lr: torch.optim.Adam(p + w, lr=lr)),
    "adamw": (0.01, lambda p, w, lr: torch.optim.AdamW([{"params": p, "weight_decay": 0.0},
                                                        {"params": w, "weight_decay": 0.01}], lr=lr)),
}
REGULARISERS = {"none": {}, "l1": {"l1": 0.01}, "l2": {"l2": 0.1}, "clip-norm": {"clip-norm": 0.05}}


def uniforms(generator, n):
    return [-1 + 2 * ((generator.next() >> 40) * 2.0**-24) for _ in range(n)]


def draw_samples(seed):
    generator = Generator(seed, 1000)
    x = torch.tensor(uniforms(generator, N_SAMPLES * N_INPUTS)).double().reshape(N_SAMPLES, N_INPUTS)
    y = F.one_hot(torch.tensor([((generator.next() >> 32) * 2) >> 32 for _ in range(N_SAMPLES)]), 2).double()
    return x, y


def draw_layers(seed, hidden, form):
    """pairs of weights and biases; behind the first layer those of a batch normalisation; where there is a way around,
    which adds the first layer's output to the second's, both have as many units"""
    layers, n_inputs = [], N_INPUTS
    for i, units in enumerate((4, 4, 2) if form == "around" else UNITS):
        rows = units * 2 if hidden == "maxout" and i + 1 < len(UNITS) else units
        number = i + 2 if form == "normalised" and i > 0 or form == "around" and i > 1 else i + 1
        w = torch.tensor(uniforms(Generator(seed, number), rows * n_inputs)).double().reshape(rows, n_inputs)
        layers.append((w, torch.full((rows,), 0.1).float().double()))
        if form == "normalised" and i == 0:
            layers.append((torch.ones(units).double(), torch.zeros(units).double()))
        n_inputs = units
    return layers


def forward(layers, x, hidden, form):
    for i, (w, b) in enumerate(layers):
        if form == "normalised" and i == 1:
            x = ACTIVATIONS[hidden](F.batch_norm(x, None, None, w, b, training=True, eps=1e-5))
        else:
            z = x @ w.T + b
            said = z if i + 1 == len(layers) or (form == "normalised" and i == 0) else ACTIVATIONS[hidden](z)
            x = said + x if form == "around" and i == 1 else said
    return z


def regularise(weights, parameters, l1=0.0, l2=0.0, **clip):
    if clip:
        norm = torch.sqrt(sum((p.grad**2).sum() for p in parameters))
        for p in parameters:
            p.grad *= min(1.0, clip["clip-norm"] / norm)
    for w in weights:
        w.grad += l2 * w.detach() + l1 * torch.sign(w.detach())


def train(seed, precision, hidden, cost, optimiser, regulariser, form):
    x, y = (t.to(precision) for t in draw_samples(seed))
    layers = [tuple(p.to(precision) for p in pair) for pair in draw_layers(seed, hidden, form)]
    parameters = [p.requires_grad_() for pair in layers for p in pair]
    weights = [p for p in parameters if p.dim() == 2]
    others = [p for p in parameters if p.dim() == 1]
    rate, make = OPTIMISERS[optimiser]
    stepper = make(others, weights, rate)
    costs = []
    for _ in range(STEPS):
        stepper.zero_grad()
        value = COSTS[cost](forward(layers, x, hidden, form), y)
        costs.append(value.item())
        value.backward()
        regularise(weights, parameters, **REGULARISERS[regulariser])
        stepper.step()
    costs.append(COSTS[cost](forward(layers, x, hidden, form), y).item())
    return costs[::10], [v for p in parameters for v in p.detach().reshape(-1).tolist()]


def deviation(got, exact, scale):
    return max(abs(g - e) for g, e in zip(got, exact)) / scale


def run(seed, hidden, cost, optimiser, regulariser, form):
    case = (hidden, cost, optimiser, regulariser, form)
    costs, parameters = train(seed, torch.float64, *case)
    single_costs, single_parameters = train(seed, torch.float32, *case)
    single = max(deviation(single_costs, costs, costs[0]),
                 deviation(single_parameters, parameters, max(map(abs, parameters))))
    return {"seed": seed, "hidden": hidden, "cost": cost, "optimiser": optimiser, "learning-rate": OPTIMISERS[optimiser][0],
            "regulariser": regulariser, "form": form, "single": float(f"{single:.2g}"),
            "costs": [float(f"{c:.9g}") for c in costs], "parameters": [float(f"{v:.8g}") for v in parameters]}


def cases():
    for hidden in ACTIVATIONS:
        for cost in COSTS:
            for optimiser in OPTIMISERS:
                for regulariser in REGULARISERS:
                    yield hidden, cost, optimiser, regulariser, "plain"
    for hidden in ("tanh", "relu"):
        for cost in COSTS:
            for optimiser in OPTIMISERS:
                yield hidden, cost, optimiser, "l2", "normalised"
    for hidden in ACTIVATIONS:
        for cost in COSTS:
            for optimiser in ("momentum", "adam"):
                yield hidden, cost, optimiser, "l2", "around"


print(json.dumps([run(seed, *case) for seed, case in enumerate(cases(), 1)],
                 separators=(",", ":")).replace('{"seed"', '\n{"seed"'))
