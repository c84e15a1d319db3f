#!/usr/bin/env python3
"""Trains twins on PACS photos and tests them on photos held out, art, cartoon and sketch.

  python3 src/training/twins/train.py --pacs pacs.tar --twin bn --seed 0
  python3 src/training/twins/train.py --pacs pacs.tar --twin bn in ibn-a --seed 0 1 2 --work build/twins

Every epoch is kept in --work, so the same command goes on where it was stopped. A finished run appends a row to the
results file and leaves its weights in --work/TWIN-SEED.pt. Several of these may share --work: none takes another's run.
"""
import argparse
import csv
import fcntl
import os
import time

import torch
import torch.nn.functional as F

import data
import network

BATCH = 64
COLUMNS = ['twin', 'seed', 'epochs', 'crop', 'photo', 'art', 'cartoon', 'sketch',
           'n_photo', 'n_art', 'n_cartoon', 'n_sketch', 'seconds', 'torch']
RESULTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'results.csv')


def optimizer(net, steps):
    """AdamW 0.05, one cycle to 4e-3; to 1e-3 with clipped gradients where there is no norm to hold the scale."""
    peak = 1e-3 if net.kind in network.WITHOUT_SCALE else 4e-3
    gates = [p for n, p in net.named_parameters() if n.endswith('.rho')]
    others = [p for n, p in net.named_parameters() if not n.endswith('.rho')]
    groups = [{'params': others, 'weight_decay': .05}] + ([{'params': gates, 'weight_decay': 0.}] if gates else [])
    opt = torch.optim.AdamW(groups, peak)
    return opt, torch.optim.lr_scheduler.OneCycleLR(opt, peak, steps)


def one_epoch(net, opt, plan, pictures, draw, crop):
    seen = pictures.training()
    seen = seen[torch.randperm(len(seen), generator=draw).numpy()]
    total, batches = 0., len(seen) // BATCH
    net.train()
    for k in range(batches):
        pick = seen[k * BATCH:(k + 1) * BATCH]
        x = data.crops(pictures, pick, draw, crop).contiguous(memory_format=layout(net))
        with torch.autocast('cpu', dtype=torch.bfloat16):
            out = net(x)
        loss = F.cross_entropy(out.float(), pictures.label[pick], label_smoothing=.1)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        if net.kind in network.WITHOUT_SCALE:
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.)
        opt.step()
        plan.step()
        for m in net.modules():
            if isinstance(m, network.Bin):
                m.clamp()
        total += loss.item()
    return total / batches


def layout(net):
    """Only speed: batch norm is fastest with channels last, the others with channels first."""
    return torch.channels_last if net.kind in ('bn', 'none', 'lrn') else torch.contiguous_format


def accuracy(net, pictures, index):
    """In float32, as the shipped files compute."""
    net.eval()
    right = 0
    with torch.no_grad():
        for k in range(0, len(index), 100):
            pick = index[k:k + 100]
            x = data.centres(pictures, pick).contiguous(memory_format=layout(net))
            right += (net(x).argmax(1) == pictures.label[pick]).sum().item()
    return right / max(1, len(index))


def save(path, content):
    """Whole or not at all: a run stopped while writing still finds the epoch before."""
    torch.save(content, path + '.part')
    os.replace(path + '.part', path)


def finished(results, *run):
    if not os.path.exists(results):
        return False
    with open(results, newline='') as f:
        return any([r[k] for k in COLUMNS[:4]] == [str(v) for v in run] for r in csv.DictReader(f))


def append(results, row):
    with open(results, 'a', newline='') as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        out = csv.DictWriter(f, COLUMNS, lineterminator='\n')
        if f.seek(0, os.SEEK_END) == 0:
            out.writeheader()
        out.writerow(row)


def train(twin, seed, pictures, o):
    path = os.path.join(o.work, f'{twin}-{seed}')
    torch.manual_seed(seed)
    net = network.Twin(twin, len(pictures.classes))
    net.to(memory_format=layout(net))
    opt, plan = optimizer(net, o.epochs * (len(pictures.training()) // BATCH))
    epoch, seconds = 0, 0.
    if os.path.exists(path + '.state'):
        kept = torch.load(path + '.state')
        if (kept['epochs'], kept['crop']) != (o.epochs, o.crop):
            raise SystemExit(f'{path}.state was begun with --epochs {kept["epochs"]} --crop {kept["crop"]}: '
                             'remove it or ask for the same')
        net.load_state_dict(kept['net']); opt.load_state_dict(kept['opt']); plan.load_state_dict(kept['plan'])
        torch.set_rng_state(kept['rng'])
        epoch, seconds = kept['epoch'], kept['seconds']
    while epoch < o.epochs and epoch != o.stop_after:
        start = time.time()
        draw = torch.Generator().manual_seed(1000 * seed + epoch)
        loss = one_epoch(net, opt, plan, pictures, draw, o.crop)
        epoch, seconds = epoch + 1, seconds + time.time() - start
        save(path + '.state', {'net': net.state_dict(), 'opt': opt.state_dict(), 'plan': plan.state_dict(),
                               'rng': torch.get_rng_state(), 'epoch': epoch, 'epochs': o.epochs, 'crop': o.crop,
                               'seconds': seconds})
        print(twin, seed, f'epoch {epoch} loss {loss:.3f} {seconds:.0f} s', flush=True)
    if epoch < o.epochs:
        return
    save(path + '.pt', {'twin': twin, 'seed': seed, 'epochs': o.epochs, 'crop': o.crop, 'classes': pictures.classes,
                        'net': net.state_dict()})
    row = {'twin': twin, 'seed': seed, 'epochs': o.epochs, 'crop': o.crop,
           'seconds': round(seconds), 'torch': torch.__version__}
    for i, look in enumerate(('photo', 'art', 'cartoon', 'sketch')):
        index = pictures.testing(i)
        row[look], row['n_' + look] = f'{accuracy(net, pictures, index):.4f}', len(index)
    append(o.results, row)
    os.remove(path + '.state')
    print('RESULT', row, flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('--pacs', required=True, help='pacs.tar, or the folder it unpacks to')
    p.add_argument('--twin', nargs='+', required=True, choices=network.TWINS)
    p.add_argument('--seed', nargs='+', type=int, default=[0])
    p.add_argument('--epochs', type=int, default=24)
    p.add_argument('--crop', type=int, default=96, help='pixels a training crop is scaled to')
    p.add_argument('--work', default='target/twins', help='where unfinished runs and weights are kept')
    p.add_argument('--results', default=RESULTS)
    p.add_argument('--threads', type=int, default=os.cpu_count())
    p.add_argument('--stop-after', type=int, default=-1, metavar='EPOCH', help='leave a run unfinished (to try things)')
    o = p.parse_args()
    torch.set_num_threads(o.threads)
    torch.set_flush_denormal(True)
    os.makedirs(o.work, exist_ok=True)
    pictures = data.load(o.pacs)
    if len(pictures.training()) < BATCH:
        raise SystemExit(f'{o.pacs}: {len(pictures.training())} photos to train on, at least {BATCH} are needed')
    for seed in o.seed:
        for twin in o.twin:
            with open(os.path.join(o.work, f'{twin}-{seed}.lock'), 'w') as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue  # another process trains it
                if not finished(o.results, twin, seed, o.epochs, o.crop):
                    train(twin, seed, pictures, o)


if __name__ == '__main__':
    main()
