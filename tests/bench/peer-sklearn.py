#!/usr/bin/python3
"""peer-sklearn.py WORKLOAD SECONDS: scikit-learn's rate on deep-sigmoid (steps a second) or images (samples a second)."""
import sys
import time
import warnings
import numpy as np
from sklearn.neural_network import MLPClassifier

warnings.simplefilter("ignore")
random = np.random.RandomState(1)
SETTINGS = dict(solver="sgd", tol=0, n_iter_no_change=10**9, random_state=1, alpha=0)
if sys.argv[1] == "deep-sigmoid":
    x, y, counted = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0]), 1
    network = MLPClassifier((5,) * 10, activation="logistic", batch_size=4, learning_rate_init=0.1, momentum=0, max_iter=200,
                            **SETTINGS)
else:
    x, y, counted = random.rand(10000, 784).astype(np.float32), random.randint(0, 10, 10000), 10000
    network = MLPClassifier((128,), batch_size=128, learning_rate_init=0.001, momentum=0.9, nesterovs_momentum=False,
                            max_iter=5, **SETTINGS)
start, epochs = time.monotonic(), 0
while time.monotonic() < start + float(sys.argv[2]):
    epochs += network.fit(x, y).n_iter_
print(round(epochs * counted / (time.monotonic() - start)))
