"""Nodal solve of a crossbar with SciPy's sparse LU, the peer of the crossbar kernels.

    python3 crossbar.py              a table of times for arrays of 128, 256 and 512 lines
    python3 crossbar.py --serve      answers requests from standard input (io.matchline.crossbar.PeerComparison)

The circuit: rows driven beside column 0, columns read beyond the last row, the same resistance in every segment, no
series resistance. The matrix is assembled with whole-array operations; every time includes the assembly.
"""
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import statistics
import sys
import time

import numpy as np
import scipy
import scipy.sparse as sparse
from scipy.sparse.linalg import splu

ORDERINGS = {
    # What splu does by itself.
    "default": {},
    # What suits a symmetric, diagonally dominant matrix.
    "symmetric": {"permc_spec": "MMD_AT_PLUS_A", "diag_pivot_thresh": 0.0, "options": {"SymmetricMode": True}},
}


def assemble(conductance, ohm):
    """The matrix of all 2 * rows * columns nodes, row nodes first."""
    rows, columns = conductance.shape
    wire = 1 / ohm
    row_node = np.arange(rows * columns).reshape(rows, columns)
    column_node = row_node + rows * columns
    pairs = [
        (row_node.ravel(), column_node.ravel(), conductance.ravel()),
        (row_node[:, :-1].ravel(), row_node[:, 1:].ravel(), np.full(rows * (columns - 1), wire)),
        (column_node[:-1].ravel(), column_node[1:].ravel(), np.full((rows - 1) * columns, wire)),
    ]
    a, b, g = (np.concatenate(parts) for parts in zip(*pairs))
    size = 2 * rows * columns
    diagonal = np.bincount(a, g, size) + np.bincount(b, g, size)
    diagonal[row_node[:, 0]] += wire
    diagonal[column_node[-1]] += wire
    every = np.arange(size)
    entries = np.concatenate([-g, -g, diagonal])
    at = (np.concatenate([a, b, every]), np.concatenate([b, a, every]))
    return sparse.csc_matrix((entries, at), shape=(size, size))


def solve(conductance, volts, ohm, ordering):
    """Column currents [vectors][columns] for row voltages [vectors][rows]."""
    rows, columns = conductance.shape
    factors = splu(assemble(conductance, ohm), **ORDERINGS[ordering])
    source = np.zeros((2 * rows * columns, len(volts)))
    source[np.arange(rows) * columns] = volts.T / ohm
    return factors.solve(source)[-columns:].T / ohm


def timed(*arguments):
    """Seconds by the clock, seconds of the processor, currents."""
    wall, processor = time.perf_counter(), time.process_time()
    currents = solve(*arguments)
    return time.perf_counter() - wall, time.process_time() - processor, currents


def serve():
    """Each request names a file of doubles, conductances and then voltages, and what to do with it; the answer is both
    times, the currents go beside the file."""
    print("numpy", np.__version__, "scipy", scipy.__version__, flush=True)
    for line in sys.stdin:
        path, rows, columns, vectors, ohm = line.split()
        rows, columns, vectors = int(rows), int(columns), int(vectors)
        numbers = np.fromfile(path)
        conductance = numbers[: rows * columns].reshape(rows, columns)
        volts = numbers[rows * columns :].reshape(-1, rows)[:vectors]
        wall, processor, currents = timed(conductance, volts, float(ohm), "default")
        np.ascontiguousarray(currents).tofile(path + ".out")
        print(wall, processor, flush=True)


def table():
    print(f"numpy {np.__version__}, scipy {scipy.__version__}, one thread; medians of 3, seconds")
    print("lines  ohm  ordering   one vector  64 vectors, factored once")
    random = np.random.default_rng(1)
    for lines in (128, 256, 512):
        conductance = random.uniform(5e-6, 1e-4, (lines, lines))
        volts = random.uniform(0, 1, (64, lines))
        for ohm in (1.0, 5.0):
            for ordering in ORDERINGS:
                one = statistics.median(timed(conductance, volts[:1], ohm, ordering)[0] for _ in range(3))
                batch = statistics.median(timed(conductance, volts, ohm, ordering)[0] for _ in range(3))
                print(f"{lines:5d} {ohm:4g}  {ordering:9s} {one:11.4f} {batch:11.4f}", flush=True)


if __name__ == "__main__":
    serve() if sys.argv[1:] == ["--serve"] else table()
