#!/usr/bin/env python3
"""Tests what train.py made, by look, and writes explorer.onnx, its manifest, golden.json and results.json.

  python3 src/training/explorer/write.py --pacs pacs.tar --caltech caltech101.tar --out assets/networks

The weights of convolutions and of the head are rounded to float16 first, so that what is tested is what is written.
Also writes WORK/rounded.pt, which transfer.py measures.
"""
import argparse
import os
import sys

import onnx
import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [os.path.join(HERE, '..', 'twins')]

import export as twins      # noqa: E402  (the twins' graph, node by node)
import pictures as data     # noqa: E402
from net import Explorer    # noqa: E402
from train import CROPS, WORK, save  # noqa: E402


def rounded(state):
    net = Explorer(len(state['classes'])).eval()
    net.load_state_dict(state['net'])
    for m in net.modules():
        if isinstance(m, (torch.nn.Conv2d, torch.nn.Linear)):
            m.weight.data = m.weight.data.half().float()
    return net


def answers(net, pictures, index):
    with torch.no_grad():
        return torch.cat([net(data.centres(pictures, index[k:k + 100])).argmax(1) for k in range(0, len(index), 100)])


def tested(net, pictures):
    """By look: share of held-out pictures that are named rightly, mean of that over classes, share of the largest class."""
    found = {}
    for k, look in enumerate(data.LOOKS):
        index = ((pictures.look == k) & pictures.held_out).nonzero()[0]
        label, right = pictures.label[index], answers(net, pictures, index) == pictures.label[index]
        classes = [right[label == c].float().mean().item() for c in label.unique()]
        found[look] = {'accuracy': round(right.float().mean().item(), 4), 'by_class': round(sum(classes) / len(classes), 4),
                       'majority': round(label.bincount().max().item() / len(index), 4), 'pictures': len(index), 'classes': len(classes)}
    return found


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--pacs', required=True)
    p.add_argument('--caltech', required=True)
    p.add_argument('--work', default=WORK)
    p.add_argument('--state', help='another than state.pt in WORK')
    p.add_argument('--out', required=True)
    p.add_argument('--about', default=HERE, help='where golden.json and results.json go')
    p.add_argument('--threads', type=int, default=os.cpu_count())
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    for folder in (o.out, o.about):
        os.makedirs(folder, exist_ok=True)
    state = torch.load(o.state or os.path.join(o.work, 'state.pt'), map_location='cpu')
    pictures, net = data.load(o.pacs, o.caltech, o.work), rounded(state)
    looks = tested(net, pictures)
    for look, found in looks.items():
        print(f'{look:13s} {100 * found["accuracy"]:5.1f} % of {found["pictures"]:4d} in {found["classes"]:3d} classes, mean of classes '
              f'{100 * found["by_class"]:5.1f} %, majority {100 * found["majority"]:4.1f} %')
    save(os.path.join(o.work, 'rounded.pt'), {'net': net.state_dict(), 'classes': state['classes']})
    written, layers = twins.model(net)
    written.graph.name = 'explorer'
    path = os.path.join(o.out, 'explorer.onnx')
    onnx.save(written, path)
    trained = {'seed': state['seed'], 'minutes': round(state['seconds'] / 60), 'steps': state['step'], 'crop': CROPS[-1][1]}
    manifest = twins.manifest({'twin': 'bn', 'epochs': 0, **trained, 'classes': state['classes']}, layers)
    manifest['training'] = {**trained, 'card': 'docs/training/explorer.md'}
    twins.write_json(os.path.join(o.out, 'explorer.json'), manifest, indent=1)
    with torch.no_grad():
        golden = {f'{h}x{w}': [round(v, 6) for v in net(twins.formula(h, w))[0].tolist()] for h, w in ((128, 128), (96, 160))}
    twins.write_json(os.path.join(o.about, 'golden.json'), {'explorer': golden}, indent=1)
    twins.write_json(os.path.join(o.about, 'results.json'), {**trained, 'batches': state['batches'], 'looks': looks}, indent=1)
    print(path, os.path.getsize(path), 'bytes,', len(layers), 'norm layers')


if __name__ == '__main__':
    main()
