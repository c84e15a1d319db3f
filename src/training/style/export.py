#!/usr/bin/env python3
"""Writes the style network as three ONNX graphs, node by node.

usage: export.py --weights STATE.pt --out DIR     (or the first edition: the folder of its graphs)
style-content.onnx   image [n,3,h,w], h and w multiples of 4  ->  features [n,64,h/4,w/4], detail [n,32,h/2,w/2]
style-encoder.onnx   image [n,3,h,w]                          ->  code [n,134; second edition 326]
style-decoder.onnx   features, detail, code, rho [n,515; second edition 771]  ->  image [n,3,h,w], 0..1
Pictures are RGB, 0..1. The second edition's weights are kept as float16 and cast when the graph is loaded, but for the
convolutions before a pixel shuffle, which rounding would make draw a grid, and the last one.
The values around site k of the decoder are named: site{k}.in, site{k}.mean and site{k}.variance (of the channels,
[n,c,1,1]), site{k}.scale, site{k}.shift, site{k}.rho, site{k}.out; the weights site{k}.population_mean and
site{k}.population_variance are the statistics of BN.
"""
import argparse
import os

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import network
import second
from network import EPSILON


class Graph:
    def __init__(self, name, halves):
        self.name, self.halves, self.nodes, self.weights = name, halves, [], {}

    def weight(self, name, value):
        self.weights.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def matrix(self, name, weight, whole=False):
        """A weight that is kept as float16 where the graph's are."""
        value = weight.detach().numpy()
        if whole or not self.halves:
            return self.weight(name, value)
        return self.add('Cast', [self.weight(f'{name}.half', value.astype(np.float16))], name, to=TensorProto.FLOAT)

    def number(self, name, value):
        return self.weight(name, np.float32(value))

    def whole(self, name, *values):
        return self.weight(name, np.array(values, np.int64))

    def add(self, operator, inputs, output, **attributes):
        outputs = [output] if isinstance(output, str) else output
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=outputs[0], **attributes))
        return output

    def conv(self, conv, x, name, whole=False):
        p, stride = conv.kernel_size[0] // 2, conv.stride[0]
        if p:
            x = self.add('Pad', [x, self.whole(f'pad{p}', 0, 0, p, p, 0, 0, p, p)], f'{name}.padded', 
                         mode={'replicate': 'edge'}.get(conv.padding_mode, conv.padding_mode))
        w = self.matrix(f'{name}.weight', conv.weight, whole)
        b = self.weight(f'{name}.bias', conv.bias.detach().numpy())
        return self.add('Conv', [x, w, b], name, kernel_shape=list(conv.kernel_size), strides=[stride, stride])

    def relu(self, x):
        return self.add('Relu', [x], f'{x}.relu')

    def linear(self, linear, x, name):
        w = self.matrix(f'{name}.weight', linear.weight)
        b = self.weight(f'{name}.bias', linear.bias.detach().numpy())
        return self.add('Gemm', [x, w, b], name, transB=1)

    def save(self, folder, inputs, outputs):
        def declare(name, *shape): return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        graph = helper.make_graph(self.nodes, self.name, [declare(*i) for i in inputs], [declare(*i) for i in outputs],
                                  list(self.weights.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', 17)], producer_name='NormScope')
        model.ir_version = 8
        onnx.checker.check_model(model, full_check=True)
        onnx.save(model, os.path.join(folder, f'{self.name}.onnx'))


def encode(g, e, before=''):
    """The three depths of an encoder."""
    def conv(x, name): return g.relu(g.conv(getattr(e, name), x, before + name))
    a = conv('image', 'c1')
    b = conv(a, 'c2')
    c = conv(b, 'c3')
    return a, b, g.add('Add', [c, conv(conv(c, 'r1'), 'r2')], f'{before}r')


def halves(net):
    return isinstance(net, second.Net)


def content(net, folder):
    g = Graph('style-content', halves(net))
    _, b, c = encode(g, net.content.e)
    g.conv(net.content.first, c, 'features')
    g.conv(net.content.detail, b, 'detail')
    g.save(folder, [('image', 'n', 3, 'h', 'w')], [('features', 'n', 64, 'h/4', 'w/4'), ('detail', 'n', 32, 'h/2', 'w/2')])


def moments(g, name, f):
    mean = g.add('ReduceMean', [f], f'{name}.mean', axes=[2, 3], keepdims=1)
    apart = g.add('Sub', [f, mean], f'{name}.apart')
    square = g.add('Mul', [apart, apart], f'{name}.squared')
    variance = g.add('ReduceMean', [square], f'{name}.variance', axes=[2, 3], keepdims=1)
    sure = g.add('Add', [variance, g.number('epsilon', EPSILON)], f'{name}.sure')
    return [g.add('Flatten', [v], f'{v}.flat') for v in (mean, g.add('Sqrt', [sure], f'{name}.deviation'))]


def style(net, folder):
    g = Graph('style-encoder', halves(net))
    maps = encode(g, net.style.e)
    colour = moments(g, 'i', 'image')
    found = [v for name, f in zip('abcd', (*maps, g.relu(g.conv(net.style.deep, maps[2], 'deep')))) for v in moments(g, name, f)]
    hidden = g.relu(g.linear(net.style.m[0], g.add('Concat', [*found, *colour], 'moments', axis=1), 'hidden'))
    learnt = [g.linear(net.style.m[2], hidden, 'learnt')]
    if isinstance(net, second.Net):
        e = net.style.deeper
        maps = encode(g, e, 'deeper.')
        d = g.relu(g.conv(e.c4, maps[2], 'deeper.c4'))
        d = g.add('Add', [d, g.relu(g.conv(e.r3, d, 'deeper.r3'))], 'deeper.rd')
        maps = (*maps, d, g.relu(g.conv(e.c5, d, 'deeper.c5')))
        found = [v for name, f in zip('abcde', maps) for v in moments(g, f'deeper.{name}', f)]
        hidden = g.relu(g.linear(e.first(), g.add('Concat', [*found, *colour], 'deeper.moments', axis=1), 'deeper.hidden'))
        learnt.append(g.linear(e.m[2], hidden, 'deeper'))
    g.add('Concat', [*learnt, *colour], 'code', axis=1)
    g.save(folder, [('image', 'n', 3, 'h', 'w')], [('code', 'n', net.decoder.h.in_features)])


def site(g, k, x, norm, rho=None):
    """y = (x - mean) * a + b: the site of network.Site. Taking the mean away first costs no time to speak of, and keeps IN exact
    to 1e-5 where a mean of squares less a squared mean would not."""
    def n(part): return f'site{k}.{part}'
    c, rho = len(norm.population_mean), rho or n('rho')
    g.nodes[-1].output[0] = n('in')
    x = n('in')
    for part in ('scale', 'shift'):
        g.add('Add', [n(f'{part}.style'), g.add('Mul', [rho, n(f'{part}.known')], n(f'{part}.more'))], n(part))
    # ReduceMean adds in more lanes than GlobalAveragePool: where a mean is many deviations large, that is 1e-5 of a result
    mean = g.add('ReduceMean', [x], n('mean'), axes=[2, 3], keepdims=1)
    apart = g.add('Sub', [x, mean], n('apart'))
    variance = g.add('GlobalAveragePool', [g.add('Mul', [apart, apart], n('squared'))], n('variance'))
    pm, ps = (getattr(norm, f'population_{part}').numpy() for part in ('mean', 'square'))
    pm_name = g.weight(n('population_mean'), pm.reshape(1, c, 1, 1))
    pv_name = g.weight(n('population_variance'), np.maximum(ps - pm * pm, 0).reshape(1, c, 1, 1))

    def deviation(variance, which):
        return g.add('Sqrt', [g.add('Add', [variance, g.number('epsilon', EPSILON)], n(f'{which}.sure'))], n(f'{which}.deviation'))

    one = g.number('one', 1)
    own = g.add('Div', [g.add('Sub', [one, rho], n('rest')), deviation(variance, 'own')], n('own'))
    known = g.add('Div', [rho, deviation(pv_name, 'known')], n('known'))
    a = g.add('Mul', [g.add('Add', [own, known], n('both')), n('scale')], n('a'))
    moved = g.add('Mul', [known, g.add('Sub', [mean, pm_name], n('away'))], n('away.known'))
    b = g.add('Add', [n('shift'), g.add('Mul', [moved, n('scale')], n('away.scaled'))], n('b'))
    return g.add('Add', [g.add('Mul', [apart, a], n('scaled')), b], n('out'))


def comb(g, x):
    """second.Comb; the weights 1, 2, 2, 2, 1 are two plain means, of four and of two, one behind the other."""
    cells = g.add('SpaceToDepth', [x], 'comb.cells', blocksize=4)
    means = g.add('AveragePool', [cells], 'comb.means', kernel_shape=[5, 5], pads=[2, 2, 2, 2])
    lattice = g.add('DepthToSpace', [means], 'comb.lattice', blocksize=4)
    period = g.add('Pad', [lattice, g.whole('pad2', 0, 0, 2, 2, 0, 0, 2, 2)], 'comb.padded', mode='reflect')
    for side in (4, 2):
        period = g.add('AveragePool', [period], f'comb.mean{side}', kernel_shape=[side, side])
    grid = g.add('Sub', [lattice, period], 'comb.grid')
    limits = [g.number(f'comb.{name}', value) for name, value in (('least', -second.COMBED), ('most', second.COMBED))]
    return g.add('Sub', [x, g.add('Clip', [grid, *limits], 'comb.limited')], 'combed')


def decoder(net, folder):
    d, g = net.decoder, Graph('style-decoder', halves(net))
    channels = [len(site.population_mean) for site in d.n]
    last, blocks = len(channels) - 1, len(d.c) // 2
    planes = g.whole('planes', 2, 3)
    parts = g.whole('parts', *[c for c in channels for _ in range(2)])

    def heads(values, name, outputs):
        g.add('Unsqueeze', [values, planes], f'{name}.planes')
        g.add('Split', [f'{name}.planes', parts], outputs, axis=1)

    heads(g.linear(d.h, 'code', 'h'), 'h',
          [f'site{k}.{part}' for k in range(last) for part in ('learnt', 'shift.style')] + ['colour.scale', 'colour.shift'])
    heads(g.linear(d.known[2], g.relu(g.linear(d.known[0], 'code', 'known.hidden')), 'known'), 'known',
          [f'site{k}.{part}.known' for k in range(len(channels)) for part in ('scale', 'shift')])
    g.add('Unsqueeze', ['rho', planes], 'rho.planes')
    g.add('Split', ['rho.planes', g.whole('rho.parts', *channels)], [f'site{k}.rho' for k in range(len(channels))], axis=1)
    for k in range(last):
        g.add('Add', [f'site{k}.learnt', g.number('one', 1)], f'site{k}.scale.style')
    g.add('Unsqueeze', ['code', planes], 'code.planes')
    g.add('Split', ['code.planes', g.whole('code.parts', d.h.in_features - 6, 3, 3)], ['code.learnt', 'colour.mean', 'colour.deviation'], axis=1)
    rest = g.add('Sub', [g.number('one', 1), f'site{last}.rho'], 'colour.rest')
    for part, moment in (('scale', 'deviation'), ('shift', 'mean')):
        g.add('Add', [g.add('Mul', [rest, f'colour.{part}'], f'colour.{part}.left'), f'colour.{moment}'], f'site{last}.{part}.style')

    def shuffle(conv, x, name):
        x = g.conv(conv.plain() if isinstance(conv, second.EvenShuffle) else conv, x, name, whole=True)
        return g.add('DepthToSpace', [x], f'{name}.shuffled', blocksize=2, mode='CRD')

    g.add('Identity', ['features'], 'features.in')
    x = g.relu(site(g, 0, 'features.in', d.n[0]))
    for first in range(1, 2 * blocks, 2):
        y = g.relu(site(g, first, g.conv(d.c[first - 1], x, f'c{first}'), d.n[first]))
        y = site(g, first + 1, g.conv(d.c[first], y, f'c{first + 1}'), d.n[first + 1])
        x = g.add('Add', [x, y], f'sum{first}')
    x = g.relu(site(g, last - 2, g.add('Add', [shuffle(d.up, x, 'up'), 'detail'], 'up.detailed'), d.n[-3]))
    x = g.relu(site(g, last - 1, g.conv(d.fine, x, 'fine'), d.n[-2]))
    x = shuffle(d.out, x, 'out')
    if hasattr(d, 'full'):
        x = g.conv(d.full, g.relu(x), 'full', whole=True)
    x = site(g, last, x, d.n[-1], g.weight('pixels.rho', np.zeros((1, 1, 1, 1), np.float32)))
    if hasattr(d, 'comb'):
        x = comb(g, x)
    inside = g.add('Clip', [x, g.number('dark', 1 - network.KNEE), g.number('bright', network.KNEE)], 'inside')
    beyond = g.add('Mul', [g.add('Sub', [x, inside], 'beyond'), g.number('steep', 1 / (1 - network.KNEE))], 'beyond.steep')
    bent = g.add('Mul', [g.add('Softsign', [beyond], 'bent'), g.number('room', 1 - network.KNEE)], 'bent.room')
    g.add('Add', [inside, bent], 'neared')
    g.add('Clip', ['neared', g.number('black', 0), g.number('one', 1)], 'image')  # changes nothing: it says what the picture's range is
    g.save(folder, [('features', 'n', 64, 'h/4', 'w/4'), ('detail', 'n', 32, 'h/2', 'w/2'), ('code', 'n', d.h.in_features),
                    ('rho', 'n', sum(channels))], [('image', 'n', 3, 'h', 'w')])


def golden(net, out):
    """What PyTorch gives on pictures made by formula: x[c,i,j] = .5 + .5 sin(.05 (c+1) i + .11 j + c), style with i and
    j exchanged, 64 x 96; rho = 0 and 0.3."""
    import json
    c, i, j = np.meshgrid(np.arange(3), np.arange(64), np.arange(96), indexing='ij')
    a = (.5 + .5 * np.sin(.05 * (c + 1) * i + .11 * j + c)).astype(np.float32)
    b = (.5 + .5 * np.sin(.05 * (c + 1) * j + .11 * i + c)).astype(np.float32)
    made, channels = {}, sum(len(site.population_mean) for site in net.decoder.n)
    with torch.no_grad():
        for rho in (0., .3):
            x = network.shoulder(net(torch.tensor(a)[None], torch.tensor(b)[None], torch.full((1, channels), rho)))[0].numpy()
            made[str(rho)] = dict(mean=[float(v) for v in x.mean((1, 2))], deviation=[float(v) for v in x.std((1, 2))],
                                  row=[float(v) for v in x[1, 20, ::8]])
    with open(out, 'w') as f:
        json.dump(made, f, indent=1)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('--weights', required=True)
    p.add_argument('--out', required=True)
    p.add_argument('--golden')
    o = p.parse_args()
    net = second.either(o.weights).eval()
    os.makedirs(o.out, exist_ok=True)
    for write in (content, style, decoder):
        write(net, o.out)
    if o.golden:
        golden(second.from_graphs(o.out).eval(), o.golden)  # the weights as they were rounded


if __name__ == '__main__':
    main()
