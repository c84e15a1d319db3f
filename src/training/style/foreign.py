"""Other people's networks from their ONNX files in PyTorch: loss networks, judges, and MicroAST to compare with."""
import onnx
import torch
import torch.nn as nn
import torch.nn.functional as F
from onnx import numpy_helper

IMAGENET = ((.485, .456, .406), (.229, .224, .225))
HALF = ((.5, .5, .5), (.5, .5, .5))
NONE = ((0, 0, 0), (1, 1, 1))


class Foreign(nn.Module):
    """The values of some nodes, for pictures in RGB, 0..1; frozen. `taps` names operators (all of their outputs, in
    order) or nodes' outputs."""
    def __init__(self, path, taps, look=NONE):
        super().__init__()
        graph = onnx.load(path).graph
        self.known = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
        for name, t in self.known.items():
            if t.dim() == 4:
                self.known[name] = t.contiguous(memory_format=torch.channels_last)
        self.inputs = [i.name for i in graph.input if i.name not in self.known]
        self.nodes = [(n.op_type, list(n.input), n.output[0], {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute})
                      for n in graph.node]
        wanted = set(taps)
        self.taps = [out for op, _, out, _ in self.nodes if op in wanted or out in wanted]
        last = max(i for i, n in enumerate(self.nodes) if n[2] == self.taps[-1])
        self.nodes = self.nodes[:last + 1]
        self.mean, self.deviation = (torch.tensor(v, dtype=torch.float32).view(1, 3, 1, 1) for v in look)

    def _apply(self, change):
        """Weights go where the module goes; they are none of its parameters, since nothing trains them."""
        self.known = {name: change(t) if t.is_floating_point() else t for name, t in self.known.items()}
        self.mean, self.deviation = change(self.mean), change(self.deviation)
        return super()._apply(change)

    def forward(self, x, **more):
        v = {self.inputs[0]: (x - self.mean) / self.deviation, **more}
        for op, names, out, a in self.nodes:
            v[out] = self.run(op, [v[n] if n in v else self.known.get(n) for n in names], a)
        return [v[t] for t in self.taps]

    @staticmethod
    def run(op, i, a):
        x = i[0]
        if op == 'Conv':
            top, left, bottom, right = a.get('pads', [0] * 4)
            if (top, left) != (bottom, right):
                x, top, left = F.pad(x, (left, right, top, bottom)), 0, 0
            return F.conv2d(x, i[1], i[2] if len(i) > 2 else None, a.get('strides', [1, 1]), (top, left), a.get('dilations', [1, 1]),
                            a.get('group', 1))
        if op == 'BatchNormalization':
            return F.batch_norm(x, i[3], i[4], i[1], i[2], eps=a.get('epsilon', 1e-5))
        if op == 'InstanceNormalization':
            return F.instance_norm(x, weight=i[1], bias=i[2], eps=a.get('epsilon', 1e-5))
        if op == 'MaxPool':
            if any(a.get('pads', [0])):
                x = F.pad(x, [a['pads'][k] for k in (1, 3, 0, 2)], value=float('-inf'))
            return F.max_pool2d(x, a['kernel_shape'], a.get('strides', [1, 1]))
        if op == 'Pad':
            p = i[1].tolist()
            return F.pad(x, (p[3], p[7], p[2], p[6]), mode=a['mode'].decode())
        if op == 'Resize':
            return F.interpolate(x, scale_factor=i[2].tolist()[2:], mode='bilinear', align_corners=False)
        if op == 'Clip':
            return x.clamp(float(i[1]), float(i[2]))
        if op == 'LeakyRelu':
            return F.leaky_relu(x, a.get('alpha', .01))
        if op == 'Concat':
            return torch.cat(i, a['axis'])
        if op == 'ReduceMean':
            return x.mean(a['axes'], keepdim=bool(a.get('keepdims', 1)))
        if op == 'GlobalAveragePool':
            return x.mean((2, 3), keepdim=True)
        return {'Relu': F.relu, 'Sqrt': torch.sqrt, 'Add': torch.add, 'Sub': torch.sub, 'Mul': torch.mul}[op](*i)


def squeeze(path):
    """SqueezeNet 1.1 after fire2 to fire8: a loss network."""
    net = Foreign(path, ['Concat'], IMAGENET)
    net.taps = net.taps[:7]
    net.nodes = net.nodes[:max(k for k, n in enumerate(net.nodes) if n[2] == net.taps[-1]) + 1]
    return net
