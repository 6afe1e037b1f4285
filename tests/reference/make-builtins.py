#!/usr/bin/python3
"""The built-in experiments at step 0, recomputed from their documentation alone: weights by the generator of
make-random.py, cost and gradient norms by PyTorch in float64."""
import importlib.util
import json
import pathlib

import torch

spec = importlib.util.spec_from_file_location("make_random", pathlib.Path(__file__).with_name("make-random.py"))
make_random = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_random)

ACTIVATIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu, "elu": torch.nn.functional.elu,
               "leaky-relu": lambda z: torch.nn.functional.leaky_relu(z, 0.1)}
BUILTINS = {"xor": (1, [(2, "sigmoid")]),
            "xor-wide-deep": (1, [(5, "sigmoid"), (4, "sigmoid")]),
            "xor-deep-sigmoid": (19, [(5, "sigmoid")] * 10),
            "xor-deep-relu": (19, [(5, "relu")] * 10),
            "xor-deep-sigmoid-add": (19, [(5, "sigmoid")] * 4 + [("add", 2)] + ([(5, "sigmoid")] * 2 + [("add", 5)])
                                     + [(5, "sigmoid")] * 2 + [("add", 8)] + [(5, "sigmoid")] * 2 + [("add", 11)]),
            "xor-activations": (3, [(5, name) for name in ("sigmoid", "tanh", "relu", "leaky-relu", "elu")]),
            "xor-optimisers": (6, [(2, "tanh")])}
X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]]).double()
Y = torch.tensor([[0], [1], [1], [0]]).double()


def draw(seed, layer, rows, columns):
    """uniform(-1, 1) from the layer's own stream, row by row"""
    generator = make_random.Xoshiro256PlusPlus(seed, layer)
    numbers = [-1 + 2 * ((generator.next() >> 40) * 2.0**-24) for _ in range(rows * columns)]
    return torch.tensor(numbers).double().reshape(rows, columns).requires_grad_()


def run(seed, hidden):
    a, n_inputs, weights, said = X, 2, [], [X]
    for number, (units, activation) in enumerate(hidden + [(1, None)], 1):
        if units == "add":
            a = a + said[activation]
            said.append(a)
            weights.append(None)
            continue
        weights.append(draw(seed, number, units, n_inputs))
        z = a @ weights[-1].T
        a, n_inputs = ACTIVATIONS[activation](z) if activation else z, units
        said.append(a)
    cost = torch.nn.functional.binary_cross_entropy_with_logits(z, Y)
    cost.backward()
    return {"seed": seed, "cost": cost.item(), "gradient_norms": [0 if w is None else w.grad.norm().item() for w in weights]}


print(json.dumps({name: run(*recipe) for name, recipe in BUILTINS.items()}, indent=1))
