"""PyTorch's side of io.matchline.nn.TrainingComparison: steps of training on one batch.

Requests, one a line, each with one line as its answer:
  start CASE FILE THREADS  builds the network of the case; FILE holds its parameters, the batch and the labels
  gradients FILE           writes the gradients in the order and layout of the parameters; answers the loss,
                           both of the same network in double precision
  steps COUNT              trains; answers the milliseconds of every step
  memory                   answers the peak of resident memory in KiB

Parameters are float32 in the layout of the other side: matrices [inputs][outputs], kernels [height][width][inputs]
[outputs], images NHWC.
"""
import copy
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

WAYS, SHOTS, QUERIES = 20, 5, 5


def mlp():
    return nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))


class Rows(nn.Module):
    """NHWC in rows, without a copy of images that lie so."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        Rows(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def conv4():
    layers = []
    for inputs in (1, 64, 64, 64):
        layers += [nn.Conv2d(inputs, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*layers, Rows())


def cross_entropy(out, labels):
    return functional.cross_entropy(out, labels)


def prototypes(out, labels):
    support, query = out[:WAYS * SHOTS], out[WAYS * SHOTS:]
    centres = support.view(WAYS, SHOTS, -1).mean(1)
    return functional.cross_entropy(-((query[:, None] - centres[None]) ** 2).sum(2), labels)


# Network, loss and shape of the batch in the layout of the other side.
CASES = {
    "mlp": (mlp, cross_entropy, (64, 784)),
    "lenet": (lenet, cross_entropy, (64, 28, 28, 1)),
    "conv4": (conv4, prototypes, (WAYS * (SHOTS + QUERIES), 28, 28, 1)),
}
ORDER = {1: (0,), 2: (1, 0), 4: (3, 2, 0, 1)}  # of the axes of parameters, from the other side
BACK = {1: (0,), 2: (1, 0), 4: (2, 3, 1, 0)}


class Step:
    def __init__(self, case, file):
        name, rule = case.split("-")
        make, self.loss, shape = CASES[name]
        self.network = make().to(memory_format=torch.channels_last)
        numbers = numpy.fromfile(file, dtype="<f4")
        at = 0
        for p in self.network.parameters():
            sizes = [p.shape[axis] for axis in BACK[p.dim()]]
            own = torch.from_numpy(numbers[at:at + p.numel()].copy()).view(sizes).permute(ORDER[p.dim()])
            p.data.copy_(own)
            at += p.numel()
        count = int(numpy.prod(shape))
        x = torch.from_numpy(numbers[at:at + count].copy()).view(shape)
        self.x = x.permute(0, 3, 1, 2) if len(shape) == 4 else x
        self.labels = torch.from_numpy(numbers[at + count:].astype(numpy.int64))
        kinds = {"sgd": lambda p: torch.optim.SGD(p, lr=0.01, foreach=True),
                 "adam": lambda p: torch.optim.Adam(p, lr=1e-3, foreach=True)}
        self.optimizer = kinds[rule](self.network.parameters())

    def backward(self):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.network(self.x), self.labels)
        loss.backward()
        return loss

    def step(self):
        start = time.perf_counter()
        self.backward()
        self.optimizer.step()
        return 1e3 * (time.perf_counter() - start)

    def gradients(self, file):
        """In double precision."""
        network = copy.deepcopy(self.network).double()
        network.zero_grad(set_to_none=True)
        loss = self.loss(network(self.x.double()), self.labels)
        loss.backward()
        parts = [p.grad.permute(BACK[p.dim()]).contiguous().view(-1) for p in network.parameters()]
        torch.cat(parts).numpy().astype("<f4").tofile(file)
        return float(loss.detach())


def peak_kib():
    with open("/proc/self/status") as status:
        return next(line.split()[1] for line in status if line.startswith("VmHWM"))


def serve():
    step = None
    for line in sys.stdin:
        word, *rest = line.split()
        if word == "start":
            torch.set_num_threads(int(rest[2]))
            step = Step(rest[0], rest[1])
            print("PyTorch", torch.__version__, flush=True)
        elif word == "gradients":
            print(step.gradients(rest[0]), flush=True)
        elif word == "steps":
            print(*(step.step() for _ in range(int(rest[0]))), flush=True)
        elif word == "memory":
            print(peak_kib(), flush=True)


serve()
