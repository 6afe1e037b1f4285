#!/usr/bin/python3
"""The numbers of xoshiro256++ seeded by SplitMix64, as src/nn/random.h documents it, in plain Python integers."""
import json

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, state):
        self.state = state

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


class Xoshiro256PlusPlus:
    def __init__(self, seed, stream):
        mix = SplitMix64(SplitMix64(seed).next() ^ stream)
        self.s = [mix.next() for _ in range(4)]

    def next(self):
        s = self.s
        result = (rotate((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 45)
        return result


def make_cases():
    for seed, stream in ((0, 0), (1, 1), (1, 2), (19, 11), (1 << 53, 1)):
        generator = Xoshiro256PlusPlus(seed, stream)
        draws = [generator.next() for _ in range(8)]
        yield {"seed": seed, "stream": stream, "draws": [f"{d:016x}" for d in draws],
               "uniform": [-1 + 2 * ((d >> 40) * 2.0**-24) for d in draws]}


if __name__ == "__main__":
    print(json.dumps(list(make_cases()), indent=1))
