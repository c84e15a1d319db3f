"""How long PyTorch takes forward, and forward and back to the picture or to all weights: beside
'installer/bench GradientBenchmark', which times the same networks and sizes.

usage: python3 timing.py [THREADS]   in this folder; medians of 15 runs, milliseconds, one thread where none is said
"""
import statistics
import sys
import time
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from networks import BUILT_IN, OTHERS, attributes, run

RUNS, SIDE = 15, 224
NETWORKS = (OTHERS / "squeezenet1.1.onnx", OTHERS / "tiny_darknet_bn.onnx",
            OTHERS / "mobilenetv2_0.35_bn_features.onnx", BUILT_IN / "twin-bn.onnx")


def forward(graph, values):
    for node in graph.node:
        if node.op_type == "Constant":
            values[node.output[0]] = torch.tensor(numpy_helper.to_array(attributes(node)["value"]).copy())
            continue
        result = run(node, attributes(node), [values[i] if i else None for i in node.input])
        for output, value in zip(node.output, result if isinstance(result, tuple) else [result]):
            values[output] = value
    return values[graph.output[0].name]


def milliseconds(work):
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def main():
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    for path in NETWORKS:
        graph = onnx.load(str(path)).graph
        fixed = {t.name: torch.tensor(numpy_helper.to_array(t).copy()) for t in graph.initializer}
        fixed = {n: t.float() if t.dtype == torch.float16 else t for n, t in fixed.items()}
        kept = {n for node in graph.node if node.op_type == "BatchNormalization" for n in node.input[3:]}
        learnt = {n: t for n, t in fixed.items() if t.is_floating_point() and t.dim() > 0 and n not in kept}
        picture = next(i for i in graph.input if i.name not in fixed)
        extents = [d.dim_value or (1 if a == 0 else SIDE) for a, d in enumerate(picture.type.tensor_type.shape.dim)]
        cells = torch.tensor(np.random.default_rng(0).random(extents, dtype=np.float32))

        def back(wanted):
            for tensor in learnt.values():
                tensor.requires_grad_(wanted == "weights")
            values = {**fixed, picture.name: cells.clone().requires_grad_(wanted == "picture")}
            forward(graph, values).sum().backward()

        with torch.no_grad():
            plain = milliseconds(lambda: forward(graph, {**fixed, picture.name: cells}))
        to_picture, to_weights = milliseconds(lambda: back("picture")), milliseconds(lambda: back("weights"))
        print(f"{path.stem}: forward {plain:.1f}, with the picture's gradient {to_picture:.1f} ({to_picture / plain:.1f} x), "
              f"with all weights' {to_weights:.1f} ({to_weights / plain:.1f} x)")


if __name__ == "__main__":
    main()
