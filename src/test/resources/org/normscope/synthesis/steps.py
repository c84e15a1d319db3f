"""The peer of StepsBenchmark: for each line that it reads, the seconds that ten steps of PyTorch's L-BFGS take.

usage: python3 steps.py SQUEEZENET.onnx THREADS   with PyTorch, NumPy and onnx
"""
import sys
import time

import torch

import gatys

torch.set_num_threads(int(sys.argv[2]))
SIDE, STEPS = 256, 10
network = gatys.Network(sys.argv[1], [.485, .456, .406], [.229, .224, .225])
fire = [n.output[0] for n in network.graph.node if n.op_type == "Concat"]
first = next(n.output[0] for n in network.graph.node if n.op_type == "Relu")
style, content = [network.input, first, fire[1], fire[3], fire[7]], fire[3]
a, b = gatys.picture(SIDE, SIDE, 5, 7), gatys.picture(SIDE, SIDE, 23, 11)
with torch.no_grad():
    of_content, of_style = network.features(a, [content]), network.features(b, style)
x = a.clone().requires_grad_()
descent = torch.optim.LBFGS([x], max_iter=STEPS, max_eval=10 * STEPS, history_size=gatys.MEMORY, tolerance_grad=0, tolerance_change=0,
                            line_search_fn="strong_wolfe")
evaluations = 0


def closure():
    global evaluations
    evaluations += 1
    descent.zero_grad()
    f = network.features(x, style + [content])
    total = sum(20 / len(style) * gatys.apart(f[v], of_style[v], "GRAM") for v in style)
    total = total + ((f[content] - of_content[content]) ** 2).mean() / (of_content[content] ** 2).mean()
    total = total + gatys.WALL * ((x - x.clamp(0, 1)) ** 2).mean()
    total = total + (((x[..., 1:] - x[..., :-1]) ** 2).sum() + ((x[..., 1:, :] - x[..., :-1, :]) ** 2).sum()) / x.numel()
    total.backward()
    return total


for _ in sys.stdin:
    before, start = evaluations, time.perf_counter()
    descent.step(closure)
    print(time.perf_counter() - start, evaluations - before, flush=True)
