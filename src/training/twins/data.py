"""PACS as one uint8 tensor in memory, read from its tar file or from the unpacked folder."""
import io
import os
import tarfile
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

LOOKS = ['photo', 'art_painting', 'cartoon', 'sketch']
STORED, SHOWN = 144, 128  # pixels kept in memory; pixels the network is tested on
MEAN = torch.tensor([.485, .456, .406]).view(1, 3, 1, 1) * 255
STD = torch.tensor([.229, .224, .225]).view(1, 3, 1, 1) * 255


@dataclass
class Pictures:
    pixels: torch.Tensor  # uint8 [n,3,144,144], RGB
    look: np.ndarray      # index into LOOKS
    label: torch.Tensor   # index into classes
    held_out: np.ndarray  # every tenth by name in each class and look
    classes: list

    def training(self):
        return np.where((self.look == 0) & ~self.held_out)[0]

    def testing(self, look):
        """Photos: only the held-out ones. The other looks were never trained on: all of them."""
        return np.where((self.look == look) & (self.held_out | (look > 0)))[0]


def _files(path):
    """(name, bytes) of every picture; names are LOOK/CLASS/FILE whatever stands before them."""
    if os.path.isdir(path):
        for look in LOOKS:
            for folder, _, names in os.walk(os.path.join(path, look)):
                for name in names:
                    full = os.path.join(folder, name)
                    with open(full, 'rb') as f:
                        yield '/'.join(full.split(os.sep)[-3:]), f.read()
    else:
        with tarfile.open(path) as tar:
            for member in tar:
                if member.isfile():
                    yield '/'.join(member.name.split('/')[-3:]), tar.extractfile(member).read()


def _decode(data):
    picture = Image.open(io.BytesIO(data)).convert('RGB').resize((STORED, STORED), Image.BICUBIC)
    return np.asarray(picture).transpose(2, 0, 1)


def load(path, looks=LOOKS):
    """Sorted by name before anything is counted, so that a tar and its folder give the same split."""
    found = {}
    for name, data in _files(path):
        parts = name.split('/')
        if len(parts) == 3 and parts[0] in looks and parts[2].lower().endswith(('.jpg', '.jpeg', '.png')):
            found[name] = _decode(data)
    if not found:
        raise SystemExit(f'{path}: no pictures named LOOK/CLASS/FILE.jpg with LOOK one of {", ".join(looks)}')
    names = sorted(found)
    classes = sorted({n.split('/')[1] for n in names})
    held_out, seen = [], {}
    for n in names:
        group = n.rsplit('/', 1)[0]
        seen[group] = seen.get(group, 0) + 1
        held_out.append(seen[group] % 10 == 0)
    return Pictures(torch.from_numpy(np.stack([found.pop(n) for n in names])),
                    np.array([LOOKS.index(n.split('/')[0]) for n in names]),
                    torch.tensor([classes.index(n.split('/')[1]) for n in names]),
                    np.array(held_out), classes)


def _normalized(x):
    return (x - MEAN) / STD


def crops(pictures, index, draw, size=SHOWN):
    """Random square crops (side 0.5 to 1 of the picture), half of them mirrored, size x size: one affine map for the batch.

    Colour is never touched: how far the look may shift is what the twins are compared by.
    """
    n = len(index)
    scale = torch.rand(n, generator=draw) * .5 + .5
    shift = (torch.rand(n, 2, generator=draw) * 2 - 1) * (1 - scale)[:, None]
    mirror = 1 - 2. * torch.randint(0, 2, (n,), generator=draw)
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0], theta[:, 1, 1], theta[:, :, 2] = scale * mirror, scale, shift
    grid = F.affine_grid(theta, (n, 3, size, size), align_corners=False)
    return F.grid_sample(_normalized(pictures.pixels[index].float()), grid, padding_mode='border', align_corners=False)


def centres(pictures, index):
    """The middle 128 x 128 of each picture: what the networks are tested on."""
    edge = (STORED - SHOWN) // 2
    return _normalized(pictures.pixels[index][:, :, edge:edge + SHOWN, edge:edge + SHOWN].float())
