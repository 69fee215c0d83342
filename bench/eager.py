"""The reference's training with eager PyTorch for Python, line by line: what `./rnnkit bench` compares the kit with.

Reads a request (JSON, one line), then turns (JSON, one line each), and answers every turn with a lap; the records of
TrainingContestant describe them. With --about it prints as JSON which PyTorch this Python has, and which BLAS, the library
of matrix products, it uses. `./rnnkit bench` says how to install PyTorch on Debian and Ubuntu.
"""

import ctypes
import json
import math
import re
import sys
import time

import torch
from torch.nn import functional

THREADING = {0: "none", 1: "pthread", 2: "openmp"}  # the answers of openblas_get_parallel


class Training:
    """A training from scratch, with the sizes of a request."""

    def __init__(self, request):
        torch.set_num_threads(request["threads"])
        torch.manual_seed(request["seed"])
        self.device = "cuda" if request["device"] == "gpu" else "cpu"
        sizes = request["sizes"]
        self.batch_size, self.num_steps, self.hidden = sizes["batchSize"], sizes["numSteps"], sizes["hidden"]
        self.vocab_size = request["vocabSize"]
        with open(request["tokensFile"], "rb") as file:
            self.tokens = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)
        self.parameters = [self.normal(self.vocab_size, self.hidden), self.normal(self.hidden, self.hidden),
                           self.zeros(self.hidden), self.normal(self.hidden, self.vocab_size), self.zeros(self.vocab_size)]

    def normal(self, *shape):
        return (0.01 * torch.randn(shape, device=self.device)).requires_grad_()

    def zeros(self, *shape):
        return torch.zeros(shape, device=self.device, requires_grad=True)

    def batches(self):
        """Yields tokens and labels [batch_size, num_steps], in sequential order, from a new random offset."""
        last = len(self.tokens) - 1
        furthest = min(self.num_steps - 1, last - self.batch_size * self.num_steps)
        offset = int(torch.randint(furthest + 1, ()))
        stretch = (last - offset) // self.batch_size
        rows = self.tokens[offset:offset + stretch * self.batch_size].view(self.batch_size, -1)
        labels = self.tokens[offset + 1:offset + 1 + stretch * self.batch_size].view(self.batch_size, -1)
        for start in range(0, stretch - self.num_steps + 1, self.num_steps):
            yield (rows[:, start:start + self.num_steps].to(self.device, torch.int64),
                   labels[:, start:start + self.num_steps].to(self.device, torch.int64))

    def forward(self, tokens, h):
        w_xh, w_hh, b_h, w_hq, b_q = self.parameters
        hiddens = []
        for x in functional.one_hot(tokens.T, self.vocab_size).float():
            h = torch.tanh(x @ w_xh + h @ w_hh + b_h)
            hiddens.append(h)
        return torch.cat(hiddens) @ w_hq + b_q, h

    def epoch(self, deadline):
        """Trains on every minibatch once, or until the deadline, but at least on one minibatch."""
        state = torch.zeros(self.batch_size, self.hidden, device=self.device)
        total, count = 0.0, 0
        for tokens, labels in self.batches():
            logits, state = self.forward(tokens, state)
            state = state.detach()
            loss = functional.cross_entropy(logits, labels.T.reshape(-1))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.parameters, 1)
            with torch.no_grad():
                for parameter in self.parameters:
                    parameter -= parameter.grad
                    parameter.grad.zero_()
            total += float(loss.detach()) * labels.numel()
            count += labels.numel()
            if time.perf_counter() >= deadline:
                break
        return count, math.exp(total / count)

    def lap(self, seconds):
        """Trains for one turn."""
        start = time.perf_counter()
        deadline = start + seconds
        tokens, perplexity = self.epoch(deadline)
        while time.perf_counter() < deadline:
            count, perplexity = self.epoch(deadline)
            tokens += count
        return {"tokens": tokens, "seconds": time.perf_counter() - start, "perplexity": perplexity}


class Symbol(ctypes.Structure):
    """The C structure Dl_info, which dladdr fills."""

    _fields_ = [("file", ctypes.c_char_p), ("base", ctypes.c_void_p), ("name", ctypes.c_char_p),
                ("address", ctypes.c_void_p)]


def file_of_products():
    """Returns the library whose matrix product PyTorch calls. Another BLAS may be loaded, too, beside LAPACK."""
    with open("/proc/self/maps") as maps:
        pytorch = re.search(r"/\S*libtorch_cpu\.so\S*", maps.read())
    product = ctypes.CDLL(pytorch[0]).sgemm_
    symbol = Symbol()
    ctypes.CDLL(None).dladdr(ctypes.cast(product, ctypes.c_void_p), ctypes.byref(symbol))
    return symbol.file.decode()


def blas():
    if torch.backends.mkl.is_available():
        return {"blas": "mkl", "build": "MKL", "threading": "openmp"}
    file = file_of_products()
    library = ctypes.CDLL(file)
    if hasattr(library, "openblas_get_config"):  # its answer ends with the kernels that it chose for this processor
        library.openblas_get_config.restype = ctypes.c_char_p
        return {"blas": "openblas", "build": library.openblas_get_config().decode().strip(),
                "threading": THREADING.get(library.openblas_get_parallel(), "unknown")}
    reference = re.search(r"/(blas|lapack)/|/libblas\.", file) and not hasattr(library, "bli_init")
    return {"blas": "reference" if reference else "other", "build": file, "threading": "unknown"}


def about():
    torch.ones(2, 2) @ torch.ones(2, 2)
    try:
        found = blas()
    except (OSError, AttributeError, TypeError):  # not Linux, or a PyTorch that hides its BLAS
        found = {"blas": "unknown", "build": "a BLAS that it does not name", "threading": "unknown"}
    return {"pytorch": torch.__version__, **found}


def main():
    if sys.argv[1:] == ["--about"]:
        print(json.dumps(about()))
        return
    training = Training(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        print(json.dumps(training.lap(json.loads(line)["seconds"])), flush=True)


if __name__ == "__main__":
    main()
