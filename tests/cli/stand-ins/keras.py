# SPDX-License-Identifier: MIT
"""Stands for Keras 3, which Debian does not have, where a script of Gradus is run: every call has Keras's own signature and looks at what it
is given, networks compute in NumPy, and fit() looks at its samples and trains nothing."""
import math
import re
import sys
import types

import numpy as np


def need(fact, said):
    if not fact:
        raise ValueError(f"Keras would refuse this: {said}")


def number(value, low=-math.inf, high=math.inf):
    need(isinstance(value, (int, float)) and low <= value <= high, f"{value!r} is no number from {low} to {high}")
    return value


def module(name, *members):
    made = types.ModuleType(f"keras.{name}")
    for member in members:
        setattr(made, member.__name__, member)
    sys.modules[f"keras.{name}"] = made
    return made


# -- Initialisers ------------------------------------------------------------------------------------------------


class Initialiser:
    def __call__(self, shape, dtype=None):
        need(all(isinstance(n, int) and n > 0 for n in shape), f"{shape} is no shape")
        return np.asarray(self.make(shape), np.float32)


class Zeros(Initialiser):
    def make(self, shape):
        return np.zeros(shape)


class Constant(Initialiser):
    def __init__(self, value=0.0):
        self.value = number(value)

    def make(self, shape):
        return np.full(shape, self.value)


class RandomUniform(Initialiser):
    def __init__(self, minval=-0.05, maxval=0.05, seed=None):
        self.low, self.high = number(minval), number(maxval)

    def make(self, shape):
        return np.random.uniform(self.low, self.high, shape)


class RandomNormal(Initialiser):
    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        self.mean, self.stddev = number(mean), number(stddev, 0)

    def make(self, shape):
        return np.random.normal(self.mean, self.stddev, shape)


class Orthogonal(Initialiser):
    def __init__(self, gain=1.0, seed=None):
        self.gain = number(gain)

    def make(self, shape):
        flat = math.prod(shape[:-1]), shape[-1]
        tall = np.linalg.qr(np.random.normal(size=sorted(flat, reverse=True)))[0]
        return self.gain * (tall if flat[0] >= flat[1] else tall.T).reshape(shape)


initializers = module("initializers", Zeros, Constant, RandomUniform, RandomNormal, Orthogonal)
NAMED = {"zeros": Zeros(), "ones": Constant(1.0), "glorot_uniform": RandomUniform(-0.5, 0.5)}


# -- Layers ------------------------------------------------------------------------------------------------------


class Variable:
    def __init__(self, value, name, trainable=True):
        self.value, self.name, self.trainable = np.asarray(value, np.float32), name, trainable
        self.shape = self.value.shape

    def assign(self, value):
        need(np.shape(value) == self.shape, f"{self.name} is {self.shape}, not {np.shape(value)}")
        self.value = np.asarray(value, np.float32)

    def __array__(self, dtype=None, copy=None):
        return self.value if dtype is None else self.value.astype(dtype)

    def __truediv__(self, by):
        return self.value / by

    def __rmul__(self, other):
        return other * self.value

    def __radd__(self, other):
        return other + self.value


class Symbol:
    """what a layer will say, or an input (no layer)"""
    __array_ufunc__ = None

    def __init__(self, shape, layer=None, inputs=None):
        self.shape, self.layer, self.inputs = shape, layer, inputs

    def compute(self, x, known):
        if id(self) not in known:
            several = isinstance(self.inputs, list)
            given = [i.compute(x, known) for i in (self.inputs if several else [self.inputs])] if self.layer else None
            known[id(self)] = self.layer.call(given if several else given[0]) if self.layer else x
        return known[id(self)]


class Layer:
    def __init__(self, *, name=None, trainable=True, dtype=None):
        need(name is None or re.fullmatch(r"[A-Za-z0-9.][A-Za-z0-9_.\\/-]*", name), f"{name!r} is no name")
        self.name, self.variables, self.input, self.output = name, [], None, None

    def add_weight(self, shape=None, initializer=None, dtype=None, trainable=True, name=None):
        initializer = NAMED[initializer] if isinstance(initializer, str) else initializer
        self.variables.append(Variable(initializer(tuple(shape)), name, trainable))
        return self.variables[-1]

    def build(self, shape):
        pass

    def __call__(self, given):
        several = isinstance(given, list)
        shapes = [s.shape for s in (given if several else [given])]
        if self.output is None:
            self.build(shapes if several else shapes[0])
        zeros = [np.zeros((2, *shape[1:]), np.float32) for shape in shapes]
        said = self.call(zeros if several else zeros[0])
        self.input, self.output = given, Symbol((None, *said.shape[1:]), self, given)
        return self.output

    def set_weights(self, weights):
        need(len(weights) == len(self.variables), f"{self.name} has {len(self.variables)} tensors, not {len(weights)}")
        for variable, value in zip(self.variables, weights):
            variable.assign(value)


class L1L2:
    def __init__(self, l1=0.0, l2=0.0):
        number(l1, 0), number(l2, 0)


class Weighted(Layer):
    """what Dense and Conv2D have alike"""

    def begin(self, units, kernel_initializer="glorot_uniform", bias_initializer="zeros", kernel_regularizer=None, bias_regularizer=None, **options):
        Layer.__init__(self, **options)
        need(isinstance(units, int) and units > 0, f"{units} units")
        need(kernel_regularizer is None or isinstance(kernel_regularizer, L1L2), "a regulariser of another kind")
        self.units, self.starts = units, (kernel_initializer, bias_initializer)

    def add_weights(self, shape):
        self.kernel = self.add_weight(shape=(*shape, self.units), initializer=self.starts[0], name="kernel")
        self.bias = self.add_weight(shape=(self.units,), initializer=self.starts[1], name="bias")


class Dense(Weighted):
    def __init__(self, units, activation=None, use_bias=True, **options):
        self.begin(units, **options)

    def build(self, shape):
        need(len(shape) == 2, f"a dense layer of {shape}, which Keras takes, but each place by itself")
        self.add_weights(shape[-1:])

    def call(self, x):
        return x @ self.kernel.value + self.bias.value


# Of maps: (samples, height, width, channels).


def pair(value):
    value = (value, value) if isinstance(value, int) else value
    need(isinstance(value, tuple) and len(value) == 2 and all(isinstance(n, int) and n > 0 for n in value), f"{value!r} are no two sizes")
    return value


def same_zeros(size, window, step):
    """how many before and how many behind TensorFlow puts for “same”"""
    total = max((-(-size // step) - 1) * step + window - size, 0)
    return total // 2, total - total // 2


class Windowed:
    """what layers with a window over maps have alike"""

    def set_window(self, window, strides, padding):
        need(padding in ("valid", "same"), f"padding {padding!r}")
        self.window, self.strides, self.padding = pair(window), pair(window if strides is None else strides), padding

    def windows(self, x, fill=0.0):
        """(samples, rows, columns, channels, window height, window width)"""
        need(x.ndim == 4, f"maps of {x.shape}")
        if self.padding == "same":
            zeros = [same_zeros(*sizes) for sizes in zip(x.shape[1:3], self.window, self.strides)]
            x = np.pad(x, [(0, 0), *zeros, (0, 0)], constant_values=fill)
        need(all(n >= k for n, k in zip(x.shape[1:3], self.window)), f"a window of {self.window} over {x.shape}")
        return np.lib.stride_tricks.sliding_window_view(x, self.window, (1, 2))[:, :: self.strides[0], :: self.strides[1]]


class Conv2D(Weighted, Windowed):
    def __init__(self, filters, kernel_size, strides=(1, 1), padding="valid", data_format=None, dilation_rate=(1, 1), groups=1, activation=None,
                 use_bias=True, **options):
        self.begin(filters, **options)
        self.set_window(kernel_size, strides, padding)

    def build(self, shape):
        need(len(shape) == 4, f"maps of {shape}")
        self.add_weights((*self.window, shape[-1]))

    def call(self, x):
        return np.einsum("nrqcij,ijcf->nrqf", self.windows(x), self.kernel.value, optimize=True) + self.bias.value


class ZeroPadding2D(Layer):
    def __init__(self, padding=(1, 1), data_format=None, **options):
        super().__init__(**options)
        need(len(padding) == 2 and all(isinstance(n, int) and n >= 0 for side in padding for n in side), f"{padding!r} are no sides")
        self.padding = padding

    def call(self, x):
        need(x.ndim == 4, f"maps of {x.shape}")
        return np.pad(x, [(0, 0), *self.padding, (0, 0)])


class MaxPooling2D(Layer, Windowed):
    def __init__(self, pool_size=(2, 2), strides=None, padding="valid", data_format=None, **options):
        super().__init__(**options)
        self.set_window(pool_size, strides, padding)

    def call(self, x):
        return self.windows(x, -np.inf).max((4, 5))


class AveragePooling2D(MaxPooling2D):
    def call(self, x):
        need(self.padding == "valid", "a mean of zeros around, which frameworks count or not")
        return self.windows(x).mean((4, 5))


class GlobalAveragePooling2D(Layer):
    def __init__(self, data_format=None, keepdims=False, **options):
        super().__init__(**options)

    def call(self, x):
        need(x.ndim == 4, f"maps of {x.shape}")
        return x.mean((1, 2))


class MaxPooling3D(Layer):
    def __init__(self, pool_size=(2, 2, 2), strides=None, padding="valid", data_format=None, **options):
        super().__init__(**options)
        need(len(pool_size) == 3 and strides is None and padding == "valid", f"{pool_size!r}")
        self.size = pool_size

    def call(self, x):
        need(x.ndim == 5, f"pool {x.shape}")
        for axis, size in enumerate(self.size, 1):
            x = x[(slice(None),) * axis + (slice(x.shape[axis] // size * size),)]
            x = x.reshape(*x.shape[:axis], -1, size, *x.shape[axis + 1:]).max(axis + 1)
        return x


class Permute(Layer):
    def __init__(self, dims, **options):
        super().__init__(**options)
        need(sorted(dims) == list(range(1, len(dims) + 1)), f"{dims!r} are no axes from 1 on")
        self.dims = dims

    def call(self, x):
        need(x.ndim == len(self.dims) + 1, f"permute {x.shape} by {self.dims}")
        return x.transpose(0, *self.dims)


class Flatten(Layer):
    def __init__(self, data_format=None, **options):
        super().__init__(**options)

    def call(self, x):
        return x.reshape(len(x), -1)


def erf(z):
    return np.vectorize(math.erf, otypes=[float])(z)


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


ACTIVATIONS = {
    "sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "softplus": lambda z: np.logaddexp(0, z), "softmax": softmax,
    "selu": lambda z: 1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * np.expm1(np.minimum(z, 0))),
    "gelu": lambda z: z * (1 + erf(z / math.sqrt(2))) / 2, "silu": lambda z: z * sigmoid(z)}


class Activation(Layer):
    def __init__(self, activation, **options):
        super().__init__(**options)
        self.call = ACTIVATIONS[activation]


class LeakyReLU(Layer):
    def __init__(self, negative_slope=0.3, **options):
        super().__init__(**options)
        self.call = lambda z: np.where(z > 0, z, number(negative_slope, 0) * z)


class ELU(Layer):
    def __init__(self, alpha=1.0, **options):
        super().__init__(**options)
        self.call = lambda z: np.where(z > 0, z, number(alpha) * np.expm1(np.minimum(z, 0)))


class Dropout(Layer):
    def __init__(self, rate, noise_shape=None, seed=None, **options):
        super().__init__(**options)
        number(rate, 0, 1)
        self.call = lambda x: x


class Add(Layer):
    def build(self, shapes):
        need(isinstance(shapes, list) and len(shapes) > 1 and len(set(shapes)) == 1, f"add {shapes}")

    def call(self, given):
        return sum(given)


class Reshape(Layer):
    def __init__(self, target_shape, **options):
        super().__init__(**options)
        self.call = lambda x: x.reshape(len(x), *target_shape)


class GlobalMaxPooling1D(Layer):
    def call(self, x):
        need(x.ndim == 3, f"pool {x.shape}")
        return x.max(1)


class BatchNormalization(Layer):
    def __init__(self, axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, **options):
        super().__init__(**options)
        self.momentum, self.epsilon, self.center, self.scale = number(momentum, 0, 1), number(epsilon, 0), center, scale

    def build(self, shape):
        self.gamma = self.add_weight(shape=shape[-1:], initializer="ones", name="gamma") if self.scale else np.float32(1)
        self.beta = self.add_weight(shape=shape[-1:], initializer="zeros", name="beta") if self.center else np.float32(0)
        self.mean = self.add_weight(shape=shape[-1:], initializer="zeros", name="moving_mean", trainable=False)
        self.variance = self.add_weight(shape=shape[-1:], initializer="ones", name="moving_variance", trainable=False)

    def call(self, x):
        return (x - np.asarray(self.mean)) / np.sqrt(np.asarray(self.variance) + self.epsilon) * np.asarray(self.gamma) + np.asarray(self.beta)


layers = module("layers", Layer, Dense, Conv2D, ZeroPadding2D, MaxPooling2D, AveragePooling2D, GlobalAveragePooling2D, MaxPooling3D, Permute, Flatten,
                Activation, LeakyReLU, ELU, Dropout, Add, Reshape, GlobalMaxPooling1D, BatchNormalization)
regularizers = module("regularizers", L1L2)


# -- Costs and optimisers ----------------------------------------------------------------------------------------


class Loss:
    def __call__(self, y_true, y_pred):
        need(np.shape(y_true) == np.shape(y_pred), f"targets of {np.shape(y_true)}, outputs of {np.shape(y_pred)}")
        return np.mean(self.find(np.asarray(y_true, float), np.asarray(y_pred, float)))


class BinaryCrossentropy(Loss):
    def __init__(self, from_logits=False):
        need(from_logits, "not from logits")

    def find(self, y, z):
        return np.maximum(z, 0) - z * y + np.log1p(np.exp(-abs(z)))


class CategoricalCrossentropy(Loss):
    def __init__(self, from_logits=False):
        need(from_logits, "not from logits")

    def find(self, y, z):
        return np.log(np.exp(z - z.max(1, keepdims=True)).sum(1)) + z.max(1) - (y * z).sum(1)


class MeanSquaredError(Loss):
    def find(self, y, a):
        return (y - a)**2


losses = module("losses", BinaryCrossentropy, CategoricalCrossentropy, MeanSquaredError)


class LearningRateSchedule:
    pass


class Optimizer:
    weight_decay = None

    def begin(self, rate, clipnorm=None):
        need(isinstance(rate, LearningRateSchedule) or number(rate, 0) > 0, f"rate {rate}")
        need(clipnorm is None or clipnorm > 0, f"clip {clipnorm}")
        self.rate, self.left_out = rate, []

    def exclude_from_weight_decay(self, var_list=None, var_names=None):
        self.left_out = list(var_names)


class SGD(Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None):
        self.begin(learning_rate, global_clipnorm)
        number(momentum, 0, 1)


class Adagrad(Optimizer):
    def __init__(self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7, weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None):
        self.begin(learning_rate, global_clipnorm)
        number(initial_accumulator_value, 0)


class RMSprop(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False, weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None):
        self.begin(learning_rate, global_clipnorm)
        number(rho, 0, 1)


class Adam(Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False, weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None):
        self.begin(learning_rate, global_clipnorm)
        number(beta_1, 0, 1), number(beta_2, 0, 1), number(epsilon, 0)
        self.weight_decay = weight_decay


class AdamW(Adam):
    def __init__(self, learning_rate=0.001, weight_decay=0.004, **options):
        super().__init__(learning_rate, weight_decay=weight_decay, **options)


schedules = module("optimizers.schedules", LearningRateSchedule)
optimizers = module("optimizers", SGD, Adagrad, RMSprop, Adam, AdamW)
optimizers.schedules = schedules


# -- Networks ----------------------------------------------------------------------------------------------------


def Input(shape=None):
    need(isinstance(shape, tuple) and all(isinstance(n, int) for n in shape), f"{shape} is no shape")
    return Symbol((None, *shape))


class Model:
    def __init__(self, inputs, outputs):
        self.inputs = inputs if isinstance(inputs, list) else [inputs]
        self.outputs, self.layers = outputs, []
        self.collect(outputs)
        names = [layer.name for layer in self.layers if layer.name]
        need(len(set(names)) == len(names), f"names twice among {names}")

    def collect(self, symbol):
        if symbol.layer and symbol.layer not in self.layers:
            for given in symbol.inputs if isinstance(symbol.inputs, list) else [symbol.inputs]:
                self.collect(given)
            self.layers.append(symbol.layer)

    def get_layer(self, name=None):
        return next(layer for layer in self.layers if layer.name == name)

    def predict(self, x, batch_size=None, verbose="auto"):
        need(x.dtype == np.float32 and x.shape[1:] == self.inputs[0].shape[1:], f"samples of {x.dtype} {x.shape}")
        return np.asarray(self.outputs.compute(x, {}), np.float32)

    def compile(self, optimizer="rmsprop", loss=None, metrics=None):
        need(isinstance(optimizer, Optimizer) and isinstance(loss, Loss), "no optimiser or no loss")
        self.optimizer, self.loss = optimizer, loss

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose="auto"):
        need(isinstance(batch_size, int) and batch_size > 0 and isinstance(epochs, int) and epochs > 0, "sizes")
        need(len(x) == len(y), "as many targets")
        self.loss(y, self.predict(x))
        if isinstance(self.optimizer.rate, LearningRateSchedule):
            number(float(self.optimizer.rate(np.int64(epochs))), 0)
        if self.optimizer.weight_decay:  # which variables are decayed, by Keras's own rule
            self.decayed = [v.name for layer in self.layers for v in layer.variables
                            if v.trainable and not any(re.search(name, v.name) for name in self.optimizer.left_out)]
            need(set(self.decayed) <= {"kernel"}, f"decays {self.decayed}, Gradus weights only")


class Sequential(Model):
    def __init__(self, layers):
        first = symbol = layers[0]
        for layer in layers[1:]:
            symbol = layer(symbol)
        super().__init__(first, symbol)


class ops:
    @staticmethod
    def concatenate(xs, axis=-1):
        return np.concatenate(xs, axis)


class utils:
    @staticmethod
    def set_random_seed(seed):
        need(isinstance(seed, int) and 0 <= seed < 2**32, f"seed {seed}")
        np.random.seed(seed)
