"""Golden losses of ten steps of a small network with batch normalization, a skip and pooling: python3 training.py > training.json

For SGD with momentum and AdamW, with statistics that are kept and with those of each batch. The network as .onnx stands
in the answer, without its last layer: that is the head.
"""
import base64
import json

import numpy as np
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import TensorProto as T, helper as h, numpy_helper

RATE, DECAY, STEPS, BATCH, SIDE, CLASSES = .02, .01, 10, 5, 8, 3
torch.manual_seed(3)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 4, 3, padding=1)
        self.n = nn.BatchNorm2d(4)
        self.b = nn.Conv2d(4, 4, 3, padding=1, bias=False)
        self.m = nn.BatchNorm2d(4)
        self.d = nn.Conv2d(4, 4, 3, stride=2, padding=1, groups=4, bias=False)
        self.head = nn.Linear(4, CLASSES)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.n(self.a(x))), 3, 2, 1)
        x = F.relu(x + self.m(self.b(x)))
        return self.head(self.d(x).mean((2, 3)))


def normed(net):
    return [net.n, net.m]


first = Net()
for norm in normed(first):
    nn.init.uniform_(norm.weight, .5, 1.5)
    nn.init.normal_(norm.bias, 0, .3)
    nn.init.normal_(norm.running_mean, 0, .3)
    nn.init.uniform_(norm.running_var, .5, 1.5)
start = {k: v.clone() for k, v in first.state_dict().items()}
pictures = torch.rand(2, BATCH, 3, SIDE, SIDE)
labels = torch.randint(0, CLASSES, (2, BATCH))


def exported():
    w = [numpy_helper.from_array(v.numpy(), k) for k, v in start.items() if 'num_batches' not in k and 'head' not in k]
    three = dict(kernel_shape=[3, 3], pads=[1, 1, 1, 1])

    def norm(n, x, y):
        return h.make_node('BatchNormalization', [x] + [f'{n}.{p}' for p in
                           ('weight', 'bias', 'running_mean', 'running_var')], [y], name=y, epsilon=1e-5)
    nodes = [h.make_node('Conv', ['x', 'a.weight', 'a.bias'], ['conv a'], name='conv a', **three),
             norm('n', 'conv a', 'norm a'), h.make_node('Relu', ['norm a'], ['relu a'], name='relu a'),
             h.make_node('MaxPool', ['relu a'], ['pool'], name='pool', strides=[2, 2], **three),
             h.make_node('Conv', ['pool', 'b.weight'], ['conv b'], name='conv b', **three),
             norm('m', 'conv b', 'norm b'), h.make_node('Add', ['pool', 'norm b'], ['sum'], name='sum'),
             h.make_node('Relu', ['sum'], ['relu b'], name='relu b'),
             h.make_node('Conv', ['relu b', 'd.weight'], ['last'], name='last', strides=[2, 2], group=4, **three)]
    graph = h.make_graph(nodes, 'small', [h.make_tensor_value_info('x', T.FLOAT, ['n', 3, SIDE, SIDE])],
                         [h.make_tensor_value_info('last', T.FLOAT, ['n', 4, 2, 2])], w)
    model = h.make_model(graph, opset_imports=[h.make_opsetid('', 13)], ir_version=8)
    onnx.checker.check_model(model)
    return base64.b64encode(model.SerializeToString()).decode()


def losses(kind, updated):
    net = Net()
    net.load_state_dict(start)
    net.train()
    if not updated:
        for norm in normed(net):
            norm.eval()
    wide, narrow = [p for p in net.parameters() if p.dim() > 1], [p for p in net.parameters() if p.dim() < 2]
    groups = [dict(params=wide, weight_decay=DECAY), dict(params=narrow, weight_decay=0)]
    opt = torch.optim.SGD(groups, RATE, momentum=.9) if kind == 'SGD' else torch.optim.AdamW(groups, RATE)
    told = []
    for step in range(STEPS):
        opt.zero_grad()
        loss = F.cross_entropy(net(pictures[step % 2]), labels[step % 2])
        loss.backward()
        opt.step()
        told.append(loss.item())
    return told, net.n.running_mean.tolist()


answer = {"network": exported(), "rate": RATE, "decay": DECAY, "pictures": np.round(pictures.flatten(1).numpy(), 7).tolist(),
          "labels": labels.tolist(), "weights": start['head.weight'].tolist(), "biases": start['head.bias'].tolist(), "cases": []}
for kind in ('SGD', 'ADAM'):
    for updated in (False, True):
        told, mean = losses(kind, updated)
        answer["cases"].append({"kind": kind, "norms": 'UPDATED' if updated else 'FROZEN', "losses": told, "mean": mean})
print(json.dumps(answer))
