#!/usr/bin/env python3
"""Trains the explorer, the network that NormScope opens with: PACS in every look and Caltech-101, no flowers.

  python3 src/training/explorer/train.py --pacs pacs.tar --caltech caltech101.tar --minutes 100

Rate and crops follow the minutes of processor time spent so far, so that the rate has fallen when they are over, however
busy the machine: where other work goes first, the wall clock would end the training untrained. The state is kept in --work
every other minute of them; the same command goes on from there, with more --minutes longer.
Every further core has a process of its own (--helpers), whose gradients are added to the next step when they are there:
on cores shared with other work threads would wait for each other at every layer. A GPU is used where there is one.
What then tests and writes the network is write.py, and what measures its features transfer.py.
"""
import argparse
import contextlib
import math
import os
import sys
import time

import torch
import torch.multiprocessing
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [os.path.join(HERE, '..', 'twins')]

import pictures as data  # noqa: E402
from net import Explorer  # noqa: E402

WORK = os.path.join(os.path.expanduser('~'), '.normscope-training', 'explorer')
BATCH, PEAK, WARM = 64, 4e-3, .08
CROPS = [(.45, 64), (.8, 80), (1., 96)]  # until which part of the time, of how many pixels; tested at 128, where things are as large


def rate(p):
    """Of the highest: up in a straight line, down along half a cosine."""
    return .04 + .96 * p / WARM if p < WARM else .5 + .5 * math.cos(math.pi * min(1, (p - WARM) / (1 - WARM)))


def shares(label):
    """How often a picture is drawn: rarer classes somewhat oftener (by the fourth root of their size)."""
    count = torch.bincount(label).float().clamp(min=1)
    return count[label] ** -.25


def save(path, state):
    torch.save(state, path + '.part')
    os.replace(path + '.part', path)


def accuracy(net, pictures, index):
    net.eval()
    right, device = 0, next(net.parameters()).device
    with torch.no_grad():
        for k in range(0, len(index), 100):
            pick = index[k:k + 100]
            right += (net(data.centres(pictures, pick).to(device)).argmax(1).cpu() == pictures.label[pick]).sum().item()
    return right / max(1, len(index))


class Helper:
    """A process that computes gradients for the weights as it finds them and leaves them in one of two places."""
    SLOTS = 2

    def __init__(self, number, net, learn):
        self.parent, self.weights = os.getpid(), list(net.parameters())
        self.found = torch.zeros(self.SLOTS, sum(w.numel() for w in self.weights)).share_memory_()
        self.full = torch.zeros(self.SLOTS, dtype=torch.int64).share_memory_()
        self.number, self.learn = number, learn
        torch.multiprocessing.get_context('fork').Process(target=self.work, daemon=True).start()

    def work(self):
        torch.set_num_threads(1)
        net, slot, step = Explorer(self.learn.classes).to(memory_format=torch.channels_last).train(), 0, int(time.time())
        while os.getppid() == self.parent:
            if self.full[slot]:
                time.sleep(.01)
                continue
            with torch.no_grad():
                for mine, shared in zip(net.parameters(), self.weights):
                    mine.copy_(shared)
            self.learn(net, (self.number << 40) + step)
            with torch.no_grad():
                torch.cat([w.grad.flatten() for w in net.parameters()], out=self.found[slot])
            self.full[slot] = 1
            slot, step = (slot + 1) % self.SLOTS, step + 1

    def take(self):
        """Adds what is there to the gradients; how many batches that was."""
        taken = 0
        for slot in range(self.SLOTS):
            if self.full[slot]:
                at = 0
                for w in self.weights:
                    w.grad += self.found[slot, at:at + w.numel()].view_as(w)
                    at += w.numel()
                self.full[slot] = 0
                taken += 1
        return taken


class Learn:
    """Loss and gradients of a batch that follows from its number alone."""
    def __init__(self, pictures, batch):
        self.batch = batch
        self.pictures, self.classes = pictures, len(pictures.classes)
        self.seen = torch.from_numpy((~pictures.held_out & ~pictures.twin).nonzero()[0])
        self.share = shares(pictures.label[self.seen])
        self.part = torch.zeros(1).share_memory_()  # of the time

    def __call__(self, net, number):
        draw = torch.Generator().manual_seed(number)
        torch.manual_seed(number)  # dropout
        size = next((size for until, size in CROPS if self.part.item() < until), CROPS[-1][1])
        pick = self.seen[torch.multinomial(self.share, self.batch, generator=draw)].sort()[0]
        device = next(net.parameters()).device
        x = data.crops(self.pictures, pick.numpy(), draw, size, device).contiguous(memory_format=torch.channels_last)
        with torch.autocast('cuda', dtype=torch.bfloat16) if device.type == 'cuda' else contextlib.nullcontext():
            out = net(x).float()
        label = self.pictures.label[pick].to(device)
        loss = F.cross_entropy(out, label, label_smoothing=.1)
        net.zero_grad(set_to_none=True)
        loss.backward()
        return loss.item(), (out.argmax(1) == label).float().mean().item(), size


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--pacs', required=True)
    p.add_argument('--caltech', required=True)
    p.add_argument('--minutes', type=float, default=100)
    p.add_argument('--seed', type=int, default=0)
    p.add_argument('--work', default=WORK)
    p.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu')
    p.add_argument('--batch', type=int, default=BATCH)
    p.add_argument('--helpers', type=int, help='one a further core; none beside a GPU')
    o = p.parse_args()
    alone = o.device != 'cpu'
    if o.helpers is None:
        o.helpers = 0 if alone else os.cpu_count() - 1
    torch.set_num_threads(os.cpu_count() if alone else 1)
    os.makedirs(o.work, exist_ok=True)
    pictures = data.load(o.pacs, o.caltech, o.work, alone)
    learn = Learn(pictures, o.batch)
    print(f'{len(pictures.label)} pictures, {len(pictures.classes)} classes, {len(learn.seen)} trained on, {pictures.held_out.sum()} '
          f'held out, {pictures.twin.sum()} too like those', flush=True)
    torch.manual_seed(o.seed)
    net = Explorer(len(pictures.classes)).to(o.device, memory_format=torch.channels_last)
    path, step, batches, seconds, history = os.path.join(o.work, 'state.pt'), 0, 0, 0., []
    kept = torch.load(path, map_location=o.device) if os.path.exists(path) else None
    if kept:
        net.load_state_dict(kept['net'])
        step, batches, seconds, history = kept['step'], kept.get('batches', kept['step']), kept['seconds'], kept['history']
    if not alone:
        net.share_memory()
    opt = torch.optim.AdamW(net.parameters(), PEAK, weight_decay=.05)
    if kept:
        opt.load_state_dict(kept['opt'])
    learn.part[0] = min(1, seconds / (60 * o.minutes))
    helpers = [Helper(k + 1, net, learn) for k in range(o.helpers)] if seconds < 60 * o.minutes else []

    def keep():
        save(path, {'net': net.state_dict(), 'opt': opt.state_dict(), 'step': step, 'batches': batches, 'seconds': seconds,
                    'minutes': o.minutes, 'seed': o.seed, 'classes': pictures.classes, 'history': history})

    net.train()
    total, right, steps, kept_at, begun_at = 0., 0., 0, seconds, batches
    while seconds < 60 * o.minutes:
        start = time.process_time()
        learn.part[0] = seconds / (60 * o.minutes)
        for group in opt.param_groups:
            group['lr'] = PEAK * rate(seconds / (60 * o.minutes))
        loss, part, size = learn(net, (o.seed << 50) + step)
        taken = 1 + sum(h.take() for h in helpers)
        for w in net.parameters():
            w.grad /= taken
        opt.step()
        step, steps, batches, total, right = step + 1, steps + 1, batches + taken, total + loss, right + part
        seconds += time.process_time() - start
        if steps == 100:
            history.append([step, batches, round(seconds), size, round(total / steps, 4), round(right / steps, 4)])
            print(f'step {step}, {batches} batches, {seconds:.0f} s, {size} px, loss {total / steps:.3f}, right {right / steps:.3f}', flush=True)
            total, right, steps = 0., 0., 0
        if seconds - kept_at > 120:
            keep()
            kept_at = seconds
    if batches > begun_at:
        keep()
    for k, look in enumerate(data.LOOKS):
        index = ((pictures.look == k) & pictures.held_out).nonzero()[0]
        print(f'{look}: {accuracy(net, pictures, index):.4f} of {len(index)}', flush=True)


if __name__ == '__main__':
    main()
