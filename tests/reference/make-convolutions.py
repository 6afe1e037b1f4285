#!/usr/bin/python3
"""Networks over maps: costs of 50 steps of SGD, first gradients and last parameters, by PyTorch in float64.

And of a unit of each layer, before the first step, what excites it, the mean over its numbers of what its activation is
given, and the gradient of that by the inputs; batch normalisation then has means 0 and variances 1, as at the start.

Where parameters start, and samples, is a rule (draw) that the test follows too, so only results are written, of each
tensor a dozen numbers. "single" is what PyTorch itself loses when it computes in float32, or, where that is more, what a
millionth more of each parameter changes in the end."""
import itertools
import json
import torch
from torch.nn import functional

STEPS = 50
CLASSES = 3
MOST = 12
ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda z: functional.leaky_relu(z, 0.1),
    "elu": functional.elu,
    "gelu": functional.gelu,
    "swish": functional.silu,
}


def draw(shape, salt, scale):
    k = torch.arange(torch.Size(shape).numel())
    numbers = ((k * k * 31 + k * 7919 + salt * 104729 + 12345) % 10007).double() / 10007 * 2 - 1
    return (numbers * scale).float().double().reshape(shape)


def convolution(filters, kernel, stride=1, padding=-1, activation="tanh", pieces=1):
    return {"kind": "convolution", "filters": filters, "kernel": list(kernel), "stride": stride, "padding": padding,
            "activation": "maxout" if pieces > 1 else activation, "pieces": pieces}


def pooling(kind, size, stride=-1):
    return {"kind": kind, "size": size, "stride": stride}


def dense(units, activation="linear"):
    return {"kind": "dense", "units": units, "activation": activation}


def pads(size, window, step, padding):
    """before and behind, as Keras has it"""
    if padding >= 0:
        return padding, padding
    total = max((-(-size // step) - 1) * step + window - size, 0)
    return total // 2, total - total // 2


def activate(layer, z):
    if layer.get("pieces", 1) > 1:
        return z.view(len(z), layer["pieces"], -1, *z.shape[2:]).amax(1)
    return ACTIVATIONS[layer["activation"]](z)


def forward(layers, parameters, x, in_training=True):
    said, left = [x], list(parameters)
    for layer in layers:
        x, kind = said[-1], layer["kind"]
        if kind == "convolution":
            w, b = left.pop(0), left.pop(0)
            down = pads(x.shape[2], w.shape[2], layer["stride"], layer["padding"])
            across = pads(x.shape[3], w.shape[3], layer["stride"], layer["padding"])
            x = activate(layer, functional.conv2d(functional.pad(x, across + down), w, b, layer["stride"]))
        elif kind == "dense":
            w, b = left.pop(0), left.pop(0)
            x = activate(layer, x.flatten(1) @ w.T + b)
        elif kind == "max-pooling":
            x = functional.max_pool2d(x, layer["size"], layer["stride"] if layer["stride"] > 0 else None)
        elif kind == "average-pooling":
            x = functional.avg_pool2d(x, layer["size"], layer["stride"] if layer["stride"] > 0 else None)
        elif kind == "global-average-pooling":
            x = x.mean((2, 3))
        elif kind == "batch-normalisation":
            statistics = (None, None) if in_training else (x.new_zeros(x.shape[1]), x.new_ones(x.shape[1]))
            x = activate(layer, functional.batch_norm(x, *statistics, left.pop(0), left.pop(0), in_training, 0.1, 1e-5))
        elif kind == "add":
            x = x + said[layer["from"]]
        said.append(x)
    return said[-1]


def make_parameters(layers, x):
    """layer by layer, because shapes follow from what the ones before say"""
    parameters = []
    for i, layer in enumerate(layers):
        x_here = forward(layers[:i], parameters, x)
        pieces = layer.get("pieces", 1)
        if layer["kind"] == "convolution":
            shape = (layer["filters"] * pieces, x_here.shape[1], *layer["kernel"])
        elif layer["kind"] == "dense":
            shape = (layer["units"], x_here.flatten(1).shape[1])
        elif layer["kind"] == "batch-normalisation":
            parameters += [1 + draw((x_here.shape[1],), 10 * i, 0.25), draw((x_here.shape[1],), 10 * i + 1, 0.125)]
            parameters[-2] = parameters[-2].float().double()
            continue
        else:
            continue
        fan_in = torch.Size(shape[1:]).numel()
        parameters += [draw(shape, 10 * i, fan_in**-0.5), draw(shape[:1], 10 * i + 1, 0.125)]
    return parameters


def pick(tensor):
    flat = tensor.detach().double().reshape(-1)
    return [float(f"{v:.9g}") for v in flat[::max(1, len(flat) // MOST)].tolist()]


def train(layers, parameters, x, y, rate):
    parameters = [p.clone().requires_grad_() for p in parameters]
    optimiser = torch.optim.SGD(parameters, lr=rate)
    costs, gradients = [], []
    for step in range(STEPS + 1):
        cost = functional.cross_entropy(forward(layers, parameters, x), y)
        if step % 10 == 0:
            costs.append(cost.item())
        if step == STEPS:
            break
        optimiser.zero_grad()
        cost.backward()
        if step == 0:
            gradients = [p.grad.clone() for p in parameters]
        optimiser.step()
    return costs, gradients, parameters


def look(layers, parameters, x, index):
    """the excitation of a unit of that layer, by sample, and its gradient by the inputs"""
    x = x.clone().requires_grad_()
    upto = [dict(layer) for layer in layers[:index + 1]]
    if "activation" in upto[-1] and upto[-1].get("pieces", 1) == 1:
        upto[-1]["activation"] = "linear"
    said = forward(upto, parameters, x, False)
    excitation = said[:, index % said.shape[1]].reshape(len(x), -1).mean(1)
    return [excitation.detach(), torch.autograd.grad(excitation.sum(), x)[0]]


def look_at_all(layers, parameters, x):
    return [look(layers, parameters, x, i) for i in range(len(layers))]


def deviation(got, exact):
    """the largest error of a list of tensors, each relative to its largest number"""
    return max(((g.double() - e).abs().max() / e.abs().max()).item() for g, e in zip(got, exact))


def run(case):
    number, (picture, samples, rate, layers) = case
    x = draw((samples, *picture), 1000 + number, 1)
    y = torch.tensor([(7 * i + number) % CLASSES for i in range(samples)])
    layers = layers + [dense(CLASSES)]
    parameters = make_parameters(layers, x)
    costs, gradients, after = train(layers, parameters, x, y, rate)
    single = train(layers, [p.float() for p in parameters], x.float(), y, rate)
    moved = train(layers, [p * (1 + 1e-6 * draw(p.shape, 77, 1)) for p in parameters], x, y, rate)
    looked = look_at_all(layers, parameters, x)
    single_looked = look_at_all(layers, [p.float() for p in parameters], x.float())
    return {"picture": picture, "samples": samples, "rate": rate, "layers": layers,
            "single_gradients": deviation(single[1], gradients), "single_after": max(deviation(single[2], after), deviation(moved[2], after)),
            "single_looked": max(deviation(s, l) for s, l in zip(single_looked, looked)),
            "looked": [[pick(t) for t in l] for l in looked],
            "costs": costs, "gradients": [pick(g) for g in gradients], "after": [pick(p) for p in after]}


def list_cases():
    pictures = itertools.cycle([(2, 7, 5), (1, 8, 9), (3, 6, 6), (2, 11, 7), (1, 9, 10)])
    samples = itertools.cycle([1, 3, 4, 5, 8, 9, 16, 17, 33, 40, 64, 70, 2])
    # without kinks: where a window is all padding z is the bias, and all such places go over a kink at once
    activations = itertools.cycle(name for name in ACTIVATIONS if name not in ("relu", "leaky-relu"))
    first = convolution(3, (3, 3))
    for kernel in [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (7, 7), (3, 2), (1, 4)]:
        for stride, padding in itertools.product([1, 2, 3], [-1, 0, 2]):
            picture = next(pictures)
            if min(picture[1], picture[2]) + 2 * padding < max(kernel) and padding >= 0:
                continue
            yield picture, next(samples), 0.05, [first, convolution(5, kernel, stride, padding, next(activations))]
    for kind, size, stride in itertools.product(["max-pooling", "average-pooling"], [1, 2, 3], [-1, 1, 2, 3]):
        yield next(pictures), next(samples), 0.05, [first, pooling(kind, size, stride)]
    # relu before it: windows of equal zeros, of which the first takes the gradient
    yield (1, 8, 8), 9, 0.1, [convolution(4, (3, 3), activation="relu"), pooling("max-pooling", 2)]
    yield (1, 8, 7), 20, 0.1, [convolution(4, (3, 3), activation="relu"), pooling("max-pooling", 3, 2)]
    for picture, n in [((2, 5, 6), 7), ((3, 6, 5), 33)]:
        yield picture, n, 0.1, [first, convolution(6, (3, 3)), {"kind": "global-average-pooling"}]
        yield picture, n, 0.1, [first, convolution(4, (3, 3), pieces=2), convolution(5, (2, 2), 1, 0, pieces=3)]
        yield picture, n, 0.1, [convolution(4, (3, 3), activation="linear"),
                                {"kind": "batch-normalisation", "activation": "relu"},
                                convolution(4, (3, 3)), {"kind": "add", "from": 2}, pooling("average-pooling", 2)]
    yield (1, 16, 14), 12, 0.1, [convolution(6, (5, 5), activation="tanh"), pooling("average-pooling", 2),
                                 convolution(16, (5, 5), 1, 0), dense(20, "tanh")]  # LeNet-5, smaller
    yield (3, 8, 8), 32, 0.05, [convolution(16, (3, 3), activation="relu"), convolution(8, (3, 3), activation="relu"),
                                pooling("max-pooling", 2), convolution(12, (3, 3), activation="relu"),
                                pooling("max-pooling", 4), dense(10, "relu")]
    # a picture that is read again, and one that a dense layer reads
    yield (2, 5, 6), 5, 0.05, [convolution(2, (3, 3)), {"kind": "add", "from": 0}, convolution(3, (3, 3)),
                               convolution(3, (2, 2)), {"kind": "add", "from": 3}, dense(7, "gelu")]
    yield (3, 6, 7), 18, 0.05, [dense(9, "swish"), dense(6, "sigmoid"), {"kind": "add", "from": 2}]


torch.set_num_threads(1)
print(json.dumps([run(case) for case in enumerate(list_cases())], separators=(",", ":"))
      .replace('{"picture"', '\n{"picture"'))
