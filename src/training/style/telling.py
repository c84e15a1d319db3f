"""What a code tells of a painting: from it alone, by one matrix, the statistics that the losses will ask for.

A loss of its own beside the pictures' losses. Those reach the style encoder only through the whole decoder, two to four
paintings a step; this one tells it at once what it did not see. Nothing of it ships.
"""
import torch
import torch.nn as nn

from losses import style_loss
from second import CODE


def far(out, target):
    """[n]: squared distance of means and deviations, relative to the target's, mean over layers."""
    return sum((a - b).pow(2).sum(1) / (b.pow(2).sum(1) + 1e-6) for a, b in zip(out, target)) / len(out)


class Telling(nn.Module):
    """vgg: how many statistics VGG gives; squeeze: how many each map of SqueezeNet gives."""
    def __init__(self, vgg, squeeze):
        super().__init__()
        self.sizes = [vgg, *squeeze]
        self.told = nn.Linear(CODE, sum(self.sizes))
        self.register_buffer('mean', torch.zeros(sum(self.sizes)))
        self.register_buffer('deviation', torch.ones(sum(self.sizes)))

    def measure(self, statistics):
        """The usual values, so that what is left to tell is about as large everywhere."""
        all_of_them = torch.cat([torch.cat([f, *q], 1) for f, q in statistics])
        self.mean.copy_(all_of_them.mean(0))
        self.deviation.copy_(all_of_them.std(0))

    def loss(self, code, wanted):
        """Mean over the pictures of both distances of what is told from what is so: (VGG, SqueezeNet)."""
        vgg, *squeeze = torch.split(self.mean + self.deviation * self.told(code).float(), self.sizes, 1)
        return style_loss(vgg, wanted[0]).mean(), far(squeeze, wanted[1]).mean()
