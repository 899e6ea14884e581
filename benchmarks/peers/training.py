"""PyTorch's side of io.matchline.kernel.PyTorchComparison: 3 x 3 convolutions of 200 images with both gradients.

For every line "side in_channels out_channels threads" the answer is the milliseconds of one forward and
backward pass and the sums of magnitudes of y, dx (0 with one input channel, where it is not computed) and dw.
"""
import sys
import time

import numpy
import torch

IMAGES = 200


def numbers(count, step):
    """The numbers that PyTorchComparison makes."""
    index = numpy.arange(count, dtype=numpy.int64) * step % 1009
    return torch.from_numpy((index / 504.5 - 1).astype(numpy.float32))


def images(side, channels, step):
    """NCHW in shape, NHWC in memory."""
    return numbers(IMAGES * side * side * channels, step).view(IMAGES, side, side, channels).permute(0, 3, 1, 2)


def tensors(side, inputs, outputs):
    weights = numbers(9 * inputs * outputs, 131).view(3, 3, inputs, outputs).permute(3, 2, 0, 1)
    weights = weights.contiguous(memory_format=torch.channels_last).requires_grad_()
    return images(side, inputs, 7919).requires_grad_(inputs > 1), weights, images(side, outputs, 613)


def magnitude(x):
    return 0 if x is None else float(x.detach().double().abs().sum())


def serve():
    print("PyTorch " + torch.__version__, flush=True)
    cases = {}
    for line in sys.stdin:
        *shape, threads = map(int, line.split())
        torch.set_num_threads(threads)
        x, weights, dy = cases.setdefault(tuple(shape), tensors(*shape))
        x.grad = weights.grad = None
        start = time.perf_counter()
        y = torch.nn.functional.conv2d(x, weights, padding=1)
        y.backward(dy)
        took = 1e3 * (time.perf_counter() - start)
        print(took, magnitude(y), magnitude(x.grad), magnitude(weights.grad), flush=True)


serve()
