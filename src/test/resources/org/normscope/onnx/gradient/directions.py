"""Central differences of whole networks along directions drawn by chance, in float64: directions.json, for NetworksTest.

usage: python3 directions.py [NAME ..]   in this folder, as networks.py
Forward alone, by PyTorch: nothing here knows of gradients. Each number is how the objective of networks.py changes along
a direction over all pictures, noise(cells, 1000 + number) - .5.
"""
import json
import pathlib
import sys
import torch
import networks

DIRECTIONS = 20
STEP = 1e-8


def differences(path, name, high):
    graph, values, feeds = networks.opened(path, high)
    pictures = {name: values[name].detach() for name, extents in feeds.items() if len(extents) == 4}

    def value(direction, step):
        now = dict(values)
        at = 0
        for name, picture in pictures.items():
            now[name] = picture + step * direction[at:at + picture.numel()].reshape(picture.shape)
            at += picture.numel()
        networks.forward(graph, now)
        return networks.objective(graph, now)[1].item()

    count = sum(picture.numel() for picture in pictures.values())
    found = []
    with torch.no_grad():
        for number in range(DIRECTIONS):
            direction = torch.tensor(networks.noise(count, 1000 + number) - 0.5)
            found.append(float(f"{(value(direction, STEP * high) - value(direction, -STEP * high)) / (2 * STEP * high):.8g}"))
    print(name, found[:3], flush=True)
    return found


def main():
    named = sys.argv[1:]
    kept = json.loads(pathlib.Path("directions.json").read_text()) if named else {}
    rows = [json.dumps(name) + ": " + json.dumps(differences(path, name, high) if not named or name in named else kept[name])
            for path, name, high in networks.networks()]
    with open("directions.json", "w") as file:
        file.write("{\n" + ",\n".join(rows) + "\n}\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
