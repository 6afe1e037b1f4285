#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""One lucky seed? The shares of a hundred seeds that solve XOR with ten hidden layers, beside those of a prototype with another
generator: 0, 39, 99, 99 and 100 %. As far apart as two draws may be (more than three standard deviations).

usage: test-shares.py GRADUS-CLI [SEEDS]"""
import json
import subprocess
import sys
import unittest

CLI, SEEDS = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100
PROTOTYPE = {"Sigmoid": 0, "ReLU": 39, "Leaky ReLU": 99, "ELU": 99, "Tanh": 100}


class Shares(unittest.TestCase):
    def test_shares(self):
        done = subprocess.run([CLI, "sweep", "lucky-seed", f"--seeds={SEEDS}", "--json"], capture_output=True, text=True, check=True)
        result = json.loads(done.stdout)
        solved = {cell["values"]["network.hidden.activation"]: cell["solved"] for cell in result["cells"]}
        print(f"{len(solved)} activations x {result['seeds']} seeds in {result['seconds']:.1f} s: {solved}", file=sys.stderr)
        self.assertEqual((result["seeds"], result["steps"]), (SEEDS, 200000))
        for name, expected in PROTOTYPE.items():
            share = expected / 100
            allowed = 3.5 * SEEDS * (max(share * (1 - share), 0.01) * (1 / 100 + 1 / SEEDS)) ** 0.5
            self.assertLessEqual(abs(solved[name] - share * SEEDS), allowed, name)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
