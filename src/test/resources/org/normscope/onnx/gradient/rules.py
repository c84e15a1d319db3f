"""Gradients of single operators by PyTorch in float64: rules.json, which RulesAgreementTest compares with.

usage: python3 rules.py   in this folder, with PyTorch and NumPy
The objective is the sum of the output's cells, each times a seed. A case is an operator with its attributes,
     its inputs
in order (a list of extents and cells; whole numbers where their name says so) and the gradients of some of them.
"""
import json
import math
import pathlib
import numpy as np
import torch
import torch.nn.functional as F

random = np.random.default_rng(14)
cases = []


def cells(*extents, low=-2.0, high=2.0):
    """No two closer than a third of a step, none near 0: no kink nearby, no ties."""
    count = int(np.prod(extents))
    steps = random.permutation(count) + .5 + random.uniform(-.3, .3, count)
    return torch.tensor(np.float32(low + (high - low) * steps / count).astype(np.float64).reshape(extents))


def whole(*values):
    return np.array(values, dtype=np.int64)


def case(operator, function, *inputs, opset=17, fixed=(), **attributes):
    """@param fixed positions of inputs whose gradient is not compared"""
    real = [x.clone().requires_grad_(i not in fixed) if isinstance(x, torch.Tensor) else x for i,
         x in enumerate(inputs)]
    result = function(*[x for x in real if x is not None])
    seed = torch.tensor(np.float32(random.normal(size=result.shape)).astype(np.float64))
    (result * seed).sum().backward()

    def told(x):
        if x is None:
            return None
        array = x.detach().numpy() if isinstance(x, torch.Tensor) else x
        return {"extents": list(array.shape), "whole": array.dtype == np.int64, "cells": rounded(array)}

    cases.append({"operator": operator, "opset": opset, "attributes": attributes,
                  "inputs": [told(x) for x in inputs], "seed": told(seed),
                  "gradients": {str(i): rounded(x.grad.numpy()) for i, x in enumerate(real)
                                if isinstance(x, torch.Tensor) and x.grad is not None}})


def rounded(array):
    return [v if isinstance(v, int) else float(f"{v:.8g}") for v in array.ravel().tolist()]



X = (1, 2, 4, 4)
# Convolutions and products
case("Conv", lambda x, w, b: F.conv2d(x, w, b, padding=1), cells(*X), cells(3, 2, 3, 3), cells(3), pads=[1, 1, 1, 1])
case("Conv", lambda x, w: F.conv2d(F.pad(x, (0, 1, 0, 1)), w, stride=2, groups=2), cells(*X), cells(2, 1, 3, 3),
     group=2,
     strides=[2, 2], auto_pad="SAME_UPPER")
case("Conv", lambda x, w: F.conv2d(x, w, dilation=2, padding=(2, 1)), cells(*X), cells(2, 2, 2, 2), dilations=[2, 2],
     pads=[2, 1, 2, 1])
case("Conv", lambda x, w: F.conv1d(x, w, stride=2, groups=2), cells(1, 4, 7), cells(4, 2, 3), strides=[2], group=2)
case("ConvTranspose", lambda x, w, b: F.conv_transpose2d(x, w, b, 2, 1, 1), cells(1, 2, 3, 3), cells(2, 2, 3, 3),
     cells(2),
     strides=[2, 2], pads=[1, 1, 1, 1], output_padding=[1, 1])
case("ConvTranspose", lambda x, w: F.conv_transpose2d(x, w, groups=2, dilation=2), cells(1, 2, 2, 2), cells(2, 1, 2,
     2),
     group=2, dilations=[2, 2])
case("Gemm", lambda a, b, c: .5 * (a.T @ b.T) + 2 * c, cells(3, 2), cells(4, 3), cells(4), alpha=.5, beta=2.0,
     transA=1,
     transB=1)
case("MatMul", torch.matmul, cells(2, 1, 3, 4), cells(2, 4, 2))
case("Einsum", lambda a, b: torch.einsum("bij,bkj->bik", a, b), cells(2, 2, 3), cells(2, 4, 3),
     equation="bij,bkj->bik")
# Normalizations
P = cells(3, low=.5, high=2)
case("BatchNormalization", lambda x, g, b, m, v: F.batch_norm(x, m, v, g, b, False, 0, .1), cells(1, 3, 2, 2),
     cells(3),
     cells(3), cells(3), P, epsilon=.1, fixed=(3, 4))
case("InstanceNormalization", lambda x, g, b: F.instance_norm(x, weight=g, bias=b, eps=.1), cells(2, 2, 2, 3),
     cells(2),
     cells(2), epsilon=.1)
case("LayerNormalization", lambda x, g, b: F.layer_norm(x, (2, 3), g, b, .1), cells(2, 2, 2, 3), cells(2, 3),
     cells(2, 3),
     axis=2, epsilon=.1)
case("GroupNormalization", lambda x, g, b: F.group_norm(x, 2, g, b, .1), cells(2, 4, 1, 3), cells(4), cells(4),
     opset=21,
     num_groups=2, epsilon=.1)
case("RMSNormalization", lambda x, g: x / (x.square().mean((2, 3), True) + .1).sqrt() * g, cells(1, 2, 2, 3),
     cells(2, 3),
     opset=23, axis=2, epsilon=.1)
case("LRN", lambda x: F.local_response_norm(x, 3, .3, .6, 1.5), cells(1, 4, 2, 2), size=3, alpha=.3, beta=.6,
     bias=1.5)
case("LpNormalization", lambda x: F.normalize(x, 2, 1), cells(2, 3, 2), axis=1, p=2)
case("LpNormalization", lambda x: F.normalize(x, 1, 1), cells(2, 3, 2), axis=1, p=1)
case("MeanVarianceNormalization", lambda x: F.instance_norm(x.transpose(0, 1).reshape(1, 2, -1), eps=0)
     .reshape(2, 2, 2, 2).transpose(0, 1), cells(2, 2, 2, 2))
case("Softmax", lambda x: F.softmax(x, 1), cells(2, 3, 2), axis=1)
case("LogSoftmax", lambda x: F.log_softmax(x, -1), cells(2, 3, 2))
# Functions of one cell
for operator, function, attributes in (
        ("Relu", F.relu, {}), ("LeakyRelu", lambda x: F.leaky_relu(x, .2), {"alpha": .2}), ("Elu", lambda x: F.elu(x,
             .7), {"alpha": .7}),
        ("Selu", F.selu, {}), ("Celu", lambda x: F.celu(x, .7), {"alpha": .7}), ("Sigmoid", torch.sigmoid, {}),
        ("HardSigmoid", F.hardsigmoid, {"alpha": 1 / 6, "beta": .5}), ("HardSwish", F.hardswish, {}),
        ("Mish", F.mish, {"opset": 18}), ("Softplus", F.softplus, {}), ("Softsign", F.softsign, {}), ("Tanh",
             torch.tanh, {}),
        ("Erf", torch.erf, {}), ("Gelu", F.gelu, {"opset": 20}), ("Abs", torch.abs, {}), ("Neg", torch.neg, {}),
        ("Exp", torch.exp, {}), ("Sin", torch.sin, {}), ("Cos", torch.cos, {}), ("Atan", torch.atan, {}),
        ("Reciprocal", torch.reciprocal, {}), ("ThresholdedRelu", lambda x: F.threshold(x, .5, 0), {"alpha": .5}),
        ("Shrink", lambda x: F.hardshrink(x, .5), {"lambd": .5})):
    opset = attributes.pop("opset", 17)
    case(operator, function, cells(2, 5), opset=opset, **attributes)
case("Gelu", lambda x: .5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + .044715 * x ** 3))), cells(2, 5),
     opset=20,
     approximate="tanh")
case("Log", torch.log, cells(5, low=.2))
case("Sqrt", torch.sqrt, cells(5, low=.2))
case("PRelu", lambda x, s: torch.where(x > 0, x, s * x), cells(2, 3, 2), cells(3, 1))
case("Clip", lambda x, low, high: torch.minimum(torch.maximum(x, low), high), cells(2, 5), torch.tensor(-.9,
     dtype=torch.float64),
     torch.tensor(1.1, dtype=torch.float64), fixed=(1, 2))
# Pools
case("MaxPool", lambda x: F.max_pool2d(x, 3, 2, 1), cells(1, 2, 5, 5), kernel_shape=[3, 3], strides=[2, 2], pads=[1,
     1, 1, 1])
case("MaxPool", lambda x: F.max_pool2d(x, 3, 2, 0, ceil_mode=True), cells(1, 1, 6, 6), kernel_shape=[3, 3],
     strides=[2, 2], ceil_mode=1)
case("MaxPool", lambda x: F.max_pool2d(x, 2, 1, 0, 2), cells(1, 1, 5, 5), kernel_shape=[2, 2], dilations=[2, 2])
case("AveragePool", lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False), cells(1, 2, 5, 5), kernel_shape=[3,
     3],
     strides=[2, 2], pads=[1, 1, 1, 1])
case("AveragePool", lambda x: F.avg_pool2d(x, 3, 1, 1), cells(1, 2, 4, 4), kernel_shape=[3, 3], pads=[1, 1, 1, 1],
     count_include_pad=1)
case("LpPool", lambda x: F.lp_pool2d(x, 2, 2, 2), cells(*X), kernel_shape=[2, 2], strides=[2, 2], p=2)
case("GlobalAveragePool", lambda x: x.mean((2, 3), True), cells(*X))
case("GlobalMaxPool", lambda x: x.amax((2, 3), True), cells(*X))
case("GlobalLpPool", lambda x: x.square().sum((2, 3), True).sqrt(), cells(1, 2, 2, 3), p=2)
# Arithmetic, broadcast
A, B = (2, 3, 2), (3, 1)
for operator, function in (("Add", torch.add), ("Sub", torch.sub), ("Mul", torch.mul), ("Div", torch.div), ("Min",
     torch.minimum),
                           ("Max", torch.maximum), ("Sum", torch.add), ("Mean", lambda a, b: (a + b) / 2)):
    case(operator, function, cells(*A), cells(*B))
case("Pow", torch.pow, cells(*A, low=.3), cells(*B))
# Reductions
for operator, function in (("ReduceMean", lambda x: x.mean(1)), ("ReduceMax", lambda x: x.amax(1)), ("ReduceMin",
     lambda x: x.amin(1)),
                           ("ReduceL1", lambda x: x.abs().sum(1)), ("ReduceL2", lambda x: x.square().sum(1).sqrt()),
                           ("ReduceSumSquare", lambda x: x.square().sum(1)), ("ReduceLogSumExp",
                                lambda x: x.logsumexp(1))):
    case(operator, function, cells(2, 3, 2), axes=[1], keepdims=0)
case("ReduceSum", lambda x, axes: x.sum((0, 2), True), cells(2, 3, 2), whole(0, 2))
case("CumSum", lambda x, axis: x.cumsum(1), cells(2, 3), np.array(1, dtype=np.int64))
# Arrangements
case("Concat", lambda a, b: torch.cat((a, b), 1), cells(2, 1, 2), cells(2, 3, 2), axis=1)
case("Slice", lambda x, *_: x[:, 1:4:2], cells(2, 5), whole(1), whole(4), whole(1), whole(2))
case("Pad", lambda x, pads, value: F.pad(x, (1, 2, 0, 1), value=.5), cells(2, 3), whole(0, 1, 1, 2), torch.tensor(.5,
     dtype=torch.float64), fixed=(2,))
case("Pad", lambda x, pads: F.pad(x, (2, 1, 1, 2), mode="reflect"), cells(1, 1, 3, 4), whole(0, 0, 1, 2, 0, 0, 2, 1),
     mode="reflect")
case("Pad", lambda x, pads: F.pad(x, (2, 1, 1, 2), mode="replicate"), cells(1, 1, 3, 4), whole(0, 0, 1, 2, 0, 0, 2,
     1), mode="edge")
case("Resize", lambda x, *_: F.interpolate(x, scale_factor=2, mode="nearest"), cells(1, 2, 2, 3), None,
     torch.tensor([1., 1, 2, 2], dtype=torch.float64),
     fixed=(2,), mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")
case("Resize", lambda x, *_: F.interpolate(x, scale_factor=2, mode="bilinear"), cells(1, 2, 2, 3), None,
     torch.tensor([1., 1, 2, 2], dtype=torch.float64),
     fixed=(2,), mode="linear")
case("DepthToSpace", lambda x: F.pixel_shuffle(x, 2), cells(1, 8, 1, 2), blocksize=2, mode="CRD")
case("SpaceToDepth", lambda x: x.reshape(1, 2, 1, 2, 2, 2).permute(0, 3, 5, 1, 2, 4).reshape(1, 8, 1, 2), cells(1, 2,
     2, 4), blocksize=2)
case("Reshape", lambda x, shape: x.reshape(3, 4), cells(2, 6), whole(3, -1))
case("Flatten", lambda x: x.flatten(1), cells(2, 3, 2))
case("Squeeze", lambda x, axes: x.squeeze(1), cells(2, 1, 3), whole(1))
case("Unsqueeze", lambda x, axes: x.unsqueeze(1), cells(2, 3), whole(1))
case("Transpose", lambda x: x.permute(2, 0, 1), cells(2, 3, 2), perm=[2, 0, 1])
case("Expand", lambda x, shape: x.expand(2, 3, 2), cells(3, 1), whole(2, 3, 2))
case("Gather", lambda x, places: x[:, [2, 0, 2]], cells(2, 3), whole(2, 0, 2), axis=1)
case("Tile", lambda x, times: x.repeat(2, 3), cells(2, 2), whole(2, 3))
case("Identity", lambda x: x * 1, cells(2, 3))
case("Dropout", lambda x: x * 1, cells(2, 3))

lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
(pathlib.Path(__file__).parent / "rules.json").write_text("[\n" + lines + "\n]\n")
print(f"{len(cases)} cases of {len({one['operator'] for one in cases})} operators")
