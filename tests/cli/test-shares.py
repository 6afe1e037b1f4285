#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""One lucky seed? The shares of a hundred seeds that solve XOR with ten hidden layers, beside those of a prototype with another
generator: 0, 39, 99, 99 and 100 %. As far apart as two draws of a hundred may be (more than three standard deviations)."""
import json
import subprocess
import sys
import unittest

CLI = sys.argv.pop()
PROTOTYPE = {"Sigmoid": 0, "ReLU": 39, "Leaky ReLU": 99, "ELU": 99, "Tanh": 100}


class Shares(unittest.TestCase):
    def test_shares(self):
        done = subprocess.run([CLI, "sweep", "lucky-seed", "--json"], capture_output=True, text=True, check=True)
        result = json.loads(done.stdout)
        solved = {cell["values"]["network.hidden.activation"]: cell["solved"] for cell in result["cells"]}
        print(f"{len(solved)} activations x {result['seeds']} seeds in {result['seconds']:.1f} s: {solved}", file=sys.stderr)
        self.assertEqual((result["seeds"], result["steps"]), (100, 200000))
        for name, expected in PROTOTYPE.items():
            share = expected / 100
            allowed = 3.5 * (2 * max(share * (1 - share), 0.01) * 100) ** 0.5
            self.assertLessEqual(abs(solved[name] - expected), allowed, name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
