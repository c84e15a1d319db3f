"""The explorer: the BN twin's residual blocks, five of them, with a larger first filter and most channels where maps are small."""
import torch.nn as nn
import torch.nn.functional as F

from network import Block, ConvNorm  # the twins'

STEM = 48
BLOCKS = [(64, 2), (128, 2), (128, 1), (256, 2), (384, 1)]  # channels, stride


class Explorer(nn.Module):
    kind = 'bn'

    def __init__(self, classes):
        super().__init__()
        self.stem = ConvNorm(3, STEM, 7, 2, 'bn')
        i = STEM
        for k, (o, stride) in enumerate(BLOCKS, 1):
            block = Block(i, o, stride, 'bn')
            nn.init.zeros_(block.second.norm.weight)  # every block begins as what goes past it
            setattr(self, f'block{k}', block)
            i = o
        self.drop, self.head = nn.Dropout(.2), nn.Linear(i, classes)

    def features(self, x):
        x = F.relu(self.stem(x))
        for k in range(1, len(BLOCKS) + 1):
            x = getattr(self, f'block{k}')(x)
        return x.mean((2, 3))

    def forward(self, x):
        return self.head(self.drop(self.features(x)))
