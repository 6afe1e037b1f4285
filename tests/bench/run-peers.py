#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""run-peers.py GRADUS-CLI BENCH-SGEMM [PEER-FANN]: Gradus beside the engines that Debian has, in turn, and the ratios pair by pair.

Needs python3-torch, python3-sklearn and libfann-dev; who is not there is left out."""
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CLI, SGEMM, FANN = (sys.argv[1:] + [None])[:3]
ROUNDS, SECONDS = 5, "1.5"
# OpenBLAS's own threads would count twice.
ONE = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")


def output(*command):
    done = subprocess.run(command, capture_output=True, text=True, env=ONE)
    return float(done.stdout) if done.returncode == 0 else None


def gradus(workload, threads):
    figures = json.loads(subprocess.run([CLI, "bench", workload, "--json"], capture_output=True, text=True, check=True).stdout)
    return next((f["figure"] for f in figures if f["threads"] == threads), None)


def torch(workload, threads):
    return lambda: output("/usr/bin/python3", f"{HERE}/peer-torch.py", workload, str(threads), SECONDS)


def sklearn(workload):
    return lambda: output("/usr/bin/python3", f"{HERE}/peer-sklearn.py", workload, SECONDS)


# Rows, inputs and, of convolutions, places of the products of a step.
PRODUCTS = {
    "images": (128, "128x784 10x128"),
    "images-deep": (256, "512x784 512x512 512x512 10x512"),
    "lenet": (32, "6x25x784 16x150x100 120x400 84x120 10x84"),
    "conv-fashion": (32, "8x25x784 16x200x196 10x784"),
    "conv-wide": (128, "32x9x784 64x288x196 128x3136 10x128"),
    "conv-cifar": (32, "16x75x1024 20x400x256 20x500x64 10x320"),
    "fitnet": (64, "16x27x1024 16x144x1024 16x144x1024 32x144x256 32x288x256 32x288x256 48x288x64 48x432x64 64x432x64 10x64"),
}


def sgemm(workload, threads):
    batch, layers = PRODUCTS[workload]
    return lambda: output(SGEMM, str(batch), str(threads), SECONDS, *layers.split())


def fann():
    return output(FANN, SECONDS) if FANN else None


PAIRS = [("deep-sigmoid", 1, "FANN", fann), ("deep-sigmoid", 1, "PyTorch", torch("deep-sigmoid", 1)),
         ("deep-sigmoid", 1, "scikit-learn", sklearn("deep-sigmoid")), ("deep-relu", 1, "PyTorch", torch("deep-relu", 1)),
         ("xor", 1, "PyTorch", torch("xor", 1)), ("spiral", 1, "PyTorch", torch("spiral", 1)),
         ("images", 1, "PyTorch", torch("images", 1)), ("images", 1, "scikit-learn", sklearn("images")),
         ("images", 1, "sgemm calls alone", sgemm("images", 1)), ("images", 2, "sgemm calls alone", sgemm("images", 2)),
         ("images-deep", 1, "PyTorch", torch("images-deep", 1)), ("images-deep", 2, "PyTorch", torch("images-deep", 2)),
         ("images-deep", 1, "sgemm calls alone", sgemm("images-deep", 1)),
         ("images-deep", 2, "sgemm calls alone", sgemm("images-deep", 2))]
for name in ("lenet", "conv-fashion", "conv-wide", "conv-cifar", "fitnet"):
    for threads in (1, 2):
        PAIRS += [(name, threads, "PyTorch", torch(name, threads)), (name, threads, "sgemm calls alone", sgemm(name, threads))]

print(f"median of {ROUNDS} pairs\n{'workload':13} threads {'Gradus':>12}  {'peer':18} {'its rate':>12}   Gradus / peer")
for workload, threads, name, peer in PAIRS:
    pairs = [(gradus(workload, threads), peer()) for _ in range(ROUNDS)]
    if any(a is None or b is None for a, b in pairs):
        print(f"{workload:13} {threads:7} {'':>12}  {name:18} is not to be had here")
        continue
    ours, theirs = (statistics.median(column) for column in zip(*pairs))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{workload:13} {threads:7} {ours:12,.0f}  {name:18} {theirs:12,.0f}   {ratio:.2f}", flush=True)
