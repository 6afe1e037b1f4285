#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Exported weights, and what anyone can compute from them: NumPy in float64 against what gradus-cli says of the same weights."""
import importlib
import json
import math
import os
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
import numpy as np

CLI = sys.argv.pop()
sys.path.insert(0, str(Path(__file__).parent.parent / "reference"))
Generator = importlib.import_module("make-random").Xoshiro256PlusPlus
TOLERANCE = 1e-5


# -- The samples, from the seed on -----------------------------------------------------------------------------


def shuffle(generator, n):
    numbers = list(range(n))
    for i in range(n - 1, 0, -1):
        other = ((generator.next() >> 32) * (i + 1)) >> 32
        numbers[i], numbers[other] = numbers[other], numbers[i]
    return numbers


def spiral(data, seed):
    generator, n, arms = Generator(seed, 1 << 32), data["samples"], data["arms"]

    def shake():
        return data["noise"] * (2 * ((generator.next() >> 11) * 2.0**-53) - 1)

    x, y = np.zeros((n, 2)), np.zeros((n, 1 if arms == 2 else arms))
    for i in range(n):
        along = (i // arms) * arms / n
        angle = 2 * math.pi * (1.75 * along + i % arms / arms)
        x[i] = 5 * along * math.sin(angle) + shake(), 5 * along * math.cos(angle) + shake()
        y[i, 0 if arms == 2 else i % arms] = i % arms == 0 if arms == 2 else 1
    order = shuffle(Generator(seed, 2 << 32), n)
    n_test = math.floor(data["test-fraction"] * n + 0.5)
    x = np.float32(x).astype(float)
    return (x[order[n_test:]], y[order[n_test:]]), (x[order[:n_test]], y[order[:n_test]])


def samples(experiment):
    if experiment["data"]["name"] == "xor":
        return (np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])), None
    return spiral(experiment["data"], experiment["seed"])


# -- The network -------------------------------------------------------------------------------------------


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def normal(z):
    return np.vectorize(lambda t: math.erfc(-t / math.sqrt(2)) / 2)(z)


def activate(layer, z):
    """f(z) and, of those that look at one z each, f'(z)"""
    alpha, ones = layer.get("alpha", 1), np.ones_like(z)
    scale, selu = 1.0507009873554805, 1.6732632423543772
    return {
        "linear": lambda: (z, ones),
        "sigmoid": lambda: (sigmoid(z), sigmoid(z) * sigmoid(-z)),
        "tanh": lambda: (np.tanh(z), 1 / np.cosh(z)**2),
        "relu": lambda: (np.maximum(z, 0), ones * (z > 0)),
        "leaky-relu": lambda: (np.where(z > 0, z, alpha * z), np.where(z > 0, 1, alpha)),
        "elu": lambda: (np.where(z > 0, z, alpha * np.expm1(z)), np.where(z > 0, 1, alpha * np.exp(z))),
        "selu": lambda: (scale * np.where(z > 0, z, selu * np.expm1(z)), scale * np.where(z > 0, 1, selu * np.exp(z))),
        "softplus": lambda: (np.logaddexp(0, z), sigmoid(z)),
        "gelu": lambda: (z * normal(z), normal(z) + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)),
        "swish": lambda: (z * sigmoid(z), sigmoid(z) + z * sigmoid(z) * sigmoid(-z)),
        "softmax": lambda: (np.exp(z - z.max(1, keepdims=True)) / np.exp(z - z.max(1, keepdims=True)).sum(1, keepdims=True), None),
    }[layer["activation"]]()


def forward(layers, tensors, x):
    """per layer: its input, z, f'(z) or which piece won, and its output"""
    passed = []
    for number, layer in enumerate(layers, 1):
        t = {name: np.array(tensors.get(f"layer.{number}.{name}", 0.0)) for name in ("weight", "bias", "running_mean", "running_var")}
        kind, slope, won = layer.get("kind", "dense"), None, None
        if kind == "dropout":
            z, a, slope = x, x, np.ones_like(x)
        elif kind == "batch-normalisation":
            t["normal"] = (x - t["running_mean"]) / np.sqrt(t["running_var"] + layer["epsilon"])
            z = t["weight"] * t["normal"] + t["bias"]
            a, slope = activate(layer, z)
        else:
            z = x @ t["weight"].T + t["bias"]
            if layer["activation"] == "maxout":
                pieces = z.reshape(len(z), layer["pieces"], -1)
                a = pieces.max(1)
                won = (np.arange(layer["pieces"])[None, :, None] == pieces.argmax(1)[:, None, :]).astype(float)
            else:
                a, slope = activate(layer, z)
        passed.append(dict(t, layer=layer, kind=kind, x=x, z=z, a=a, slope=slope, won=won))
        x = a
    return passed


def find_cost(cost, z, a, y):
    if cost == "mean-squared-error":
        return ((a - y)**2).mean(), 2 * (a - y) / a.size
    if cost == "cross-entropy":
        top = z - z.max(1, keepdims=True)
        return (np.log(np.exp(top).sum(1)) - (y * top).sum(1)).mean(), (a - y) / len(a)
    return (np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).mean(), (a - y) / a.size


def backward(passed, cost, y):
    """cost and the norms of dCost/dW, the first layer first"""
    value, gradient = find_cost(cost, passed[-1]["z"], passed[-1]["a"], y)
    norms, is_delta = [], cost != "mean-squared-error"
    for p in reversed(passed):
        if is_delta:
            delta = gradient
        elif p["won"] is not None:
            delta = (p["won"] * gradient[:, None, :]).reshape(len(gradient), -1)
        else:
            delta = gradient * p["slope"]
        is_delta = False
        if p["kind"] == "dense":
            norms.append(np.sqrt(((delta.T @ p["x"])**2).sum()))
            gradient = delta @ p["weight"]
        elif p["kind"] == "dropout":
            norms.append(0.0)
            gradient = delta
        else:
            norms.append(np.sqrt((((delta * p["normal"]).sum(0))**2).sum()))
            gradient = delta * p["weight"] / np.sqrt(p["running_var"] + p["layer"]["epsilon"])
    return value, norms[::-1]


def find_accuracy(cost, a, y):
    if cost == "cross-entropy":
        return (a.argmax(1) == y.argmax(1)).mean()
    return ((a > 0.5) == (y > 0.5)).all(1).mean()


# -- What is exported -------------------------------------------------------------------------------------


def read_safetensors(path):
    contents = Path(path).read_bytes()
    length, = struct.unpack("<Q", contents[:8])
    header, numbers = json.loads(contents[8:8 + length]), contents[8 + length:]
    metadata = header.pop("__metadata__")
    end = max(entry["data_offsets"][1] for entry in header.values())
    assert end == len(numbers)
    return json.loads(metadata["experiment"]), {
        name: np.frombuffer(numbers[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"]).astype(float)
        for name, entry in header.items()}


class Recomputed(unittest.TestCase):
    def check(self, source, *settings, steps=0):
        with tempfile.TemporaryDirectory() as folder:
            tensors_file, json_file = os.path.join(folder, "w.safetensors"), os.path.join(folder, "w.json")
            command = [CLI, "train", source, "--json", "--steps", str(steps), "--export", tensors_file, "--export", json_file]
            for setting in settings:
                command += ["--set", setting]
            done = subprocess.run(command, capture_output=True, text=True, timeout=120)
            self.assertEqual(done.returncode, 0, done.stderr)
            said = json.loads(done.stdout)
            experiment, tensors = read_safetensors(tensors_file)
            text = json.loads(Path(json_file).read_text())
        self.assertEqual(text["experiment"], experiment)
        self.assertEqual(set(text["tensors"]), set(tensors))
        for name, tensor in tensors.items():
            np.testing.assert_array_equal(np.float32(text["tensors"][name]), np.float32(tensor))
        training, test = samples(experiment)
        cost, layers = experiment["training"]["cost"], experiment["network"]["layers"]
        passed = forward(layers, tensors, training[0])
        value, norms = backward(passed, cost, training[1])
        a = passed[-1]["a"]
        self.assertAlmostEqual(said["cost"], value, delta=TOLERANCE * value)
        self.assertAlmostEqual(said["accuracy"], find_accuracy(cost, a, training[1]), places=8)
        for got, wanted in zip(said["gradient_norms"], norms, strict=True):
            self.assertAlmostEqual(got, wanted, delta=TOLERANCE * wanted)
        shown = a[:100].squeeze()
        np.testing.assert_allclose(np.array(said["outputs"]), shown, rtol=1e-5, atol=1e-7)
        if test:
            passed = forward(layers, tensors, test[0])
            value = find_cost(cost, passed[-1]["z"], passed[-1]["a"], test[1])[0]
            self.assertAlmostEqual(said["test_cost"], value, delta=TOLERANCE * value)

    def test_builtins(self):
        for source in ("xor", "xor-wide-deep", "xor-deep-relu", "xor-activations", "spiral"):
            self.check(source)

    def test_activations(self):
        for activation in ("linear", "selu", "softplus", "gelu", "swish", "maxout"):
            self.check("xor-wide-deep", f"network.hidden.activation={activation}", "network.hidden.initialiser=he-normal")
            self.check("spiral", f"network.hidden.activation={activation}", "training.cost=mean-squared-error")

    def test_initialisers(self):
        for initialiser in ("normal", "lecun-normal", "orthonormal", "lsuv", "rbm", "xavier-normal"):
            self.check("spiral", f"network.hidden.initialiser={initialiser}")

    def test_classes(self):
        self.check("spiral", "data.arms=4", "data.samples=333", "network.layers.3.units=4",
                   "network.layers.3.activation=softmax", "training.cost=cross-entropy")

    def test_after_training(self):
        self.check("xor-wide-deep", "network.hidden.activation=tanh", steps=500)
        self.check("spiral", "training.optimiser.l2=0.001", steps=300)

    def test_other_layers(self):
        layers = [{"units": 12, "activation": "linear", "initialiser": "he-normal"},
                  {"kind": "batch-normalisation", "activation": "tanh"}, {"kind": "dropout", "rate": 0.2},
                  {"units": 6, "activation": "maxout", "pieces": 3}, {"units": 1, "activation": "sigmoid"}]
        self.check("spiral", "network.layers=" + json.dumps(layers))
        self.check("spiral", "network.layers=" + json.dumps(layers), steps=200)


class Wrong(unittest.TestCase):
    def test_unknown_format(self):
        done = subprocess.run([CLI, "train", "xor", "--export", "w.doc"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("--export w.doc: weights are written as .safetensors, .onnx", done.stderr)

    def test_unwritable(self):
        done = subprocess.run([CLI, "train", "xor", "--steps", "1", "--export", "/nonexistent/w.json"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith("gradus-cli: /nonexistent/w.json: "))


if __name__ == "__main__":
    unittest.main(verbosity=2)
