"""Input gradients of whole networks by PyTorch in float64: networks.json, which NetworksTest compares with.

usage: python3 networks.py [NAME ..]   in this folder, with PyTorch, NumPy and onnx; other people's networks lie in ../shared/models
Where networks are named (builtin:explorer) theirs alone are made anew.
The objective is the sum of an output's cells, each times a seed; input and seed are made of the cells' numbers.
"""
import json
import pathlib
import sys
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

ROOT = pathlib.Path(__file__).resolve().parents[7]
BUILT_IN = ROOT / "assets/networks"
OTHERS = ROOT.parent / "shared/models"
CELLS = 200


def noise(count, seed):
    """In [0, 1): the high bits of products, the same in any language."""
    i = np.arange(count, dtype=np.uint64) + np.uint64(seed * 1000003)
    x = (i * np.uint64(2654435761)) & np.uint64(0xFFFFFFFF)
    x = ((x ^ (x >> np.uint64(15))) * np.uint64(2246822519)) & np.uint64(0xFFFFFFFF)
    return ((x ^ (x >> np.uint64(13))) >> np.uint64(8)).astype(np.float64) / 2 ** 24


def attributes(node):
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def padded(x, pads, value=0.0):
    n = len(pads) // 2
    return F.pad(x, [p for i in reversed(range(n)) for p in (pads[i], pads[i + n])], value=value)


def run(node, a, x):
    op = node.op_type
    if op == "Conv":
        w = x[1]
        return F.conv2d(padded(x[0], a.get("pads", [0] * 4)), w, x[2] if len(x) > 2 else None, a.get("strides", [1, 1]), 0,
                        a.get("dilations", [1, 1]), a.get("group", 1))
    if op == "ConvTranspose":
        pads = a.get("pads", [0] * 4)
        full = F.conv_transpose2d(x[0], x[1], x[2] if len(x) > 2 else None, a["strides"], 0, a.get("output_padding", [0, 0]), a.get("group", 1))
        return full[:, :, pads[0]:full.shape[2] - pads[2], pads[1]:full.shape[3] - pads[3]]
    if op == "BatchNormalization":
        return F.batch_norm(x[0], x[3], x[4], x[1], x[2], False, 0, a.get("epsilon", 1e-5))
    if op == "InstanceNormalization":
        return F.instance_norm(x[0], weight=x[1], bias=x[2], eps=a.get("epsilon", 1e-5))
    if op == "LayerNormalization":
        shape = list(x[0].shape[a.get("axis", -1):])
        return F.layer_norm(x[0], shape, x[1].expand(shape), x[2].expand(shape), a.get("epsilon", 1e-5))
    if op == "GroupNormalization":
        return F.group_norm(x[0], a["num_groups"], x[1], x[2], a.get("epsilon", 1e-5))
    if op == "LRN":
        return F.local_response_norm(x[0], a["size"], a["alpha"], a["beta"], a.get("bias", 1.0))
    if op == "Relu":
        return F.relu(x[0])
    if op == "LeakyRelu":
        return F.leaky_relu(x[0], a.get("alpha", 0.01))
    if op == "Clip":
        return torch.clamp(x[0], x[1].item() if x[1] is not None else None, x[2].item() if len(x) > 2 and x[2] is not None else None)
    if op == "Tanh":
        return torch.tanh(x[0])
    if op == "Sqrt":
        return torch.sqrt(x[0])
    if op == "MaxPool":
        return F.max_pool2d(padded(x[0], a.get("pads", [0] * 4), -1e300), a["kernel_shape"], a["strides"], ceil_mode=bool(a.get("ceil_mode", 0)))
    if op == "GlobalAveragePool":
        return x[0].mean((2, 3), keepdim=True)
    if op == "ReduceMean":
        return x[0].mean(a["axes"], keepdim=bool(a.get("keepdims", 1)))
    if op == "Concat":
        return torch.cat(x, a["axis"])
    if op == "Split":
        return torch.split(x[0], [int(s) for s in x[1]] if len(x) > 1 else x[0].shape[a["axis"]] // len(node.output), a.get("axis", 0))
    if op == "Flatten":
        return x[0].flatten(a.get("axis", 1))
    if op == "Gemm":
        return a.get("alpha", 1.0) * x[0] @ (x[1].T if a.get("transB", 0) else x[1]) + a.get("beta", 1.0) * x[2]
    if op == "Pad":
        pads = [int(p) for p in x[1]]
        mode = a.get("mode", b"constant").decode()
        return padded(x[0], pads) if mode == "constant" else F.pad(x[0], [pads[3], pads[7], pads[2], pads[6]], mode={"reflect": "reflect", "edge": "replicate"}[mode])
    if op == "Resize":
        scale = [int(s) for s in x[2][2:]]
        if a.get("mode", b"nearest") == b"linear":
            aligned = a["coordinate_transformation_mode"] == b"align_corners"
            assert aligned or a["coordinate_transformation_mode"] in (b"half_pixel", b"pytorch_half_pixel")
            return F.interpolate(x[0], scale_factor=scale, mode="bilinear", align_corners=aligned)
        return x[0].repeat_interleave(scale[0], 2).repeat_interleave(scale[1], 3)
    if op == "Cast":
        return x[0]
    return {"Add": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Div": torch.div}[op](x[0], x[1])


def forward(graph, values):
    """Adds what each node gives."""
    for node in graph.node:
        if node.op_type == "Constant":
            values[node.output[0]] = torch.tensor(numpy_helper.to_array(attributes(node)["value"]).astype(np.float64))
            continue
        result = run(node, attributes(node), [values[i] if i else None for i in node.input])
        for output, value in zip(node.output, result if isinstance(result, tuple) else [result]):
            values[output] = value


def opened(path, high):
    """The graph, its weights and its inputs, with the inputs' extents."""
    graph = onnx.load(str(path)).graph
    values = {t.name: torch.tensor(numpy_helper.to_array(t).astype(np.float64)) for t in graph.initializer}
    feeds = {}
    for number, given in enumerate(i for i in graph.input if i.name not in values):
        extents = [d.dim_value or (1 if axis == 0 else 64) for axis, d in enumerate(given.type.tensor_type.shape.dim)]
        cells = np.float32(noise(int(np.prod(extents)), number) * (high if len(extents) == 4 else 1)).astype(np.float64)
        values[given.name] = torch.tensor(cells.reshape(extents), requires_grad=len(extents) == 4)
        feeds[given.name] = extents
    return graph, values, feeds


def objective(graph, values):
    """The output, whose cells are summed, each times a seed; and that sum."""
    # Noise drives a picture past its limits everywhere, where its gradient is 0: the value before counts.
    last = next(node for node in graph.node if graph.output[0].name in node.output)
    output = last.input[0] if last.op_type == "Clip" else graph.output[0].name
    y = values[output]
    seed = torch.tensor(np.float32(noise(y.numel(), 99) - 0.5).astype(np.float64)).reshape(y.shape)
    return output, (y * seed).sum()


def golden(path, name, high):
    graph, values, feeds = opened(path, high)
    forward(graph, values)
    output, scalar = objective(graph, values)
    scalar.backward()
    gradients = {}
    for input_name, extents in feeds.items():
        if len(extents) != 4 or values[input_name].grad is None:
            continue
        flat = values[input_name].grad.flatten().numpy()
        step = max(1, len(flat) // CELLS)
        gradients[input_name] = {"norm": float(np.linalg.norm(flat)), "step": step, "cells": [float(f"{v:.7g}") for v in flat[::step]]}
    print(name, {k: v["norm"] for k, v in gradients.items()})
    return {"name": name, "high": high, "extents": feeds, "output": output, "outputExtents": list(values[output].shape), "gradients": gradients}


def networks():
    """Path, name and highest level of each."""
    for path in sorted(BUILT_IN.glob("*.onnx")):
        yield path, "builtin:" + path.stem, 1
    for name, high in (("squeezenet1.1", 1), ("tiny_darknet_bn", 1), ("mobilenetv2_0.35_bn_features", 1), ("fns_candy", 255), ("fns_mosaic", 255),
                       ("vangogh_starry-night", 255), ("microast", 1), ("vgg19_normalised_relu3_1", 1)):
        yield OTHERS / (name + ".onnx"), name, high


def main():
    named = sys.argv[1:]
    kept = {g["name"]: g for g in json.loads(pathlib.Path("networks.json").read_text())} if named else {}
    goldens = [golden(path, name, high) if not named or name in named else kept[name] for path, name, high in networks()]
    with open("networks.json", "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(g) for g in goldens) + "\n]\n")


if __name__ == "__main__":
    main()
