# SPDX-License-Identifier: MIT
"""Stands for PyTorch where it is not installed (Debian's python3-torch is 1 GB) and a script of Gradus is run without training: networks
compute in NumPy, in float32; every call has PyTorch's signature and looks at what it is given."""
import math
import sys
import types

import numpy as np


def need(fact, said):
    if not fact:
        raise ValueError(f"PyTorch would refuse this: {said}")


class Tensor(np.ndarray):
    """an array with PyTorch's names for a few things"""
    def float(self):
        return self.astype(np.float32)

    def view(self, *shape):
        return super().view(*shape) if isinstance(shape[0], type) else self.reshape(shape)

    def amax(self, axis):
        return self.max(axis)

    def chunk(self, n):
        return np.split(self, n)

    def dim(self):
        return self.ndim

    def detach(self):
        return self

    def numpy(self):
        return self.view(np.ndarray)

    def copy_(self, other):
        need(self.shape == other.shape, f"{other.shape} into {self.shape}")
        self[...] = other

    def flatten(self, start_dim=0):
        return self.reshape(*self.shape[:start_dim], -1)


class Parameter(Tensor):
    pass


def wrap(array, kind=Tensor):
    return np.asarray(array, dtype=np.asarray(array).dtype).view(np.ndarray).view(kind)


def tensor(array, dtype=None):
    return wrap(np.array(array))


def ones(n):
    return wrap(np.ones(n, np.float32))


def zeros(n):
    return wrap(np.zeros(n, np.float32))


def manual_seed(seed):
    need(0 <= seed < 2**64, f"seed {seed}")
    np.random.seed(seed % 2**32)


class no_grad:
    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass


# -- Modules -----------------------------------------------------------------------------------------------------


class Module:
    training = True

    def __init__(self):
        self.buffers, self.hooks, self.pre_hooks = {}, [], []

    def children(self):
        return {k: v for k, v in vars(self).items() if isinstance(v, Module)}

    def register_buffer(self, name, value):
        self.buffers[name] = None
        setattr(self, name, value)

    def register_forward_hook(self, hook):
        self.hooks.append(hook)
        return types.SimpleNamespace(remove=lambda: self.hooks.remove(hook))

    def register_forward_pre_hook(self, hook):
        self.pre_hooks.append(hook)
        return types.SimpleNamespace(remove=lambda: self.pre_hooks.remove(hook))

    def __call__(self, x):
        need(isinstance(x, np.ndarray) and x.dtype == np.float32, f"{type(x)} of numbers of another kind")
        for hook in self.pre_hooks:
            hook(self, (wrap(x),))
        said = wrap(self.forward(x))
        need(said.dtype == np.float32, f"{type(self)} says {said.dtype}")
        for hook in self.hooks:
            hook(self, x, said)
        return said

    def owned(self, prefix=""):
        """where each tensor is: name → (module, attribute)"""
        own = {prefix + k: (self, k) for k, v in vars(self).items() if isinstance(v, Parameter) or k in self.buffers}
        for name, child in self.children().items():
            own |= child.owned(f"{prefix}{name}.")
        return own

    def parameters(self):
        return [getattr(m, k) for m, k in self.owned().values() if k not in m.buffers]

    def load_state_dict(self, state):
        own = self.owned()
        need(own.keys() == state.keys(), f"tensors {sorted(own)}, file {sorted(state)}")
        for name, (module, key) in own.items():
            need(getattr(module, key).shape == state[name].shape, f"{name} is {getattr(module, key).shape}, not {state[name].shape}")
            setattr(module, key, wrap(state[name], type(getattr(module, key))))

    def train(self, mode=True):
        self.training = mode
        for child in self.children().values():
            child.train(mode)

    def eval(self):
        self.train(False)


class ModuleDict(Module):
    def __init__(self, modules):
        super().__init__()
        vars(self).update(modules)

    def __getitem__(self, key):
        return vars(self)[key]


class Linear(Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = wrap(np.zeros((out_features, in_features), np.float32), Parameter)
        self.bias = wrap(np.zeros(out_features, np.float32), Parameter)

    def forward(self, x):
        need(x.ndim == 2 and x.shape[1] == self.weight.shape[1], f"{x.shape} to {self.weight.shape}")
        return x @ self.weight.T + self.bias


class BatchNorm1d(Module):
    def __init__(self, num_features, eps=1e-05, momentum=0.1):
        super().__init__()
        self.eps = eps
        self.weight, self.bias = wrap(ones(num_features), Parameter), wrap(zeros(num_features), Parameter)
        self.register_buffer("running_mean", zeros(num_features))
        self.register_buffer("running_var", ones(num_features))

    def forward(self, x):
        return batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, self.training, eps=self.eps)


class Dropout(Module):
    def __init__(self, p=0.5):
        super().__init__()
        need(0 <= p < 1, f"dropout {p}")

    def forward(self, x):
        need(not self.training, "the stand-in does not train")
        return x


class Loss(Module):
    def __call__(self, said, y):
        need(said.shape == y.shape and said.dtype == y.dtype == np.float32, f"{said.shape} {said.dtype}, {y.shape} {y.dtype}")
        return wrap(np.mean(self.find(said.astype(float), y.astype(float))))


class BCEWithLogitsLoss(Loss):
    def find(self, z, y):
        return np.maximum(z, 0) - z * y + np.log1p(np.exp(-abs(z)))


class CrossEntropyLoss(Loss):
    def find(self, z, y):
        return np.log(np.exp(z - z.max(1, keepdims=True)).sum(1)) + z.max(1) - (y * z).sum(1)


class MSELoss(Loss):
    def find(self, a, y):
        return (a - y)**2


# -- Functions ---------------------------------------------------------------------------------------------------


def sigmoid(x):
    return np.exp(-np.logaddexp(np.float32(0), -x))


def tanh(x):
    return np.tanh(x)


functional = types.ModuleType("torch.nn.functional")
functional.relu = lambda x: np.maximum(x, 0)
functional.selu = lambda x: np.float32(1.0507009873554805) * np.where(x > 0, x, np.float32(1.6732632423543772) * np.expm1(np.minimum(x, 0)))
functional.softplus = lambda x: np.logaddexp(np.float32(0), x)
functional.gelu = lambda x: (x * (1 + np.vectorize(math.erf, otypes=[float])(x / math.sqrt(2))) / 2).astype(np.float32)
functional.silu = lambda x: x * sigmoid(x)
functional.elu = lambda x, alpha=1.0: np.where(x > 0, x, np.float32(alpha) * np.expm1(np.minimum(x, 0)))
functional.leaky_relu = lambda x, negative_slope=0.01: np.where(x > 0, x, np.float32(negative_slope) * x)


def batch_norm(x, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05):
    need(not training, "the stand-in does not train")
    need(running_mean is not None and running_var is not None, "no statistics")
    scaled = (x - running_mean) / np.sqrt(running_var + np.float32(eps)) * (1 if weight is None else weight)
    return scaled if bias is None else scaled + bias


functional.batch_norm = batch_norm


def softmax(x, dim):
    e = np.exp(x - x.max(dim, keepdims=True))
    return e / e.sum(dim, keepdims=True)


functional.softmax = softmax


def fill(w, values):
    w[...] = values
    return w


init = types.ModuleType("torch.nn.init")
init.zeros_ = lambda tensor: fill(tensor, 0)
init.constant_ = lambda tensor, val: fill(tensor, val)
init.uniform_ = lambda tensor, a=0.0, b=1.0: fill(tensor, np.random.uniform(a, b, tensor.shape))
init.normal_ = lambda tensor, mean=0.0, std=1.0: fill(tensor, np.random.normal(mean, std, tensor.shape))
init.xavier_uniform_ = lambda tensor, gain=1.0: init.uniform_(tensor, -(6 / sum(tensor.shape))**0.5, (6 / sum(tensor.shape))**0.5)
init.xavier_normal_ = lambda tensor, gain=1.0: init.normal_(tensor, 0, (2 / sum(tensor.shape))**0.5)


def orthogonal_(tensor, gain=1):
    tall = np.linalg.qr(np.random.normal(size=sorted(tensor.shape, reverse=True)))[0]
    return fill(tensor, gain * (tall if tensor.shape[0] >= tensor.shape[1] else tall.T))


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu"):
    need(nonlinearity == "relu", nonlinearity)
    return init.uniform_(tensor, -(6 / tensor.shape[1])**0.5, (6 / tensor.shape[1])**0.5)


def kaiming_normal_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu"):
    need(nonlinearity == "relu", nonlinearity)
    return init.normal_(tensor, 0, (2 / tensor.shape[1])**0.5)


init.orthogonal_, init.kaiming_uniform_, init.kaiming_normal_ = orthogonal_, kaiming_uniform_, kaiming_normal_


# -- Optimisers --------------------------------------------------------------------------------------------------


def optimiser(name, **known):
    """a class that takes parameters or groups of them, and these options"""
    class Optimiser:
        def __init__(self, params, lr, **options):
            need(options.keys() <= known.keys(), f"{name} has no {options.keys() - known.keys()}")
            groups = params if isinstance(params[0], dict) else [{"params": params}]
            need(all(group.keys() <= {"params"} | known.keys() for group in groups), f"groups of {name}")
            self.param_groups = [{"lr": lr, **known, **options, **group} for group in groups]
            for group in self.param_groups:
                need(group["weight_decay"] == 0 or all(p.dim() > 1 for p in group["params"]), "decays more than weights")

    return Optimiser


optim = types.ModuleType("torch.optim")
optim.SGD = optimiser("SGD", momentum=0, dampening=0, weight_decay=0, nesterov=False)
optim.Adagrad = optimiser("Adagrad", lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10)
optim.RMSprop = optimiser("RMSprop", alpha=0.99, eps=1e-08, weight_decay=0, momentum=0, centered=False)
optim.Adam = optimiser("Adam", betas=(0.9, 0.999), eps=1e-08, weight_decay=0, amsgrad=False)
optim.AdamW = optimiser("AdamW", betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01, amsgrad=False)

nn = types.ModuleType("torch.nn")
for made in (Module, ModuleDict, Linear, BatchNorm1d, Dropout, Parameter, BCEWithLogitsLoss, CrossEntropyLoss, MSELoss):
    setattr(nn, made.__name__, made)
nn.Parameter = lambda data: wrap(data, Parameter)
nn.init, nn.functional = init, functional
sys.modules.update({"torch.nn": nn, "torch.nn.functional": functional, "torch.nn.init": init, "torch.optim": optim})
