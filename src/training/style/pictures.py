"""What the second edition is trained on: pictures of tar files, drawn and cut anew at every step."""
import io
import math
import os
import random
import tarfile

import numpy as np
import torch
from PIL import Image

import data

TRUE = dict(memory_format=torch.channels_last)
DEVICE = 'cuda' if torch.cuda.is_available() else 'cpu'
STYLES = [('pacs.tar', 'art_painting/', .56), ('pacs.tar', 'cartoon/', .10), ('pacs.tar', 'sketch/', .04),
          ('imagenet_samples.tar', '', .08)]  # the rest, .22: textures by formula


class Source:
    """Pictures of a tar file, kept as JPEG and decoded when drawn."""
    def __init__(self, folder, tar, part):
        with tarfile.open(os.path.join(folder, tar)) as archive:
            found = {m.name: archive.extractfile(m).read() for m in archive
                     if m.isfile() and part in m.name and m.name.lower().endswith(('.jpg', '.jpeg', '.png'))}
        self.files = [found[name] for name in sorted(found)]

    def draw(self, rng):
        return Image.open(io.BytesIO(rng.choice(self.files))).convert('RGB')


class Pictures:
    def __init__(self, folder):
        self.contents = [Source(folder, tar, part) for tar, part in data.CONTENTS.items()]
        self.sizes = [len(s.files) for s in self.contents]
        self.styles = [(Source(folder, tar, part), share) for tar, part, share in STYLES]

    def content(self, size, rng):
        """A crop; from 224 pixels on half the time several pictures in a mosaic, since none of them is as large as that and
        one that was enlarged has nothing fine."""
        if size >= 224 and rng.random() < .5:
            half = size // 2
            rows = [np.concatenate([self.content(half, rng) for _ in range(2)], 1) for _ in range(2)]
            return np.concatenate(rows, 0)
        return data.crop(rng.choices(self.contents, self.sizes)[0].draw(rng), size, rng)

    def style(self, size, rng):
        """Paintings, some of them a part enlarged up to 2.5 times, so that the same brush is met in several sizes; textures."""
        at = rng.random()
        for source, share in self.styles:
            at -= share
            if at < 0:
                zoom = 1 if rng.random() < .5 else math.exp(rng.uniform(0, math.log(2.5)))
                picture = source.draw(rng)
                w, h = picture.size
                side = min(w, h) / zoom
                x, y = rng.uniform(0, w - side), rng.uniform(0, h - side)
                if zoom > 1:
                    picture = picture.crop((round(x), round(y), round(x + side), round(y + side)))
                return data.recoloured(data.crop(picture, size, rng), rng)
        return self.texture(size, rng)

    def texture(self, size, rng):
        palette = np.asarray(self.styles[0][0].draw(rng))
        coarse = rng.choice([1, 1, 2, 3])
        made = Image.fromarray(data.texture(-(-size // coarse), palette, rng))
        return np.asarray(made.resize((size, size), Image.BICUBIC))


def tensor(arrays):
    return (data.tensor(arrays).to(DEVICE).float() / 255).contiguous(**TRUE)
