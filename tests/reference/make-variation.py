#!/usr/bin/python3
"""Pictures mirrored and shifted as src/nn/variation.h documents it, by NumPy: writes variation.json beside itself.

Number k of a picture of n numbers is k + 1, so that 0 is what came in from beyond the edge.
"""
import importlib.util
import json
import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("make_random", os.path.join(HERE, "make-random.py"))
make_random = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_random)


def vary(picture, mirror, shift, seed, epoch, sample):
    """A picture (planes, height, width, numbers together)."""
    random = make_random.Xoshiro256PlusPlus(seed, (3 << 60) + (epoch << 32) + sample)
    if mirror and random.next() >> 63:
        picture = picture[:, :, ::-1]
    if shift == 0:
        return picture
    right, down = (((random.next() >> 32) * (2 * shift + 1) >> 32) - shift for _ in range(2))
    room = 2 * shift
    wide = np.pad(picture, ((0, 0), (room, room), (room, room), (0, 0)))
    height, width = picture.shape[1:3]
    return wide[:, room - down:room - down + height, room - right:room - right + width]


def main():
    cases = []
    for planes, height, width, together in ((1, 4, 5, 1), (3, 3, 4, 1), (1, 5, 3, 3)):
        for mirror, shift in ((True, 0), (False, 1), (True, 2), (True, 7)):
            picture = np.arange(1, planes * height * width * together + 1).reshape(planes, height, width, together)
            for epoch, sample in ((0, 0), (0, 1), (1, 0), (3, 40), (70000, 59999)):
                out = vary(picture, mirror, shift, 5, epoch, sample)
                cases.append({"shape": [planes, height, width, together], "mirror": mirror, "shift": shift, "seed": 5, "epoch": epoch,
                              "sample": sample, "numbers": out.ravel().tolist()})
    with open(os.path.join(HERE, "variation.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()
