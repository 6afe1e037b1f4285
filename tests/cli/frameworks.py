# SPDX-License-Identifier: MIT
"""torch and keras for tests that run what Gradus exports: PyTorch itself where it is installed, else what stands for it, which does not
train; Keras, which Debian does not have, always by what stands for it."""
import importlib
import sys
from pathlib import Path

STAND_INS = Path(__file__).parent / "stand-ins"


def stand_in(name):
    sys.path.insert(0, str(STAND_INS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(STAND_INS))


keras = stand_in("keras")
try:
    import torch
    torch.set_num_threads(1)
    TRAINS = True
except ImportError:
    torch = stand_in("torch")
    TRAINS = False
