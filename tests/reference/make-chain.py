#!/usr/bin/python3
"""Write chain.json: the chain rule of single samples, worked out by NumPy in float64.

usage: make-chain.py GRADUS-CLI > chain.json

The weights are those that the experiments begin with, as gradus-cli exports them; all else is computed here."""
import json, subprocess, sys, tempfile
import numpy

INPUTS = numpy.array([[0, 0], [0, 1], [1, 0], [1, 1]], float)
TARGETS = numpy.array([0, 1, 1, 0], float)
sigmoid = lambda z: 1 / (1 + numpy.exp(-z))
CASES = {  # the activation of the hidden layers and its slope
    "xor": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "xor-deep-sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "xor-deep-relu": (lambda z: numpy.maximum(z, 0), lambda z: (z > 0) * 1.0),
}


def read_weights(cli, experiment):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([cli, "train", experiment, "--steps", "0", "--quiet", "--export", folder + "/w.npz"], check=True, stdout=subprocess.DEVNULL)
        arrays = numpy.load(folder + "/w.npz")
        n = max(int(name.split(".")[1]) for name in arrays if name.startswith("layer."))
        return [(arrays["layer.%d.weight" % l].astype(float), arrays["layer.%d.bias" % l].astype(float)) for l in range(1, n + 1)]


def go_forward(layers, f, x):
    zs, outputs = [], []
    for index, (weight, bias) in enumerate(layers):
        z = weight @ x + bias
        x = (sigmoid if index + 1 == len(layers) else f)(z)
        zs.append(z), outputs.append(x)
    return zs, outputs


def measure_distances(layers, f):
    """Of the outputs of two samples, the root of the mean square over all pairs."""
    outputs = [go_forward(layers, f, x)[1] for x in INPUTS]
    pairs = [(i, j) for i in range(len(INPUTS)) for j in range(i)]
    return [numpy.sqrt(numpy.mean([numpy.sum((outputs[i][l] - outputs[j][l]) ** 2) for i, j in pairs])) for l in range(len(layers))]


def work_out(layers, f, slope, sample):
    zs, outputs = go_forward(layers, f, INPUTS[sample])
    found, product = [], 1.0
    for l in reversed(range(len(layers))):
        is_last = l + 1 == len(layers)
        before = INPUTS[sample] if l == 0 else outputs[l - 1]
        returned = None if is_last else layers[l + 1][0].T @ delta
        delta = outputs[l] - TARGETS[sample] if is_last else returned * slope(zs[l])
        last = delta if is_last else last
        product *= 1 if is_last else numpy.mean(numpy.abs(slope(zs[l])))
        gradient = numpy.outer(delta, before)
        found.insert(0, {"z": zs[l], "a": outputs[l], "return": returned, "delta": delta, "gradient": gradient, "step": layers[l][0] - 0.1 * gradient,
                         "product": numpy.linalg.norm(delta) / numpy.linalg.norm(last), "slopes": product, "norm": numpy.linalg.norm(gradient)})
    return found


def plain(value):
    if isinstance(value, numpy.ndarray):
        return [plain(v) for v in value]
    return None if value is None else float("%.9g" % value)


cases = []
for name, (f, slope) in CASES.items():
    layers = read_weights(sys.argv[1], name)
    for sample in (1, 3):
        cases.append({"experiment": name, "sample": sample, "distances": [plain(d) for d in measure_distances(layers, f)],
                      "layers": [{key: plain(value) for key, value in layer.items()} for layer in work_out(layers, f, slope, sample)]})
json.dump({"cases": cases}, sys.stdout, indent=None, separators=(",", ":"))
print()
