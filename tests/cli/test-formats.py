#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Random experiments over all kinds of layers and activations, exported in every format: each format, computed by somebody else, must
say to raw samples what Gradus says. NumPy in float64 computes safetensors, .npz, CSV, JSON and, operator by operator, ONNX, which
onnx.checker looks at too; a C99 compiler runs the C; PyTorch and Keras, or what stands for them (stand-ins), run the networks of their
scripts, which test-scripts.py runs as a whole. The same of networks with a kind of layer that Gradus does not have, which export-stranger
(tests/export) writes."""
import contextlib
import csv
import io
import json
import math
import os
import random
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import unittest
import unittest.mock
from pathlib import Path

import numpy as np

from frameworks import TRAINS, keras, torch

LAST = int(sys.argv.pop())
FIRST = int(sys.argv.pop())
EXPORT_STRANGER = sys.argv.pop()
CLI = sys.argv.pop()
TOLERANCE = 1e-5
try:
    import onnx
    from onnx import numpy_helper
except ImportError:
    onnx = None
HIDDEN = ["linear", "sigmoid", "tanh", "relu", "leaky-relu", "elu", "selu", "softplus", "gelu", "swish", "maxout"]
INITIALISERS = ["uniform", "normal", "xavier-uniform", "xavier-normal", "he-uniform", "he-normal", "lecun-normal", "orthonormal", "lsuv",
                "rbm"]
FEATURES = ["x", "y", "x²", "y²", "xy", "sin x", "sin y"]


# -- Random experiments ----------------------------------------------------------------------------------------


def make_table(chance, path):
    """numbers of very different sizes, a column of texts, and what is to be learnt from them"""
    rows = [(chance.gauss(100, 20), chance.gauss(0, 1e-3), chance.choice(["red", "green", "blue"])) for _ in range(60)]
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["large", "small, too", "colour", "kind", "number"])
        for a, b, c in rows:
            out.writerow([a, b, c, "big" if a > 110 else "odd" if c == "red" else "usual", 40 + 0.3 * a + chance.gauss(0, 1)])


def make_data(chance, folder):
    kind = chance.choice(["xor", "spiral", "circle", "moons", "hill", "plane", "function", "above", "points", "classes", "numbers"])
    if kind in ("classes", "numbers"):
        path = os.path.join(folder, "table.csv")
        make_table(chance, path)
        target = "kind" if kind == "classes" else "number"
        data = {"name": "file", "path": path, "target": target, "scaling": chance.choice(["none", "standard", "unit"]),
                "inputs": ["large", "small, too", "colour"]}
        return data, 5, 3 if kind == "classes" else 1, kind == "numbers"
    if kind == "points":
        data = {"name": "points", "points": [[chance.uniform(-5, 5), chance.uniform(-5, 5), i % 3] for i in range(30)]}
    else:
        data = {"name": kind}
    if kind not in ("xor", "points"):
        data["samples"] = chance.randint(20, 80)
    n_inputs, n_outputs = 1 if kind == "function" else 2, 3 if kind == "points" else 1
    if kind == "spiral":
        data["arms"] = chance.randint(2, 5)
        n_outputs = 1 if data["arms"] == 2 else data["arms"]
    if kind != "function" and chance.random() < 0.5:
        data["features"] = [f for f in FEATURES if chance.random() < 0.5] or ["xy"]
        n_inputs = len(data["features"])
    return data, n_inputs, n_outputs, kind in ("hill", "plane", "function")


def make_activation(chance, activation):
    said = {"activation": activation}
    if activation == "maxout":
        said["pieces"] = chance.randint(2, 4)
    if activation in ("leaky-relu", "elu"):
        said["alpha"] = chance.choice([0.01, 0.1, 0.333, 0.7, 1.0])
    return said


def make_layer(chance, activation, units):
    return {"units": units, "initialiser": {"name": chance.choice(INITIALISERS), "bias": round(chance.uniform(-0.5, 0.5), 3)},
            **make_activation(chance, activation)}


def make_hidden(chance, n_inputs, number):
    """mostly of widths that there were before, so that earlier outputs can be added"""
    layers, widths = [], [n_inputs]
    for k in range(chance.randint(0, 5)):
        units = chance.choice(widths) if chance.random() < 0.6 else chance.randint(1, 12)
        layers.append(make_layer(chance, HIDDEN[(number + k) % len(HIDDEN)], units))
        if chance.random() < 0.25:
            layers.append({"kind": "dropout", "rate": round(chance.uniform(0, 0.6), 2)})
        if chance.random() < 0.25:
            layers.append({"kind": "batch-normalisation", "epsilon": chance.choice([0.01, 0.1]),  # smaller ones magnify float32's own error
                           **make_activation(chance, chance.choice([a for a in HIDDEN if a != "maxout"]))})  # past 1e-5
        widths += [units] * (len(layers) + 1 - len(widths))
        fitting = [number for number, width in enumerate(widths) if width == units]
        if chance.random() < 0.6 and (len(fitting) > 1 or chance.random() < 0.2):
            layers.append({"kind": "add", "from": chance.choice(fitting)})
            widths.append(units)
    return layers


def make_experiment(chance, folder, number):
    data, n_inputs, n_outputs, is_regression = make_data(chance, folder)
    layers = make_hidden(chance, n_inputs, number)
    cost = "mean-squared-error" if is_regression else chance.choice(
        ["mean-squared-error", "cross-entropy" if n_outputs > 1 else "binary-cross-entropy"])
    last = {"cross-entropy": "softmax", "binary-cross-entropy": "sigmoid"}.get(cost) or chance.choice(["linear", "tanh", "sigmoid", "swish"])
    layers.append(make_layer(chance, last, n_outputs))
    rate = 1e-6 if data.get("scaling") == "none" else 0.002
    optimiser = {"name": chance.choice(["sgd", "momentum", "adam", "rmsprop"]), "learning-rate": rate}
    return {"gradus-experiment": 1, "name": f"Number {number}", "data": data, "network": {"layers": layers}, "seed": number,
            "training": {"cost": cost, "optimiser": optimiser, "batch-size": chance.choice([0, 8]), "steps": chance.choice([0, 30, 200])}}


def make_maps(chance, folder, number):
    """a network over pictures: all kinds of layers, kernels, strides and paddings, as they come to fit"""
    path, height, width = os.path.join(folder, "pictures.npz"), chance.randint(5, 10), chance.randint(5, 10)
    draw = np.random.default_rng(number)
    np.savez(path, x=draw.uniform(0, 1, (30, *[3] * (number % 2), height, width)).astype("float32"), y=np.arange(30) % 3)
    layers, size, channels = [], (height, width), 1
    for k in range(chance.randint(2, 5)):
        kind = "convolution" if k == 0 else chance.choice(["convolution", "convolution", "max-pooling", "average-pooling", "batch-normalisation",
                                                           "dropout", "add"])
        if kind == "convolution":
            kernel, stride = chance.choice([1, 2, 3, 4, 5, [3, 2], [1, 4]]), chance.choice([1, 1, 2, 3])
            sides, padding = kernel if isinstance(kernel, list) else [kernel] * 2, chance.choice(["same", "same", 0, 1, 2])
            if padding != "same" and any(s + 2 * padding < side for s, side in zip(size, sides)):
                padding = "same"
            channels = chance.randint(1, 6)
            layers.append({"kind": kind, "filters": channels, "kernel": kernel, "stride": stride, "padding": padding,
                           **make_layer(chance, HIDDEN[(number + k) % len(HIDDEN)], 1)})
            del layers[-1]["units"]
            if layers[-1]["initialiser"]["name"] == "rbm":  # which starts dense layers alone
                layers[-1]["initialiser"]["name"] = "lsuv"
            size = [-(-s // stride) if padding == "same" else (s + 2 * padding - side) // stride + 1 for s, side in zip(size, sides)]
        elif kind.endswith("pooling"):
            window, stride = chance.randint(1, min(*size, 3)), chance.choice(["size", 1, 2])
            layers.append({"kind": kind, "size": window, "stride": stride})
            size = [(s - window) // (window if stride == "size" else stride) + 1 for s in size]
        elif kind == "batch-normalisation":
            layers.append({"kind": kind, "epsilon": 0.1, "activation": chance.choice(["linear", "tanh", "relu"])})
        else:
            layers.append({"kind": kind, **({"from": len(layers)} if kind == "add" else {"rate": 0.2})})
    if chance.random() < 0.4:
        layers.append({"kind": "global-average-pooling"})
    layers.append(make_layer(chance, "softmax", 3))
    return {"gradus-experiment": 1, "name": f"Maps {number}", "data": {"name": "file", "path": path, "target": "y", "task": "classes"},
            "network": {"layers": layers}, "seed": number,
            "training": {"cost": "cross-entropy", "optimiser": {"name": "sgd", "learning-rate": 0.01}, "batch-size": chance.choice([0, 8]),
                         "steps": chance.choice([0, 30])}}


# -- What others compute ----------------------------------------------------------------------------------------


def normal(z):
    return np.vectorize(lambda t: math.erfc(-t / math.sqrt(2)) / 2)(z)


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def activate(layer, z):
    alpha = layer.get("alpha", 1)
    return {
        "linear": lambda: z, "sigmoid": lambda: sigmoid(z), "tanh": lambda: np.tanh(z), "relu": lambda: np.maximum(z, 0),
        "leaky-relu": lambda: np.where(z > 0, z, alpha * z), "elu": lambda: np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0))),
        "selu": lambda: 1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * np.expm1(np.minimum(z, 0))),
        "softplus": lambda: np.logaddexp(0, z), "gelu": lambda: z * normal(z), "swish": lambda: z * sigmoid(z),
        "maxout": lambda: z.reshape(len(z), layer.get("pieces", 2), -1).max(1), "softmax": lambda: softmax(z),
    }[layer["activation"]]()


def pad(size, window, step, padding):
    if padding != "same":
        return int(padding), int(padding)
    total = max((-(-size // step) - 1) * step + window - size, 0)
    return total // 2, total - total // 2


def windows(x, sides, step):
    return np.lib.stride_tricks.sliding_window_view(x, sides, (2, 3))[:, :, ::step, ::step]


def convolve(x, weight, bias, step, pads):
    x = np.pad(x, ((0, 0), (0, 0), *pads))
    return np.einsum("ncyxij,ocij->noyx", windows(x, weight.shape[2:], step), weight) + bias[:, None, None]


def forward_maps(layer, t, x):
    kind, step = layer["kind"], layer.get("stride", 1)
    if kind == "convolution":
        pads = [pad(size, side, step, layer["padding"]) for size, side in zip(x.shape[2:], t["weight"].shape[2:])]
        z = convolve(x, t["weight"], t["bias"], step, pads)
        return z.reshape(len(z), layer["pieces"], -1, *z.shape[2:]).max(1) if layer["activation"] == "maxout" else activate(layer, z)
    if kind == "batch-normalisation":
        t = {k: v[:, None, None] for k, v in t.items()}
        return activate(layer, t["weight"] * (x - t["running_mean"]) / np.sqrt(t["running_var"] + layer["epsilon"]) + t["bias"])
    if kind == "global-average-pooling":
        return x.mean((2, 3))
    view = windows(x, (int(layer["size"]),) * 2, int(layer["size"] if step == "size" else step))
    return view.max((4, 5)) if kind == "max-pooling" else view.mean((4, 5))


def prepare(preparation, raw):
    if "features" in preparation:
        x, y = raw.T
        every = dict(zip(FEATURES, (x, y, x * x, y * y, x * y, np.sin(x), np.sin(y))))
        return np.column_stack([every[f] for f in preparation["features"]])
    return (raw - preparation["offsets"]) / preparation["spans"] if "offsets" in preparation else raw


def finish(preparation, said):
    return said * preparation.get("target-span", 1) + preparation.get("target-offset", 0)


def forward(experiment, preparation, tensors, raw):
    x = prepare(preparation, raw)
    if any(layer.get("kind") == "convolution" for layer in experiment["network"]["layers"]):
        x = x.reshape(len(x), *preparation["shape"])
    says = [x]
    for number, layer in enumerate(experiment["network"]["layers"], 1):
        t = {k: np.asarray(tensors.get(f"layer.{number}.{k}", 0), float) for k in ("weight", "bias", "running_mean", "running_var")}
        kind = layer.get("kind", "dense")
        if kind == "dense":
            x = x.reshape(len(x), -1)
            x = activate(layer, x @ t["weight"].T + t["bias"])
        elif kind in ("convolution", "max-pooling", "average-pooling", "global-average-pooling") or (
                kind == "batch-normalisation" and x.ndim == 4):
            x = forward_maps(layer, t, x)
        elif kind == "batch-normalisation":
            x = activate(layer, t["weight"] * (x - t["running_mean"]) / np.sqrt(t["running_var"] + layer["epsilon"]) + t["bias"])
        elif kind == "stranger":
            x = x * t["weight"]
        elif kind == "add":
            x = x + says[int(layer["from"])]
        says.append(x)
    return finish(preparation, x)


def read_safetensors(path):
    contents = Path(path).read_bytes()
    length = int.from_bytes(contents[:8], "little")
    header, numbers = json.loads(contents[8:8 + length]), contents[8 + length:]
    metadata = header.pop("__metadata__")
    return json.loads(metadata["experiment"]), json.loads(metadata["preparation"]), {
        name: np.frombuffer(numbers[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"]) for name, entry in header.items()}


def read_csv(path):
    tensors = {}
    for row in csv.DictReader(Path(path).read_text().splitlines()):
        tensors.setdefault(row["tensor"], {})[int(row["row"]), int(row["column"])] = np.float32(row["value"])
    for name, cells in tensors.items():
        rows, columns = (max(k[i] for k in cells) + 1 for i in (0, 1))
        tensors[name] = np.array([[cells[r, c] for c in range(columns)] for r in range(rows)])
    return tensors


def run_onnx_window(node, a, i):
    step, = set(a["strides"])
    if node.op_type == "Conv":
        top, left, bottom, right = a["pads"]
        return convolve(i[0], i[1], i[2], step, ((top, bottom), (left, right)))
    view = windows(i[0], tuple(a["kernel_shape"]), step)
    return view.max((4, 5)) if node.op_type == "MaxPool" else view.mean((4, 5))


def run_onnx_normalisation(a, i):
    x, *parts = i
    scale, shift, mean, variance = (part[:, None, None] for part in parts) if x.ndim == 4 else parts
    return scale * (x - mean) / np.sqrt(variance + a["epsilon"]) + shift


def run_onnx(model, raw):
    """the operators of opset 13 that Gradus writes, in float64"""
    values = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    values = {k: v.astype(float) if v.dtype == np.float32 else v for k, v in values.items()}
    values[model.graph.input[0].name] = raw
    for node in model.graph.node:
        a = {x.name: onnx.helper.get_attribute_value(x) for x in node.attribute}
        i = [values[name] for name in node.input]
        values[node.output[0]] = {
            "Gather": lambda: np.take(i[0], i[1], axis=a["axis"]), "Concat": lambda: np.concatenate(i, a["axis"]),
            "Gemm": lambda: i[0] @ (i[1].T if a.get("transB") else i[1]) + i[2], "Max": lambda: np.maximum.reduce(i),
            "Sub": lambda: i[0] - i[1], "Div": lambda: i[0] / i[1], "Mul": lambda: i[0] * i[1], "Add": lambda: i[0] + i[1],
            "Sin": lambda: np.sin(i[0]), "Erf": lambda: np.vectorize(math.erf)(i[0]), "Identity": lambda: i[0],
            "Sigmoid": lambda: sigmoid(i[0]), "Tanh": lambda: np.tanh(i[0]), "Relu": lambda: np.maximum(i[0], 0),
            "LeakyRelu": lambda: np.where(i[0] >= 0, i[0], a["alpha"] * i[0]),
            "Elu": lambda: np.where(i[0] > 0, i[0], a["alpha"] * np.expm1(np.minimum(i[0], 0))),
            "Selu": lambda: a["gamma"] * np.where(i[0] > 0, i[0], a["alpha"] * np.expm1(np.minimum(i[0], 0))),
            "Softplus": lambda: np.logaddexp(0, i[0]), "Softmax": lambda: softmax(i[0]),
            "BatchNormalization": lambda: run_onnx_normalisation(a, i), "GlobalAveragePool": lambda: i[0].mean((2, 3), keepdims=True),
            "Reshape": lambda: i[0].reshape(*(n or i[0].shape[k] for k, n in enumerate(i[1]))), "Flatten": lambda: i[0].reshape(len(i[0]), -1),
            **{name: lambda: run_onnx_window(node, a, i) for name in ("Conv", "MaxPool", "AveragePool")},
        }[node.op_type]()
    return values[model.graph.output[0].name]


def finish_logits(experiment, said):
    """the last activation, which the scripts leave to a cost that takes logits"""
    has_logits = experiment["training"]["cost"] != "mean-squared-error"
    return activate(experiment["network"]["layers"][-1], said) if has_logits else said


def run_torch(script, experiment, preparation, tensors, raw):
    code = script[script.index("# The network;"):script.index("# Where its weights begin")]
    scope = {"nn": torch.nn, "torch": torch, "functional": torch.nn.functional}
    exec(code, scope)
    network = scope["Network"]()
    network.load_state_dict({k: torch.tensor(v.copy()) for k, v in tensors.items()})
    network.eval()
    with torch.no_grad():
        said = np.asarray(network(torch.tensor(np.float32(prepare(preparation, raw)))), float)
    return finish(preparation, finish_logits(experiment, said))


def run_keras(script, experiment, preparation, tensors, raw):
    """the network, and how it gets its weights"""
    x = np.float32(prepare(preparation, raw))
    scope = {"keras": keras, "layers": keras.layers, "np": np, "x": x, "weights_path": "w", "load": lambda path: tensors}
    for begin, end in (("# The network, and", "# Weights from"), ("# Other weights", "# The cost, and")):
        exec(script[script.index(begin):script.index(end)], scope)
    return finish(preparation, finish_logits(experiment, scope["network"].predict(x).astype(float)))


# -- The test ---------------------------------------------------------------------------------------------------


def list_files(folder):
    return {s: os.path.join(folder, "w" + s) for s in (".safetensors", ".onnx", ".npz", ".c", ".csv", ".json", "_pytorch.py", "_keras.py")}


class Formats(unittest.TestCase):
    worst = {}

    @classmethod
    def tearDownClass(cls):
        for name, difference in cls.worst.items():
            print(f"largest difference of {name}: {difference:.3g}")

    def close(self, name, said, wanted):
        difference = (np.abs(np.asarray(said).reshape(wanted.shape) - wanted) / (1 + np.abs(wanted))).max()
        self.worst[name] = max(difference, self.worst.get(name, 0))
        self.assertLessEqual(difference, TOLERANCE, f"{name}: {said} is not {wanted}")

    def check(self, experiment, chance, folder, unsupported=()):
        """`unsupported`: suffixes of files that cannot hold the network, and must say so"""
        experiment_file = os.path.join(folder, "e.json")
        Path(experiment_file).write_text(json.dumps(experiment))
        files = {s: file for s, file in list_files(folder).items() if s not in unsupported}
        done = subprocess.run([CLI, "train", experiment_file, "--quiet", *(a for f in files.values() for a in ("--export", f))],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        experiment, preparation, tensors = read_safetensors(files[".safetensors"])

        n_raw = 2 if "features" in preparation else preparation["inputs"]
        offsets, spans = preparation.get("offsets", [0] * n_raw), preparation.get("spans", [1] * n_raw)
        raw = np.float32([[o + s * chance.uniform(-2, 2) for o, s in zip(offsets, spans)] for _ in range(12)]).astype(float)
        raw_file = os.path.join(folder, "raw.csv")
        np.savetxt(raw_file, raw, delimiter=",", fmt="%.9g")
        done = subprocess.run([CLI, "predict", files[".safetensors"], "--input", raw_file, "--json"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        wanted = np.array(json.loads(done.stdout)["outputs"], dtype=float)
        self.assertTrue(np.isfinite(wanted).all(), "diverged: change the experiment")

        self.check_files(files, folder, raw, wanted)
        for suffix in unsupported:
            done = subprocess.run([CLI, "train", experiment_file, "--quiet", "--steps", "0", "--export", os.path.join(folder, "no" + suffix)],
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, "cannot hold layer [0-9]+, which is of the kind “[a-z-]+”; export .safetensors or .npz instead")

    def check_files(self, files, folder, raw, wanted, absent=()):
        """`absent`: the names of tensors that only the formats hold that hold all"""
        experiment, preparation, tensors = read_safetensors(files[".safetensors"])
        self.close("safetensors", forward(experiment, preparation, tensors, raw), wanted)
        npz = np.load(files[".npz"])
        self.assertEqual(json.loads(npz["experiment"][()]), experiment)
        self.assertEqual(json.loads(npz["preparation"][()]), preparation)
        text = json.loads(Path(files[".json"]).read_text())
        from_csv = read_csv(files[".csv"])
        for name, tensor in tensors.items():
            for other in (npz[name], np.float32(text["tensors"][name]), from_csv[name].reshape(tensor.shape)):
                np.testing.assert_array_equal(other, tensor)
        self.close("npz", forward(json.loads(npz["experiment"][()]), json.loads(npz["preparation"][()]), npz, raw), wanted)
        if onnx:
            model = onnx.load(files[".onnx"])
            onnx.checker.check_model(model, full_check=True)
            self.assertEqual((model.ir_version, model.opset_import[0].version), (7, 13))
            self.close("onnx", run_onnx(model, raw), wanted)
        self.check_c(folder, raw, wanted)
        script = Path(files["_pytorch.py"]).read_text()
        compile(script, "pytorch.py", "exec")
        if "_keras.py" in files:
            keras = Path(files["_keras.py"]).read_text()
            compile(keras, "keras.py", "exec")
            self.close("Keras", run_keras(keras, experiment, preparation, tensors, raw), wanted)
        if "nn.Conv2d" in script and not TRAINS:
            return
        tensors = {k: v for k, v in tensors.items() if k not in absent}
        self.close("PyTorch", run_torch(script, experiment, preparation, tensors, raw), wanted)

    def check_c(self, folder, raw, wanted):
        """its own check, and what it says to the raw samples, in one program"""
        main, program = os.path.join(folder, "main.c"), os.path.join(folder, "program")
        Path(main).write_text('#include <stdio.h>\n#include "w.h"\n#define W_CHECK\n#define main check\n#include "w.c"\n#undef main\n'
                              'int main (void) { float in[W_INPUTS], out[W_OUTPUTS]; if (check () != 0) return 1; for (;;) { '
                              'for (int i = 0; i < W_INPUTS; i++) if (scanf ("%f", &in[i]) != 1) return 0; w_predict (in, out); '
                              'for (int i = 0; i < W_OUTPUTS; i++) printf ("%.9g\\n", out[i]); } }\n')
        # Where meson builds for another machine it puts folders with that one's assembler before all others.
        usual = os.environ | {"PATH": os.defpath}
        subprocess.run([shutil.which("cc"), "-std=c99", "-O1", "-Wall", "-Wextra", "-pedantic", "-Werror", main, "-lm", "-o", program], check=True, env=usual)
        done = subprocess.run([program], input=" ".join(f"{v:.9g}" for v in raw.ravel()), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)
        _, *numbers = done.stdout.splitlines()
        self.close("C", np.array([float(v) for v in numbers]), wanted)

    def test_random_experiments(self):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(FIRST, LAST + 1):
                chance = random.Random(number)
                with self.subTest(number=number):
                    self.check(make_experiment(chance, folder, number), chance, folder)

    def test_random_maps(self):
        """the same over maps, of grey pictures and of coloured ones"""
        with tempfile.TemporaryDirectory() as folder:
            for number in range(FIRST, LAST + 1):
                chance = random.Random(1000 + number)
                with self.subTest(number=number):
                    self.check(make_maps(chance, folder, number), chance, folder)

    def test_without_dense(self):
        """nothing but what works in place: one number in, one out"""
        layers = [{"kind": "add", "from": 0}, {"kind": "batch-normalisation", "activation": "tanh"}]
        training = {"cost": "mean-squared-error", "optimiser": {"name": "sgd", "learning-rate": 0.01}, "steps": 30}
        with tempfile.TemporaryDirectory() as folder:
            self.check({"gradus-experiment": 1, "data": {"name": "function", "samples": 30}, "network": {"layers": layers},
                        "training": training}, random.Random(1), folder)

    def test_stranger(self):
        """a kind that Gradus does not have, and batch normalisations that say they are made of some parts only: scale, shift, statistics"""
        for parts in range(8):
            with self.subTest(parts=parts), tempfile.TemporaryDirectory() as folder:
                said = json.loads(subprocess.run([EXPORT_STRANGER, folder, str(parts)], capture_output=True, check=True).stdout)
                names = {1: ["weight"], 2: ["bias"], 4: ["running_mean", "running_var"]}
                absent = [f"layer.3.{name}" for part in names if parts and not parts & part for name in names[part]]
                self.check_files(list_files(folder), folder, np.array(said["raw"]).reshape(-1, 2), np.array(said["outputs"]), absent)

    def test_scripts_run(self):
        """data, initialisation and training of the PyTorch script, for every kind of data"""
        if not TRAINS:
            self.skipTest("there is no PyTorch")
        for number, data in enumerate([{"name": n} for n in ("xor", "spiral", "circle", "gauss", "xor-cloud", "moons", "checkerboard", "plane",
                                                             "hill", "function", "above")] + ["classes", "numbers"]):
            with self.subTest(data=data), tempfile.TemporaryDirectory() as folder:
                self.run_script(number, data, folder)

    def run_script(self, number, data, folder):
        chance, path = random.Random(number), os.path.join(folder, "table.csv")
        make_table(chance, path)
        is_regression = data == "numbers" or (data != "classes" and data["name"] in ("plane", "hill", "function"))
        n_outputs = 3 if data == "classes" else 1
        if isinstance(data, str):
            data = {"name": "file", "path": path, "target": "kind" if data == "classes" else "number", "scaling": "standard",
                    "inputs": ["large", "small, too", "colour"]}
        cost, last = ("mean-squared-error", "linear") if is_regression else ("cross-entropy", "softmax") if n_outputs > 1 else (
            "binary-cross-entropy", "sigmoid")
        layers = [{"units": 8, "activation": "tanh", "initialiser": INITIALISERS[number % len(INITIALISERS)]},
                  {"kind": "batch-normalisation"}, {"units": 5, "activation": "maxout", "pieces": 3, "initialiser": "lsuv"},
                  {"kind": "dropout", "rate": 0.1}, {"kind": "add", "from": 3}, {"units": n_outputs, "activation": last}]
        optimiser = {"name": ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"][number % 7], "learning-rate": 0.01, "l2": 1e-4,
                     "clip-norm": 5, "schedule": {"name": ["step", "exponential", "inverse-time", "cosine"][number % 4], "warm-up": 10}}
        experiment = {"gradus-experiment": 1, "data": data, "network": {"layers": layers},
                      "training": {"cost": cost, "optimiser": optimiser, "batch-size": [0, 16][number % 2], "steps": 40}}
        Path(folder, "e.json").write_text(json.dumps(experiment))
        script = os.path.join(folder, "e_pytorch.py")
        done = subprocess.run([CLI, "train", os.path.join(folder, "e.json"), "--quiet", "--export", script], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            with unittest.mock.patch.object(sys, "argv", [script]):
                runpy.run_path(script)
        self.assertIn("step 40: cost ", out.getvalue())
        self.assertTrue(math.isfinite(float(out.getvalue().split("step 40: cost ")[1].split()[0].rstrip(","))))


if __name__ == "__main__":
    unittest.main(verbosity=2)
