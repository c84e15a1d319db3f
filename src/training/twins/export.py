#!/usr/bin/env python3
"""Writes trained twins as ONNX networks in which each normalization stands as the operator it is.

  python3 src/training/twins/export.py --weights target/twins/bn-0.pt --out assets/networks

PyTorch's own exporter writes group and layer norm as reshapes around something else, so the graph is built here node
by node. Weights of convolutions and of the head are kept in float16 behind Cast nodes (half the size; everything is
computed in float32); norm parameters stay float32. Beside TWIN.onnx stands TWIN.json, the manifest, and --golden
gets the outputs PyTorch gives for the same rounded weights on a picture made by formula.
"""
import argparse
import json
import os

import onnx
import torch
import torch.nn as nn
from onnx import TensorProto, helper, numpy_helper

import network

KINDS = {nn.BatchNorm2d: 'bn', nn.InstanceNorm2d: 'in', network.IbnA: 'ibn-a', network.Bin: 'bin', network.Lrn: 'lrn'}


class Graph:
    """Nodes and weights under the names the PyTorch modules have: block1.first.conv gives block1.first.conv."""

    def __init__(self):
        self.nodes, self.weights, self.layers = [], [], {}

    def add(self, op, name, inputs, outputs=None, **attributes):
        self.nodes.append(helper.make_node(op, inputs, outputs or [name], name=name, **attributes))
        return name

    def const(self, name, value):
        self.weights.append(numpy_helper.from_array(value.detach().numpy(), name))
        return name

    def half(self, name, value):
        self.const(name + '.half', value.detach().half())
        return self.add('Cast', name, [name + '.half'], to=TensorProto.FLOAT)

    def conv(self, name, m, x):
        inputs = [x, self.half(name + '.weight', m.weight)]
        if m.bias is not None:
            inputs.append(self.const(name + '.bias', m.bias))
        return self.add('Conv', name, inputs, kernel_shape=list(m.kernel_size), strides=list(m.stride),
                        pads=list(m.padding) * 2, group=m.groups)

    def batch(self, name, x, gamma, beta, m):
        return self.add('BatchNormalization', name, [
            x, self.const(name + '.gamma', gamma), self.const(name + '.beta', beta),
            self.const(name + '.mean', m.running_mean), self.const(name + '.var', m.running_var)], epsilon=m.eps)

    def instance(self, name, x, gamma, beta, eps):
        return self.add('InstanceNormalization', name, [
            x, self.const(name + '.gamma', gamma), self.const(name + '.beta', beta)], epsilon=eps)

    def norm(self, name, m, x):
        """One layer of the manifest; its result carries the layer's name, its inner nodes NAME.PART."""
        if isinstance(m, nn.Identity):
            return x
        begin, more = len(self.nodes), {}
        if isinstance(m, nn.BatchNorm2d):
            self.batch(name, x, m.weight, m.bias, m)
        elif isinstance(m, nn.InstanceNorm2d):
            self.instance(name, x, m.weight, m.bias, m.eps)
        elif isinstance(m, network.Lrn):
            self.add('LRN', name, [x], size=m.size, alpha=m.alpha, beta=m.beta, bias=m.k)
        elif isinstance(m, nn.GroupNorm) and m.num_groups == 1:
            # scale and bias [C,1,1] broadcast over the normalized [C,H,W]: per channel, and the size stays free
            self.add('LayerNormalization', name, [x, self.const(name + '.gamma', m.weight[:, None, None]),
                                                  self.const(name + '.beta', m.bias[:, None, None])],
                     axis=1, epsilon=m.eps)
        elif isinstance(m, nn.GroupNorm):
            self.add('GroupNormalization', name, [x, self.const(name + '.gamma', m.weight),
                                                  self.const(name + '.beta', m.bias)],
                     num_groups=m.num_groups, epsilon=m.eps)
            more = {'groups': m.num_groups}
        elif isinstance(m, network.IbnA):
            parts = [name + '.in', name + '.rest']
            self.add('Split', name + '.split', [x, self.const(name + '.parts', torch.tensor(m.parts))], parts, axis=1)
            first = self.instance(name + '.instance', parts[0], m.instance.weight, m.instance.bias, m.instance.eps)
            rest = self.batch(name + '.batch', parts[1], m.batch.weight, m.batch.bias, m.batch)
            self.add('Concat', name, [first, rest], axis=1)
            more = {'instance_channels': m.parts[0], 'batch_channels': m.parts[1]}
        elif isinstance(m, network.Bin):
            b = self.batch(name + '.batch', x, m.weight, m.bias, m)
            i = self.instance(name + '.instance', x, m.weight, m.bias, m.eps)
            rho = self.const(name + '.rho', m.rho[:, None, None])
            d = self.add('Sub', name + '.difference', [b, i])
            d = self.add('Mul', name + '.share', [rho, d])
            self.add('Add', name, [i, d])
            more = {'rho': name + '.rho'}
        else:
            raise TypeError(f'{name}: no operator for {type(m).__name__}')
        kind = KINDS.get(type(m)) or ('ln' if m.num_groups == 1 else 'gn')
        self.layers[name] = {'kind': kind, 'inputs': [x], 'outputs': [name],
                             'nodes': [n.name for n in self.nodes[begin:]], **more}
        return name

    def conv_norm(self, name, m, x):
        return self.norm(name + '.norm', m.norm, self.conv(name + '.conv', m.conv, x))

    def block(self, name, m, x):
        y = self.add('Relu', name + '.first.relu', [self.conv_norm(name + '.first', m.first, x)])
        y = self.conv_norm(name + '.second', m.second, y)
        short = x if m.skip is None else self.conv_norm(name + '.skip', m.skip, x)
        y = self.add('Add', name + '.add', [y, short])
        if m.after is not None:
            y = self.norm(name + '.after', m.after, y)
        return self.add('Relu', name, [y])


def graph(net):
    g = Graph()
    x = g.add('Relu', 'stem', [g.conv_norm('stem', net.stem, 'image')])
    for name, block in net.named_children():
        if name.startswith('block'):
            x = g.block(name, block, x)
    x = g.add('GlobalAveragePool', 'pool', [x])
    x = g.add('Flatten', 'features', [x])
    g.add('Gemm', 'logits', [x, g.half('head.weight', net.head.weight), g.const('head.bias', net.head.bias)], transB=1)
    return g


def model(net):
    g = graph(net)
    image = helper.make_tensor_value_info('image', TensorProto.FLOAT, ['n', 3, 'h', 'w'])
    logits = helper.make_tensor_value_info('logits', TensorProto.FLOAT, ['n', net.head.out_features])
    # GroupNormalization has a scale per channel since opset 21; the others need no more than 17
    newest = any(n.op_type == 'GroupNormalization' for n in g.nodes)
    m = helper.make_model(helper.make_graph(g.nodes, 'twin-' + net.kind, [image], [logits], g.weights),
                          opset_imports=[helper.make_opsetid('', 21 if newest else 17)],
                          ir_version=10 if newest else 8, producer_name='NormScope', producer_version='twins')
    if not newest:
        onnx.checker.check_model(m, full_check=True)
    return m, g.layers


def manifest(kept, layers):
    return {'size': [128, 128], 'range': [0, 1], 'mean': [.485, .456, .406], 'std': [.229, .224, .225], 'order': 'RGB',
            'fit': 'crop', 'labels': kept['classes'],
            'training': {**{k: kept[k] for k in ('twin', 'seed', 'epochs', 'crop')}, 'card': 'docs/training/twins.md'},
            'layers': layers}


def formula(height, width):
    """A picture anyone can make again: x[c,i,j] = 2 sin(0.05 (c+1) i + 0.11 j + c) in float64, rounded to float32."""
    c = torch.arange(3, dtype=torch.float64)[:, None, None]
    i = torch.arange(height, dtype=torch.float64)[None, :, None]
    j = torch.arange(width, dtype=torch.float64)[None, None, :]
    return (2 * torch.sin(.05 * (c + 1) * i + .11 * j + c)).float()[None]


def write_json(path, content, **layout):
    with open(path, 'w', encoding='utf-8') as f:
        json.dump(content, f, ensure_ascii=False, **layout)
        f.write('\n')


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--weights', nargs='+', required=True, help='TWIN-SEED.pt from train.py')
    p.add_argument('--out', required=True)
    p.add_argument('--golden', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'golden.json'))
    o = p.parse_args()
    golden = json.load(open(o.golden)) if os.path.exists(o.golden) else {}
    for path in o.weights:
        kept = torch.load(path, map_location='cpu')
        kind = kept['twin']
        net = network.Twin(kind, len(kept['classes'])).eval()
        net.load_state_dict(kept['net'])
        for m in net.modules():
            if isinstance(m, (nn.Conv2d, nn.Linear)):
                m.weight.data = m.weight.data.half().float()
        written, layers = model(net)
        name = os.path.join(o.out, 'twin-' + kind)
        onnx.save(written, name + '.onnx')
        write_json(name + '.json', manifest(kept, layers), indent=1)
        with torch.no_grad():
            golden[f'twin-{kind}'] = {f'{h}x{w}': [round(v, 6) for v in net(formula(h, w))[0].tolist()]
                                      for h, w in ((128, 128), (96, 160))}
        print(name + '.onnx', os.path.getsize(name + '.onnx'), 'bytes', len(layers), 'norm layers')
    write_json(o.golden, dict(sorted(golden.items())), indent=1)


if __name__ == '__main__':
    main()
