"""Weight gradients of the twins by PyTorch in float64: weights.json, which WeightsTest compares with.

usage: python3 weights.py   in this folder, with PyTorch, NumPy and onnx. Input and seed as in networks.py, 32 pixels.
"""
import json
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from networks import BUILT_IN, attributes, noise, run

WEIGHTED = {"Conv": [1, 2], "Gemm": [1, 2], "BatchNormalization": [1, 2], "InstanceNormalization": [1, 2],
            "LayerNormalization": [1, 2], "GroupNormalization": [1, 2]}
SIDE, CELLS = 32, 4


def golden(path):
    graph = onnx.load(str(path)).graph
    values = {t.name: torch.tensor(numpy_helper.to_array(t).astype(np.float64)) for t in graph.initializer}
    weights = []
    for node in graph.node:
        for place in WEIGHTED.get(node.op_type, []):
            if place < len(node.input) and node.input[place] in values and node.input[place] not in weights:
                weights.append(node.input[place])
    for name in weights:
        values[name].requires_grad_()
    picture = next(i.name for i in graph.input if i.name not in values)
    cells = np.float32(noise(3 * SIDE * SIDE, 0)).astype(np.float64)
    values[picture] = torch.tensor(cells.reshape(1, 3, SIDE, SIDE))
    for node in graph.node:
        if node.op_type == "Constant":
            values[node.output[0]] = torch.tensor(numpy_helper.to_array(attributes(node)["value"]).astype(np.float64))
            continue
        result = run(node, attributes(node), [values[i] if i else None for i in node.input])
        for output, value in zip(node.output, result if isinstance(result, tuple) else [result]):
            values[output] = value
    y = values[graph.output[0].name]
    seed = torch.tensor(np.float32(noise(y.numel(), 99) - 0.5).astype(np.float64)).reshape(y.shape)
    (y * seed).sum().backward()
    gradients = {}
    for name in weights:
        if values[name].grad is None:
            continue
        flat = values[name].grad.flatten().numpy()
        step = max(1, len(flat) // CELLS)
        gradients[name] = {"norm": float(f"{np.linalg.norm(flat):.8g}"), "step": step,
                           "cells": [float(f"{v:.7g}") for v in flat[::step][:CELLS]]}
    print(path.stem, len(gradients), "weights")
    return {"name": path.stem, "picture": picture, "output": graph.output[0].name, "outputs": y.numel(),
            "gradients": gradients}


def main():
    goldens = [golden(path) for path in sorted(BUILT_IN.glob("twin-*.onnx"))]
    with open("weights.json", "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(g) for g in goldens) + "\n]\n")


if __name__ == "__main__":
    main()
