#!/usr/bin/python3
"""peer-torch.py WORKLOAD THREADS SECONDS: PyTorch's rate on one of gradus-cli bench's workloads, in its unit."""
import sys
import time
import torch
from torch import nn

torch.manual_seed(1)
XOR = torch.tensor([[0.0, 0], [0, 1], [1, 0], [1, 1]]), torch.tensor([[0.0], [1], [1], [0]])


def stack(units, activation):
    layers = []
    for n_inputs, n_outputs in zip(units, units[1:]):
        layers += [nn.Linear(n_inputs, n_outputs), activation()]
    return nn.Sequential(*layers[:-1])


def images(batch):
    return torch.rand(10000, 784), torch.randint(0, 10, (10000,)), batch


#            units, activation, (inputs, targets, batch), cost, optimiser
WORKLOADS = {
    "deep-sigmoid": ([2] + [5] * 10 + [1], nn.Sigmoid, (*XOR, 0), nn.BCEWithLogitsLoss(), dict(lr=0.1)),
    "deep-relu": ([2] + [5] * 10 + [1], nn.ReLU, (*XOR, 0), nn.BCEWithLogitsLoss(), dict(lr=0.1)),
    "xor": ([2, 2, 1], nn.Sigmoid, (*XOR, 0), nn.BCEWithLogitsLoss(), dict(lr=0.1)),
    "spiral": ([2, 8, 8, 1], nn.Tanh, (torch.rand(400, 2), torch.randint(0, 2, (400, 1)).float(), 10),
               nn.BCEWithLogitsLoss(), dict(lr=0.03)),
    "images": ([784, 128, 10], nn.ReLU, images(128), nn.CrossEntropyLoss(), dict(lr=0.001, momentum=0.9)),
    "images-deep": ([784, 512, 512, 512, 10], nn.ReLU, images(256), nn.CrossEntropyLoss(), dict(lr=0.001, momentum=0.9)),
}

units, activation, (x, y, batch), cost, settings = WORKLOADS[sys.argv[1]]
torch.set_num_threads(int(sys.argv[2]))
network = stack(units, activation)
optimiser = torch.optim.SGD(network.parameters(), **settings)
start, steps, order = time.monotonic(), 0, None
while time.monotonic() < start + float(sys.argv[3]):
    for _ in range(10):
        if batch:
            place = steps * batch % (len(x) - batch + 1)
            order = torch.randperm(len(x)) if order is None or place < batch else order
            chosen = order[place:place + batch]
        optimiser.zero_grad()
        cost(network(x[chosen] if batch else x), y[chosen] if batch else y).backward()
        optimiser.step()
        steps += 1
print(round(steps * max(batch, 1) / (time.monotonic() - start)))
