#!/usr/bin/python3
"""peer-torch.py WORKLOAD THREADS SECONDS: PyTorch's rate on one of gradus-cli bench's workloads, in its unit."""
import sys
import time
import torch
from torch import nn

torch.manual_seed(1)
XOR = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]]), torch.tensor([[0.0], [1], [1], [0]])


def stack_dense(units, activation):
    layers = []
    for n_inputs, n_outputs in zip(units, units[1:]):
        layers += [nn.Linear(n_inputs, n_outputs), activation()]
    return nn.Sequential(*layers[:-1])


def stack(units, activation):
    return units.stack(activation) if isinstance(units, Maps) else stack_dense(units, activation)


def images(batch):
    return torch.rand(10000, 784), torch.randint(0, 10, (10000,)), batch


class Maps:
    """A network over pictures, in place of units: "16@5" filters, "2" max or "~2" mean pooling, and the units of the last layers."""

    def __init__(self, channels, side, layers, *units):
        self.channels, self.side, self.layers, self.units = channels, side, layers.split(), units

    def stack(self, activation):
        stack, channels, side = [], self.channels, self.side
        for layer in self.layers:
            if "@" in layer:
                filters, kernel = (int(n) for n in layer.rstrip("!").split("@"))
                padding = 0 if layer.endswith("!") else kernel // 2
                stack += [nn.Conv2d(channels, filters, kernel, padding=padding), activation()]
                channels, side = filters, side + 2 * padding - kernel + 1
            else:
                size = int(layer.lstrip("~"))
                stack.append((nn.AvgPool2d if layer.startswith("~") else nn.MaxPool2d)(size))
                side //= size
        return nn.Sequential(*stack, nn.Flatten(), *stack_dense([channels * side * side, *self.units, 10], activation))


def pictures(batch, channels, side):
    return torch.rand(1280, channels, side, side), torch.randint(0, 10, (1280,)), batch


SLOW = dict(lr=0.0001, momentum=0.9)
#            units, activation, (inputs, targets, batch), cost, optimiser
WORKLOADS = {
    "deep-sigmoid": ([2] + [5] * 10 + [1], nn.Sigmoid, (*XOR, 0), nn.BCEWithLogitsLoss(), dict(lr=0.1)),
    "deep-relu": ([2] + [5] * 10 + [1], nn.ReLU, (*XOR, 0), nn.BCEWithLogitsLoss(), dict(lr=0.1)),
    "xor": ([2, 2, 1], nn.Sigmoid, (*XOR, 0), nn.BCEWithLogitsLoss(), dict(lr=0.1)),
    "spiral": ([2, 8, 8, 1], nn.Tanh, (torch.rand(400, 2), torch.randint(0, 2, (400, 1)).float(), 10),
               nn.BCEWithLogitsLoss(), dict(lr=0.03)),
    "images": ([784, 128, 10], nn.ReLU, images(128), nn.CrossEntropyLoss(), dict(lr=0.001, momentum=0.9)),
    "images-deep": ([784, 512, 512, 512, 10], nn.ReLU, images(256), nn.CrossEntropyLoss(), dict(lr=0.001, momentum=0.9)),
    "lenet": (Maps(1, 28, "6@5 ~2 16@5! ~2", 120, 84), nn.Tanh, pictures(32, 1, 28), nn.CrossEntropyLoss(), SLOW),
    "conv-fashion": (Maps(1, 28, "8@5 2 16@5 2"), nn.ReLU, pictures(32, 1, 28), nn.CrossEntropyLoss(), SLOW),
    "conv-wide": (Maps(1, 28, "32@3 2 64@3 2", 128), nn.ReLU, pictures(128, 1, 28), nn.CrossEntropyLoss(), SLOW),
    "conv-cifar": (Maps(3, 32, "16@5 2 20@5 2 20@5 2"), nn.ReLU, pictures(32, 3, 32), nn.CrossEntropyLoss(), SLOW),
    "fitnet": (Maps(3, 32, "16@3 16@3 16@3 2 32@3 32@3 32@3 2 48@3 48@3 64@3 8"), nn.ReLU, pictures(64, 3, 32),
               nn.CrossEntropyLoss(), SLOW),
}

units, activation, (x, y, batch), cost, settings = WORKLOADS[sys.argv[1]]
torch.set_num_threads(int(sys.argv[2]))
network = stack(units, activation)
optimiser = torch.optim.SGD(network.parameters(), **settings)
start, steps, order = time.monotonic(), 0, None
while time.monotonic() < start + float(sys.argv[3]):
    for _ in range(10 if not isinstance(units, Maps) else 1):
        if batch:
            place = steps * batch % (len(x) - batch + 1)
            order = torch.randperm(len(x)) if order is None or place < batch else order
            chosen = order[place:place + batch]
        optimiser.zero_grad()
        cost(network(x[chosen] if batch else x), y[chosen] if batch else y).backward()
        optimiser.step()
        steps += 1
print(round(steps * max(batch, 1) / (time.monotonic() - start)))
