"""What the explorer learns from: PACS in its four looks and Caltech-101, without any flowers, as one memory-mapped array.

Every picture is kept with its shorter side at 144 pixels and at most 192 of the longer, in the middle of a canvas of
192 x 192 whose rest repeats nothing and is never looked at.
"""
import hashlib
import io
import os
import tarfile
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

LOOKS = ['photo', 'art_painting', 'cartoon', 'sketch', 'caltech']
STORED, CANVAS, SHOWN = 144, 192, 128
FLOWERS = {'sunflower', 'water_lilly', 'lotus'}  # kept out, so that flowers are new to the network
SAME = {'electric_guitar': 'guitar'}             # what Caltech calls otherwise; elephant has one name in both
TWICE = {'Faces'}                                # PACS has these very photos, cut closer, among its persons
MEAN = torch.tensor([.485, .456, .406]).view(1, 3, 1, 1) * 255
STD = torch.tensor([.229, .224, .225]).view(1, 3, 1, 1) * 255
FORMAT = 1                                       # of what is kept on disk


@dataclass
class Pictures:
    pixels: np.ndarray      # uint8 [n,3,192,192], RGB
    size: torch.Tensor      # [n,2]: height and width of the picture in its canvas
    look: np.ndarray        # index into LOOKS
    label: torch.Tensor     # index into classes
    held_out: np.ndarray    # by content: the first byte of its SHA-1 is below 26 (every tenth)
    twin: np.ndarray        # looks like a held-out one: neither trained on nor tested on
    classes: list


def fitted(data):
    """The picture with its shorter side at STORED, the middle CANVAS of the longer one."""
    picture = Image.open(io.BytesIO(data)).convert('RGB')
    w, h = picture.size
    k = STORED / min(w, h)
    w, h = max(STORED, round(w * k)), max(STORED, round(h * k))
    picture = picture.resize((w, h), Image.BICUBIC)
    x, y = max(0, (w - CANVAS) // 2), max(0, (h - CANVAS) // 2)
    return np.asarray(picture.crop((x, y, x + min(w, CANVAS), y + min(h, CANVAS)))).transpose(2, 0, 1)


def files(tar):
    """(name, bytes) by name; macOS's shadows and what is no picture left out."""
    with tarfile.open(tar) as archive:
        members = {m.name: m for m in archive if m.isfile() and m.name.lower().endswith(('.jpg', '.jpeg', '.png'))}
        for name in sorted(members):
            yield name, archive.extractfile(members[name]).read()


def listed(pacs, caltech):
    """(look, class, bytes) of every picture to be used."""
    for name, data in files(pacs):
        look, kind = name.split('/')[-3:-1]
        yield LOOKS.index(look), kind, data
    for name, data in files(caltech):
        kind = name.split('/')[-2]
        if kind not in FLOWERS and kind not in TWICE:
            yield LOOKS.index('caltech'), SAME.get(kind, kind), data


def thumbnails(pixels, size):
    """16 x 16 grey levels of each picture's middle square, without mean and contrast: what near-duplicates share."""
    found = []
    for k in range(len(pixels)):
        square = torch.from_numpy(middle(pixels[k], size[k])).float().mean(0)[None, None]
        t = F.interpolate(square, size=(16, 16), mode='area').flatten()
        t = t - t.mean()
        found.append(t / (t.norm() + 1e-6))
    return torch.stack(found)


def middle(canvas, size):
    h, w = int(size[0]), int(size[1])
    y, x = (CANVAS - STORED) // 2, (CANVAS - STORED) // 2
    return canvas[:, y:y + STORED, x:x + STORED]


def twins(pixels, size, held_out, look, sure=.985):
    """Training pictures that look like a held-out one of the same kind of picture."""
    t, twin = thumbnails(pixels, size), np.zeros(len(held_out), bool)
    photos = (look == 0) | (look == LOOKS.index('caltech'))
    for group in (photos, ~photos):
        test, train = np.where(group & held_out)[0], np.where(group & ~held_out)[0]
        for k in range(0, len(train), 1000):
            pick = train[k:k + 1000]
            twin[pick] = ((t[pick] @ t[test].T).amax(1) > sure).numpy()
    return twin


def load(pacs, caltech, work, memory=False):
    """Decoded once (a minute or two) into WORK/pictures.npy, then mapped."""
    kept, about = os.path.join(work, 'pictures.npy'), os.path.join(work, 'pictures.pt')
    source = [FORMAT, os.path.getsize(pacs), os.path.getsize(caltech)]
    if not (os.path.exists(about) and os.path.exists(kept) and torch.load(about)['source'] == source):
        found = list(listed(pacs, caltech))
        classes = ([c for c in sorted({c for look, c, _ in found if look < 4})])
        classes += sorted({c for _, c, _ in found} - set(classes), key=str.lower)
        pixels = np.lib.format.open_memmap(kept + '.part', 'w+', np.uint8, (len(found), 3, CANVAS, CANVAS))
        size = torch.zeros(len(found), 2)
        for k, (_, _, data) in enumerate(found):
            a = fitted(data)
            h, w = a.shape[1:]
            y, x = (CANVAS - h) // 2, (CANVAS - w) // 2
            pixels[k, :, y:y + h, x:x + w] = a
            size[k] = torch.tensor([h, w])
        pixels.flush()
        look = np.array([look for look, _, _ in found])
        held_out = np.array([hashlib.sha1(data).digest()[0] < 26 for _, _, data in found])
        torch.save({'source': source, 'size': size, 'look': look, 'held_out': held_out, 'classes': classes,
                    'label': torch.tensor([classes.index(c) for _, c, _ in found]),
                    'twin': twins(pixels, size, held_out, look)}, about + '.part')
        del pixels
        os.replace(kept + '.part', kept)
        os.replace(about + '.part', about)
    rest = torch.load(about)
    del rest['source']
    return Pictures(pixels=np.load(kept, mmap_mode=None if memory else 'r'), **rest)


def crops(pictures, index, draw, size, device='cpu'):
    """Random parts of the pictures: a quarter to all of the area, sides 3:4 to 4:3, mirrored half the time, in other light.

    Sampled twice as fine as wanted and averaged, so that small crops of large parts do not alias.
    """
    n = len(index)
    whole = pictures.size[index] / CANVAS
    area, shape = torch.rand(n, generator=draw) * .75 + .25, torch.exp((torch.rand(n, generator=draw) * 2 - 1) * .2877)
    # the sides of a part of that area and shape, no longer than the picture's own
    side = (area * whole[:, 0] * whole[:, 1]).sqrt()[:, None] * torch.stack([shape.sqrt(), 1 / shape.sqrt()], 1)
    side = torch.minimum(side, whole)
    shift = (torch.rand(n, 2, generator=draw) * 2 - 1) * (whole - side)
    mirror = 1 - 2. * torch.randint(0, 2, (n,), generator=draw)
    theta = torch.zeros(n, 2, 3)
    theta[:, 0, 0], theta[:, 1, 1], theta[:, 0, 2], theta[:, 1, 2] = side[:, 1] * mirror, side[:, 0], shift[:, 1], shift[:, 0]
    grid = F.affine_grid(theta, (n, 3, 2 * size, 2 * size), align_corners=False)
    x = torch.from_numpy(pictures.pixels[index]).to(device).float()
    x = F.avg_pool2d(F.grid_sample(x, grid.to(device), padding_mode='border', align_corners=False), 2)
    return (other_light(x, draw).clamp(0, 255) - MEAN.to(device)) / STD.to(device)


def other_light(x, draw):
    """Brightness, contrast and saturation of each picture changed by up to two fifths."""
    n = len(x)
    def factor(): return (1 + .8 * (torch.rand(n, 1, 1, 1, generator=draw) - .5)).to(x.device)
    x = x * factor()
    level = x.mean((1, 2, 3), keepdim=True)
    x = level + (x - level) * factor()
    grey = x.mean(1, keepdim=True)
    return grey + (x - grey) * factor()


def shown(squares):
    """uint8 [n,3,144,144] as the app shows a picture to the network: the middle square at 128 x 128."""
    x = F.interpolate(torch.as_tensor(squares).float(), size=(SHOWN, SHOWN), mode='bilinear', antialias=True, align_corners=False)
    return (x - MEAN) / STD


def centres(pictures, index):
    return shown(np.stack([middle(pictures.pixels[k], pictures.size[k]) for k in index]))
