"""Losses of style by optimization by PyTorch's L-BFGS: gatys.json, which GatysTest compares with.

usage: python3 gatys.py   in this folder, with PyTorch, NumPy and onnx; other people's networks lie in ../shared/models
"""
import importlib.util
import json
import pathlib

import numpy as np
import onnx
import torch
from onnx import numpy_helper

HERE = pathlib.Path(__file__).resolve()
ROOT = HERE.parents[6]
spec = importlib.util.spec_from_file_location("networks", HERE.parents[1] / "onnx/gradient/networks.py")
networks = importlib.util.module_from_spec(spec)
spec.loader.exec_module(networks)
WALL, MEMORY, EPSILON = 100, 10, 1e-5


def picture(width, height, across, down):
    """Triangle waves, the same in any language; levels 0 to 255."""
    y, x = np.mgrid[:height, :width]
    waves = [np.abs((x * (across + c) + y * (down - c)) % 256 - 128) * 255 // 128 for c in range(3)]
    return torch.tensor(np.stack(waves)[None].astype(np.float32)) / 255


class Network:
    def __init__(self, path, mean, std):
        self.graph = onnx.load(str(path)).graph
        self.weights = {t.name: torch.tensor(numpy_helper.to_array(t).astype(np.float32))
                        for t in self.graph.initializer}
        self.input = next(i.name for i in self.graph.input if i.name not in self.weights)
        self.mean, self.std = (torch.tensor(v).view(1, 3, 1, 1) for v in (mean, std))

    def features(self, levels, wanted):
        values = dict(self.weights)
        values[self.input] = (levels - self.mean) / self.std
        for node in self.graph.node:
            if all(name in values for name in wanted):
                break
            found = networks.run(node, networks.attributes(node), [values[i] if i else None for i in node.input])
            for output, value in zip(node.output, found if isinstance(found, tuple) else [found]):
                values[output] = value
        return {name: values[name] for name in wanted}


def gram(f):
    f = f.flatten(2)
    return f @ f.transpose(1, 2) / f.shape[2]


def moments(f):
    f = f.flatten(2)
    return f.mean(2), (f.var(2, unbiased=False) + EPSILON).sqrt()


def apart(f, style, statistic):
    if statistic == "GRAM":
        return ((gram(f) - gram(style)) ** 2).mean() / (gram(style) ** 2).mean()
    pairs = list(zip(moments(f), moments(style)))
    return sum(((a - b) ** 2).sum() for a, b in pairs) / sum((b ** 2).sum() for _, b in pairs)


def case(name, network, style, content, statistic, start, steps, width, height):
    a, b = picture(width, height, 5, 7), picture(width, height, 23, 11)
    values = [network.input if v == "input" else v for v in style + content]
    style, content = values[:len(style)], values[len(style):]
    of_content, of_style = network.features(a, content), network.features(b, style)
    x = (a if start == "CONTENT" else b).clone().requires_grad_()
    descent = torch.optim.LBFGS([x], max_iter=1, history_size=MEMORY, tolerance_grad=0, tolerance_change=0,
                                line_search_fn="strong_wolfe")

    def loss():
        f = network.features(x, values)
        total = sum(100 / len(style) * apart(f[v], of_style[v], statistic) for v in style)
        total = total + sum(((f[v] - of_content[v]) ** 2).mean() / (of_content[v] ** 2).mean() for v in content)
        total = total + WALL * ((x - x.clamp(0, 1)) ** 2).mean()
        return total + (((x[..., 1:] - x[..., :-1]) ** 2).sum() + ((x[..., 1:, :] - x[..., :-1, :]) ** 2).sum()) / x.numel()

    def closure():
        descent.zero_grad()
        value = loss()
        value.backward()
        return value

    first = loss().item()
    for _ in range(steps):
        descent.step(closure)
    last = loss().item()
    print(name, statistic, start, first, last)
    return {"network": name, "style": style, "content": content, "statistic": statistic, "start": start,
            "steps": steps, "width": width, "height": height, "first": first, "last": last}


def main():
    torch.manual_seed(1)
    settings = json.loads((ROOT / "assets/networks/explorer.json").read_text())
    explorer = Network(ROOT / "assets/networks/explorer.onnx", settings["mean"], settings["std"])
    squeezenet = Network(ROOT.parent / "shared/models/squeezenet1.1.onnx", [.485, .456, .406], [.229, .224, .225])
    fire = [n.output[0] for n in squeezenet.graph.node if n.op_type == "Concat"]
    blocks = [n.output[0] for n in explorer.graph.node if n.op_type == "Relu" and n.name in ("block1", "block2", "block3")]
    # Enough steps for the path to matter no more: after 20, rounding alone parts two paths by 2 percent.
    cases = [
        case("builtin:explorer", explorer, ["input"] + blocks, blocks[2:], "GRAM", "CONTENT", 60, 48, 40),
        case("builtin:explorer", explorer, blocks, blocks[1:2], "MOMENTS", "STYLE", 20, 40, 40),
        case("squeezenet1.1", squeezenet, [fire[1], fire[3]], [fire[3]], "GRAM", "CONTENT", 25, 64, 56)]
    pathlib.Path("gatys.json").write_text("[\n" + ",\n".join(map(json.dumps, cases)) + "\n]\n")


if __name__ == "__main__":
    main()
