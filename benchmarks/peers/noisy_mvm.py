"""NumPy beside io.matchline.mvm.NoisyMvmBenchmark: 64 vectors times a 1024 x 1024 matrix of noisy cells, float32.

    OPENBLAS_NUM_THREADS=1 python3 benchmarks/peers/noisy_mvm.py
    ... --serve     times one batch with noise per cell for every line of standard input
                    (io.matchline.mvm.NoisyMvmComparison)

Processor time of one thread; each way is checked before it is measured.
"""

import statistics
import sys
import time

import numpy as np

SIZE, VECTORS, SIGMA, RUNS = 1024, 64, np.float32(0.01), 9

rng = np.random.default_rng(1)
mean = rng.random((SIZE, SIZE), dtype=np.float32)
x = rng.random((VECTORS, SIZE), dtype=np.float32)


def ideal():
    return x @ mean


def fresh_per_cell():
    y = np.empty((VECTORS, SIZE), dtype=np.float32)
    for b in range(VECTORS):
        y[b] = x[b] @ (mean + SIGMA * rng.standard_normal((SIZE, SIZE), dtype=np.float32))
    return y


def at_the_outputs():
    deviation = SIGMA * np.sqrt(np.sum(x * x, axis=1, keepdims=True))
    return x @ mean + deviation * rng.standard_normal((VECTORS, SIZE), dtype=np.float32)


def check(way, sigma):
    exact = x.astype(np.float64) @ mean.astype(np.float64)
    error = way() - exact
    wanted = sigma * np.sqrt(np.sum(x.astype(np.float64) ** 2, axis=1, keepdims=True))
    spread = np.std(error / wanted) if sigma else 1 + np.max(np.abs(error))
    assert abs(spread - 1) < 0.02, (way.__name__, spread)


def milliseconds(way):
    start = time.process_time()
    way()
    return 1e3 * (time.process_time() - start)


def measure(way, runs):
    times = [milliseconds(way) for _ in range(runs)]
    print(f"{way.__name__}: median {statistics.median(times):.2f} ms, least {min(times):.2f} ms")


check(ideal, 0)
check(fresh_per_cell, float(SIGMA))
check(at_the_outputs, float(SIGMA))
print("numpy", np.__version__, flush=True)
if sys.argv[1:] == ["--serve"]:
    for _ in sys.stdin:
        print(milliseconds(fresh_per_cell), flush=True)
else:
    measure(ideal, 20 * RUNS)
    measure(at_the_outputs, 20 * RUNS)
    measure(fresh_per_cell, RUNS)
