"""Golden values of L-BFGS and Adam by torch.optim: python3 descents.py > descents.json"""
import json

import torch

torch.set_default_dtype(torch.float64)
STEPS = 30


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def logistic(x):
    """Eight points in the plane, one of them on the wrong side, a little weight on the square."""
    points = torch.tensor([[1, 2], [2, 1], [3, 3], [-1, 0], [-1, -1], [-2, -1], [0, -2], [1, 1.5]])
    signs = torch.tensor([1, 1, 1, -1, -1, -1, -1, -1.0])
    return torch.nn.functional.softplus(-signs * (points @ x[:2] + x[2])).sum() + .05 * (x ** 2).sum()


def run(name, function, start, optimizer):
    x = torch.tensor(start, requires_grad=True)
    descent = optimizer([x])
    values = []

    def closure():
        descent.zero_grad()
        value = function(x)
        value.backward()
        return value

    for _ in range(STEPS):
        descent.step(closure)
        values.append(function(x).item())
    return {"name": name, "start": start, "values": values}


def lbfgs(memory):
    return lambda x: torch.optim.LBFGS(x, max_iter=1, history_size=memory, tolerance_grad=0, tolerance_change=0,
                                       line_search_fn="strong_wolfe")


def adam(x):
    return torch.optim.Adam(x, lr=.05)


far = [-1.2, 1, -.5, .8, 2, -1]
print(json.dumps([
    run("rosenbrock lbfgs 100", rosenbrock, far, lbfgs(100)), run("rosenbrock lbfgs 3", rosenbrock, far, lbfgs(3)),
    run("rosenbrock adam", rosenbrock, far, adam), run("logistic lbfgs 5", logistic, [.0, 0, 0], lbfgs(5)),
    run("logistic adam", logistic, [.0, 0, 0], adam)]))
