"""What the network is trained on and measured by: VGG-19 features of relu1_1, relu2_1 and relu3_1."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from network import moments


class Vgg(nn.Module):
    """VGG-19 (normalised) to relu1_1, relu2_1, relu3_1, read from an ONNX file; input RGB 0..1; frozen."""
    def __init__(self, path):
        super().__init__()
        import onnx
        from onnx import numpy_helper
        graph = onnx.load(path).graph
        weights = {i.name: torch.tensor(numpy_helper.to_array(i)) for i in graph.initializer}
        convs = []
        for node in (n for n in graph.node if n.op_type == 'Conv'):
            w = weights[node.input[1]]
            c = nn.Conv2d(w.shape[1], w.shape[0], w.shape[2], padding=w.shape[2] // 2, padding_mode='reflect')
            c.weight.data, c.bias.data = w, weights[node.input[2]]
            convs.append(c)
        c = convs[-6:]  # a 1 x 1 colour convolution, then conv1_1 .. conv3_1
        colour, first = c[0], c[1]
        first.bias.data += (first.weight.data * colour.bias.data[None, :, None, None]).sum((1, 2, 3))
        first.weight.data = torch.einsum('omhw,mi->oihw', first.weight.data, colour.weight.data[:, :, 0, 0]).contiguous()
        self.one = nn.Sequential(first, nn.ReLU())
        self.two = nn.Sequential(c[2], nn.ReLU(), nn.MaxPool2d(2), c[3], nn.ReLU())
        self.three = nn.Sequential(c[4], nn.ReLU(), nn.MaxPool2d(2), c[5], nn.ReLU())
        for p in self.parameters():
            p.requires_grad = False

    def zero_padded(self):
        """Zeros around the maps instead of their reflection: faster, and the same but at the border."""
        for m in self.modules():
            if isinstance(m, nn.Conv2d):
                m.padding_mode = 'zeros'
        return self

    def forward(self, x):
        a = self.one(x)
        b = self.two(a)
        return a, b, self.three(b)


def statistics(features):
    """[n, 2 * 448]: means and deviations of the three layers."""
    return torch.cat([t for f in features for t in moments(f)], 1)


CHANNELS = (64, 128, 256)


def layers(stats):
    return [part.chunk(2, 1) for part in torch.split(stats, [2 * c for c in CHANNELS], 1)]


def style_loss(out, target, relative=True):
    """[n]: squared distances of the means and of the deviations, mean over channels, summed over the layers; relative
    to the target's size."""
    total = 0.
    for (ma, sa), (mb, sb) in zip(layers(out), layers(target)):
        part = (ma - mb).pow(2).mean(1) + (sa - sb).pow(2).mean(1)
        total = total + (part / (sb.pow(2).mean(1) + mb.pow(2).mean(1) + 1e-6) if relative else part)
    return total


def content_loss(out, target, relative=True):
    """[n]: mean squared distance at relu3_1; relative to the target's size."""
    part = (out.float() - target.float()).pow(2).mean((1, 2, 3))
    return part / (target.float().pow(2).mean((1, 2, 3)) + 1e-6) if relative else part
