#!/usr/bin/python3
"""Networks with their cost, gradients and 50 steps of SGD, by PyTorch in float64 from float32 weights.

Where the samples' gradients cancel, float32 keeps few digits of their sum: "single_deviation" is what PyTorch itself
loses there when it computes in float32."""
import json
import torch

torch.manual_seed(10)
ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky-relu": lambda z: torch.nn.functional.leaky_relu(z, 0.1),
    "elu": torch.nn.functional.elu,
}
COSTS = {"binary-cross-entropy": torch.nn.functional.binary_cross_entropy_with_logits,
         "mean-squared-error": torch.nn.functional.mse_loss}
#        inputs, units, hidden activation, output activation, cost, samples, rate
CASES = [(2, [2, 1], "sigmoid", "sigmoid", "binary-cross-entropy", 4, 0.1),
         (2, [5, 4, 1], "sigmoid", "sigmoid", "binary-cross-entropy", 4, 0.5),
         (2, [5] * 10 + [1], "sigmoid", "sigmoid", "binary-cross-entropy", 4, 0.1),
         (2, [5] * 10 + [1], "relu", "sigmoid", "binary-cross-entropy", 4, 0.1),
         (3, [7, 1], "tanh", "sigmoid", "binary-cross-entropy", 1, 0.1),
         (5, [9, 6, 3], "leaky-relu", "sigmoid", "binary-cross-entropy", 7, 0.1),
         (1, [4, 4, 2], "elu", "linear", "mean-squared-error", 13, 0.05),
         (4, [6, 5, 2], "tanh", "tanh", "mean-squared-error", 33, 0.05),
         (6, [3, 3], "relu", "elu", "mean-squared-error", 5, 0.05),
         (2, [8, 8, 1], "linear", "linear", "mean-squared-error", 8, 0.02),
         (20, [40, 24, 2], "elu", "sigmoid", "binary-cross-entropy", 80, 0.05)]


def numbers(tensor):
    return [float(f"{v:.9g}") for v in tensor.detach().reshape(-1).tolist()]


def forward(parameters, x, hidden, output):
    for i, (w, b) in enumerate(parameters):
        z = x @ w.T + b
        x = ACTIVATIONS[output if i == len(parameters) - 1 else hidden](z)
    return z, x


def evaluate(parameters, case, x, y):
    _, _, hidden, output, cost, _, _ = case
    z, a = forward(parameters, x, hidden, output)
    return COSTS[cost](z if cost == "binary-cross-entropy" else a, y), a


def deviation(got, exact):
    """the largest error of a list of tensors, each relative to its largest number"""
    return max(((g.double() - e).abs().max() / e.abs().max()).item() for g, e in zip(got, exact))


def run(case):
    n_inputs, units, hidden, output, cost, n_samples, rate = case
    x = torch.rand(n_samples, n_inputs).float().double() * 2 - 1
    y = torch.randint(0, 2, (n_samples, units[-1])).double()
    shapes = list(zip(units, [n_inputs] + units[:-1]))
    parameters = [((torch.rand(o, i) * 2 - 1).float().double().requires_grad_(),
                   (torch.rand(o) - 0.5).float().double().requires_grad_()) for o, i in shapes]
    if len(units) < 5 and max(units) > 8:
        for w, _ in parameters:
            w.data = (w.data / 3).float().double()
    flat = [p for pair in parameters for p in pair]
    result = {"inputs": n_inputs, "units": units, "hidden": hidden, "output": output, "cost_name": cost,
              "samples": n_samples, "rate": rate, "x": numbers(x.T), "y": numbers(y.T),
              "weights": [numbers(w) for w, _ in parameters], "biases": [numbers(b) for _, b in parameters]}
    value, a = evaluate(parameters, case, x, y)
    value.backward()
    result.update(cost=value.item(), outputs=numbers(a.T), weight_gradients=[numbers(w.grad) for w, _ in parameters],
                  bias_gradients=[numbers(b.grad) for _, b in parameters],
                  gradient_norms=[w.grad.norm().item() for w, _ in parameters])
    single = [(w.detach().float().requires_grad_(), b.detach().float().requires_grad_()) for w, b in parameters]
    evaluate(single, case, x.float(), y.float())[0].backward()
    result.update(single_deviation=deviation([p.grad for pair in single for p in pair], [p.grad for p in flat]))
    optimiser = torch.optim.SGD(flat, lr=rate)
    for _ in range(50):
        optimiser.zero_grad()
        evaluate(parameters, case, x, y)[0].backward()
        optimiser.step()
    result.update(weights_after=[numbers(w) for w, _ in parameters], biases_after=[numbers(b) for _, b in parameters],
                  cost_after=evaluate(parameters, case, x, y)[0].item())
    return result


print(json.dumps([run(case) for case in CASES], separators=(",", ":")).replace('{"inputs"', '\n{"inputs"'))
