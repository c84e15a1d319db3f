#!/usr/bin/env python3
"""Trains the explorer, the network that NormScope opens with: the BN twin, wider, on twelve classes in every look.

  python3 src/training/explorer/train.py --pacs pacs.tar --flowers flowers.tar

Seven classes of PACS in its four looks and five kinds of flowers. Held out: every tenth picture by name in each class
and look, and the val part of flowers. Every epoch is kept in --work, so the same command goes on where it was stopped;
a finished run writes --out/explorer.onnx with its manifest, golden.json, and results.json beside this file.
"""
import argparse
import json
import os
import sys
import tarfile
import time

import numpy as np
import torch
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'twins'))

import data      # noqa: E402  (the twins' own)
import export    # noqa: E402
import network   # noqa: E402

WIDTH, BATCH, PEAK = 40, 64, 4e-3


def flowers(path):
    """(pixels [n,3,144,144], class names, held out) of TRAIN_OR_VAL/CLASS/FILE.jpg."""
    pixels, names, held_out = [], [], []
    with tarfile.open(path) as tar:
        for member in sorted((m for m in tar if m.isfile() and m.name.endswith('.jpg')), key=lambda m: m.name):
            part, name = member.name.split('/')[-3:-1]
            pixels.append(data._decode(tar.extractfile(member).read()))
            names.append(name)
            held_out.append(part == 'val')
    return np.stack(pixels), names, held_out


def everything(pacs, path):
    """PACS and flowers as one; look 4 is flowers."""
    p = data.load(pacs)
    pixels, names, held_out = flowers(path)
    classes = p.classes + sorted(set(names))
    return data.Pictures(torch.cat([p.pixels, torch.from_numpy(pixels)]), np.concatenate([p.look, np.full(len(names), 4)]),
                         torch.cat([p.label, torch.tensor([classes.index(n) for n in names])]),
                         np.concatenate([p.held_out, held_out]), classes)


def other_light(x, draw):
    """Brightness, contrast and saturation of each picture changed by up to two fifths, before mean and deviation."""
    n = len(x)
    def factor(): return 1 + .8 * (torch.rand(n, 1, 1, 1, generator=draw) - .5)
    x = x * factor()
    middle = x.mean((1, 2, 3), keepdim=True)
    x = middle + (x - middle) * factor()
    grey = x.mean(1, keepdim=True)
    return grey + (x - grey) * factor()


def crops(pictures, index, draw, size):
    x = data.crops(pictures, index, draw, size)
    return (other_light(x * data.STD + data.MEAN, draw).clamp(0, 255) - data.MEAN) / data.STD


def accuracy(net, pictures, index):
    net.eval()
    right = 0
    with torch.no_grad():
        for k in range(0, len(index), 100):
            pick = index[k:k + 100]
            right += (net(data.centres(pictures, pick)).argmax(1) == pictures.label[pick]).sum().item()
    return right / max(1, len(index))


def write(net, pictures, o):
    for m in net.modules():
        if isinstance(m, (torch.nn.Conv2d, torch.nn.Linear)):
            m.weight.data = m.weight.data.half().float()
    looks = data.LOOKS + ['flowers']
    tested = {look: np.where((pictures.look == k) & pictures.held_out)[0] for k, look in enumerate(looks)}
    results = {look: {'accuracy': round(accuracy(net, pictures, index), 4), 'pictures': len(index),
                      'majority': round(float(torch.bincount(pictures.label[index]).max()) / len(index), 4)}
               for look, index in tested.items()}
    print(results)
    net.eval()
    written, layers = export.model(net)
    written.graph.name = 'explorer'
    export.onnx.save(written, os.path.join(o.out, 'explorer.onnx'))
    manifest = export.manifest({'twin': 'bn', 'seed': o.seed, 'epochs': o.epochs, 'crop': o.crop, 'classes': pictures.classes}, layers)
    manifest['training']['card'] = 'docs/training/explorer.md'
    del manifest['training']['twin']
    export.write_json(os.path.join(o.out, 'explorer.json'), manifest, indent=1)
    with torch.no_grad():
        golden = {f'{h}x{w}': [round(v, 6) for v in net(export.formula(h, w))[0].tolist()] for h, w in ((128, 128), (96, 160))}
    export.write_json(os.path.join(HERE, 'golden.json'), {'explorer': golden}, indent=1)
    export.write_json(os.path.join(HERE, 'results.json'), {'epochs': o.epochs, 'crop': o.crop, 'seed': o.seed, 'looks': results}, indent=1)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--pacs', required=True)
    p.add_argument('--flowers', required=True)
    p.add_argument('--epochs', type=int, default=16)
    p.add_argument('--crop', type=int, default=96)
    p.add_argument('--seed', type=int, default=0)
    p.add_argument('--work', default='target/explorer')
    p.add_argument('--out', default=os.path.join(HERE, '..', '..', '..', 'assets', 'networks'))
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    os.makedirs(o.work, exist_ok=True)
    pictures = everything(o.pacs, o.flowers)
    seen = np.where(~pictures.held_out)[0]
    torch.manual_seed(o.seed)
    net = network.Twin('bn', len(pictures.classes), WIDTH).to(memory_format=torch.channels_last)
    opt = torch.optim.AdamW(net.parameters(), PEAK, weight_decay=.05)
    plan = torch.optim.lr_scheduler.OneCycleLR(opt, PEAK, o.epochs * (len(seen) // BATCH))
    state, epoch, seconds = os.path.join(o.work, 'explorer.state'), 0, 0.
    if os.path.exists(state):
        kept = torch.load(state)
        net.load_state_dict(kept['net'])
        opt.load_state_dict(kept['opt'])
        plan.load_state_dict(kept['plan'])
        epoch, seconds = kept['epoch'], kept['seconds']
    while epoch < o.epochs:
        start, total = time.time(), 0.
        draw = torch.Generator().manual_seed(1000 * o.seed + epoch)
        order = seen[torch.randperm(len(seen), generator=draw).numpy()]
        net.train()
        for k in range(len(seen) // BATCH):
            pick = order[k * BATCH:(k + 1) * BATCH]
            with torch.autocast('cpu', dtype=torch.bfloat16):
                out = net(crops(pictures, pick, draw, o.crop).contiguous(memory_format=torch.channels_last))
            loss = F.cross_entropy(out.float(), pictures.label[pick], label_smoothing=.1)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            opt.step()
            plan.step()
            total += loss.item()
        epoch, seconds = epoch + 1, seconds + time.time() - start
        torch.save({'net': net.state_dict(), 'opt': opt.state_dict(), 'plan': plan.state_dict(), 'epoch': epoch,
                    'seconds': seconds}, state + '.part')
        os.replace(state + '.part', state)
        print(f'epoch {epoch} loss {total / (len(seen) // BATCH):.3f} {seconds:.0f} s', flush=True)
    write(net, pictures, o)


if __name__ == '__main__':
    main()
