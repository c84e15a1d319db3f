"""Makes golden.json and golden.bin beside this file: what PyTorch gives where ONNX has no operator.

golden.bin holds float32 values, little endian. golden.json lists the cases: the id and the settings of the
normalization, and for each tensor its shape; a case's tensors follow one another in the file in the order
maps, expected, and for those that work on weights also input, weights, bias. PyTorch 1.13 made the files.
"""
import json
import os

import numpy
import torch
import torch.nn.functional as F

CASES = 200
HERE = os.path.dirname(os.path.abspath(__file__))
rng = numpy.random.default_rng(2)


def integer(low, high):
    return int(rng.integers(low, high + 1))


def log_uniform(low, high):
    return float("%.4g" % (low * (high / low) ** rng.random()))


def maps(channels=None, height=None, width=None):
    n, c = integer(1, 2), channels or integer(2, 6)
    h, w = height or integer(2, 4), width or integer(2, 4)
    values = rng.normal(size=(n, c, h, w)) * rng.uniform(0.5, 3, size=(1, c, 1, 1)) + rng.normal(size=(1, c, 1, 1))
    return torch.from_numpy(values.astype(numpy.float32))


def pos():
    x, eps = maps(), log_uniform(1e-6, 1e-1)
    d = x.double()
    mean, variance = d.mean(1, keepdim=True), d.var(1, unbiased=False, keepdim=True)
    return "pos", f"eps={eps}", x, (d - mean) / torch.sqrt(variance + eps), []


def lrn_intra():
    x, n, alpha = maps(), 2 * integer(0, 2) + 1, log_uniform(1e-3, 1)
    k, beta = round(0.5 + 2 * rng.random(), 3), [0.5, 0.75, 1, round(0.1 + rng.random(), 3)][integer(0, 3)]
    dialect = ["alexnet", "caffe"][integer(0, 1)]
    sums = F.avg_pool2d(x.double() ** 2, n, 1, n // 2, count_include_pad=True) * n * n
    below = k + alpha * sums if dialect == "alexnet" else 1 + alpha / (n * n) * sums
    settings = f"dialect={dialect} n={n} alpha={alpha} beta={beta}" + (f" k={k}" if dialect == "alexnet" else "")
    return "lrn-intra", settings, x, x.double() / below ** beta, []


def l2():
    x = maps()
    return "l2", "", x, F.normalize(x.double().flatten(1), dim=1).reshape(x.shape), []


def l2_scale():
    x, scale = maps(), round(0.5 + 30 * rng.random(), 3)
    return "l2-scale", f"scale={scale}", x, scale * F.normalize(x.double(), dim=1), []


def rms_hw():
    x, eps = maps(), log_uniform(1e-6, 1e-1)
    d = x.double()
    return "rms", f"set=hw eps={eps}", x, d * torch.rsqrt((d ** 2).mean((2, 3), keepdim=True) + eps), []


def convolution():
    groups, per_group = integer(1, 2), integer(1, 3)
    kh, kw, stride, padding, dilation = integer(1, 3), integer(1, 3), integer(1, 2), integer(0, 1), integer(1, 2)
    x = maps(groups * per_group, (kh - 1) * dilation + integer(1, 3), (kw - 1) * dilation + integer(1, 3))
    weights = torch.from_numpy(rng.normal(0.1, 0.5, size=(groups * integer(1, 3), per_group, kh, kw)).astype(numpy.float32))
    bias = torch.from_numpy(rng.normal(size=weights.shape[0]).astype(numpy.float32))
    geometry = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    return x, weights, bias, geometry


def ws():
    x, weights, bias, geometry = convolution()
    while weights[0].numel() < 2:
        x, weights, bias, geometry = convolution()
    eps = log_uniform(1e-5, 1e-2)
    w = weights.double()
    mean = w.mean((1, 2, 3), keepdim=True)
    sigma = w.flatten(1).std(1, unbiased=True).reshape(-1, 1, 1, 1)
    expected = F.conv2d(x.double(), (w - mean) / (sigma + eps), bias.double(), **geometry)
    return "ws", f"eps={eps}", F.conv2d(x, weights, bias, **geometry), expected, [x, weights, bias], geometry


def wn():
    x, weights, bias, geometry = convolution()
    gain = round(0.1 + 3 * rng.random(), 3)
    layer = torch.nn.Conv2d(1, 1, 1, bias=False)
    layer.weight = torch.nn.Parameter(weights.double())
    torch.nn.utils.weight_norm(layer, dim=0)
    layer.weight_g.data.fill_(gain)
    normalized = torch._weight_norm(layer.weight_v, layer.weight_g, 0).detach()
    expected = F.conv2d(x.double(), normalized, bias.double(), **geometry)
    return "wn", f"gain={gain}", F.conv2d(x, weights, bias, **geometry), expected, [x, weights, bias], geometry


def cosine(centred):
    x, weights, bias, geometry = convolution()
    while centred and weights[0].numel() < 3:
        x, weights, bias, geometry = convolution()
    groups, units, shape = geometry["groups"], weights.shape[0], weights.shape[2:]
    plain = F.conv2d(x, weights, bias, **geometry)
    per_group = units // groups
    parts = []
    for group in range(groups):
        part = x.double().chunk(groups, 1)[group]
        patches = F.unfold(part, shape, dilation=geometry["dilation"], padding=geometry["padding"], stride=geometry["stride"])
        for w in weights.double()[group * per_group:(group + 1) * per_group].flatten(1):
            p, v = patches, w.reshape(1, -1, 1)
            if centred:
                p, v = p - p.mean(1, keepdim=True), v - v.mean()
            parts.append(F.cosine_similarity(p, v.expand_as(p), dim=1, eps=1e-12))
    expected = torch.stack(parts, 1).reshape(plain.shape)
    return "cosine", f"centred={str(centred).lower()}", plain, expected, [x, weights, bias], geometry


def write(name, makers):
    cases = []
    with open(os.path.join(HERE, name + ".bin"), "wb") as values:
        for maker in makers:
            for _ in range(CASES):
                norm, settings, x, expected, more, *named = maker()
                tensors = [x, expected] + list(more)
                for tensor in tensors:
                    values.write(tensor.detach().numpy().astype("<f4").tobytes())
                case = {"id": norm, "settings": settings, "shapes": [list(tensor.shape) for tensor in tensors]}
                if named:
                    case["geometry" if isinstance(named[0], dict) else "more"] = named[0]
                cases.append(case)
    with open(os.path.join(HERE, name + ".json"), "w") as index:
        index.write("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")


if __name__ == "__main__":
    write("golden", [pos, lrn_intra, l2, l2_scale, rms_hw, ws, wn, lambda: cosine(False), lambda: cosine(True)])
