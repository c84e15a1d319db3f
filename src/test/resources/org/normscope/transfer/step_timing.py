"""How long PyTorch takes for a batch through the last blocks, and for a whole step of training through them: beside
'installer/bench StepBenchmark', which times the same blocks, sizes and optimizer.

usage: python3 step_timing.py [THREADS]   in this folder; medians of 9 runs, milliseconds, one thread where none is said
"""
import pathlib
import sys
import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "onnx/gradient"))
import timing  # noqa: E402
from networks import BUILT_IN, OTHERS, attributes, run  # noqa: E402

BATCH, CLASSES = 32, 5
# file, side of the pictures, behind which value it is cut, what the head reads
PARTS = ((OTHERS / "squeezenet1.1.onnx", 224, "fire5/concat", "fire9/concat"),
         (OTHERS / "mobilenetv2_0.35_bn_features.onnx", 224, "block_13_expand_relu", "out_relu"),
         (BUILT_IN / "explorer.onnx", 128, "block3", "block5"), (BUILT_IN / "twin-bn.onnx", 128, "block3", "block4"))


def through(graph, values, wanted):
    """What of the graph is still missing for a value."""
    needed, kept = {wanted}, []
    for node in reversed(graph.node):
        if set(node.output) & needed and not set(node.output) & values.keys():
            needed |= set(node.input)
            kept.append(node)
    for node in reversed(kept):
        result = run(node, attributes(node), [values[i] if i else None for i in node.input])
        for output, value in zip(node.output, result if isinstance(result, tuple) else [result]):
            values[output] = value
    return values[wanted]


def main():
    torch.set_num_threads(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    timing.RUNS = 9
    for path, side, cut, end in PARTS:
        graph = onnx.load(str(path)).graph
        fixed = {t.name: torch.tensor(numpy_helper.to_array(t).copy()) for t in graph.initializer}
        for node in graph.node:
            if node.op_type == "Cast" and node.input[0] in fixed:
                fixed[node.output[0]] = fixed[node.input[0]].float()
        picture = next(i.name for i in graph.input if i.name not in fixed)
        cells = torch.tensor(np.random.default_rng(0).random((BATCH, 3, side, side), dtype=np.float32))
        with torch.no_grad():
            maps = through(graph, {**fixed, picture: cells}, cut).clone()
        reached, learnt = {cut}, []
        for node in graph.node:
            if reached & set(node.input):
                reached |= set(node.output)
                if node.op_type in ("Conv", "BatchNormalization") and end not in node.input:
                    learnt += [n for n in node.input[1:3] if n in fixed]
            if end in node.output:
                break
        for name in learnt:
            fixed[name].requires_grad_(True)
        with torch.no_grad():
            width = through(graph, {**fixed, cut: maps}, end).shape[1]
        head = torch.nn.Linear(width, CLASSES)
        optimizer = torch.optim.AdamW([fixed[n] for n in learnt] + list(head.parameters()), 1e-6, weight_decay=1e-4)
        labels = torch.arange(BATCH) % CLASSES

        def logits():
            return head(through(graph, {**fixed, cut: maps}, end).mean((2, 3)))

        def step():
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(logits(), labels).backward()
            optimizer.step()

        with torch.no_grad():
            forward = timing.milliseconds(logits)
        whole = timing.milliseconds(step)
        print(f"{path.stem}: forward {forward:.0f}, a step {whole:.0f} ({whole / forward:.1f} x)")


if __name__ == "__main__":
    main()
