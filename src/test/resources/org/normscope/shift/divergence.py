"""Golden values of the divergence of channel statistics, by torch.distributions: python3 divergence.py > divergence.json"""
import json

import torch
from torch.distributions import Normal, kl_divergence

LEAST = 1e-5


def symmetric(a, b):
    """a, b: [C, values] in float64."""
    p = Normal(a.mean(1), a.var(1, unbiased=False).clamp(min=LEAST).sqrt())
    q = Normal(b.mean(1), b.var(1, unbiased=False).clamp(min=LEAST).sqrt())
    return (kl_divergence(p, q) + kl_divergence(q, p)).mean().item()


torch.manual_seed(5)
cases = []
for pictures, channels, height, width in [(4, 3, 5, 4), (3, 1, 2, 2), (6, 5, 7, 3), (2, 4, 1, 1)]:
    a = torch.randn(pictures, channels, height, width).relu()
    b = torch.randn(pictures, channels, height, width) * 3 + 1
    b[:, 0] = 2.5  # a channel that is the same everywhere
    x, y = a.double(), b.double()
    cases.append({
        "shape": list(a.shape), "a": a.flatten().tolist(), "b": b.flatten().tolist(),
        "within": symmetric(x[0].flatten(1), y[0].flatten(1)),
        "sets": symmetric(x.mean((2, 3)).T, y.mean((2, 3)).T)})
print(json.dumps(cases))
