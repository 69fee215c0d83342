"""A competitor of `./rnnkit bench` that trains with PyTorch for Python.

Reads a request (JSON, one line), then turns (JSON, one line each), and answers every turn with a lap. The classes Worker,
Request, Turn and Lap of bench/ describe them. Needs PyTorch; `./rnnkit bench` says how to install it on Debian and Ubuntu.
"""

import json
import sys
import time

import torch

from models import Scratch, TorchRnn
from training import Training


def create(request):
    """Makes the training that a request names."""
    torch.set_num_threads(request["threads"])
    torch.manual_seed(request["seed"])
    with open(request["tokensFile"], "rb") as file:
        tokens = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)
    network = TorchRnn if request["what"] == "torchRnn" else Scratch
    return Training(network(request["vocabSize"], request["sizes"]["hidden"]), tokens, request["sizes"],
                    "cuda" if request["device"] == "gpu" else "cpu", compiled=request["what"] == "compiled")


def lap(training, turn):
    """Trains for one turn."""
    start = time.perf_counter()
    deadline = start + turn["seconds"]
    tokens, epochs, perplexity = 0, 0, None
    while epochs == 0 or epochs < turn["epochs"] and time.perf_counter() < deadline:
        count, perplexity = training.epoch(deadline)
        tokens += count
        epochs += 1
    return {"tokens": tokens, "seconds": time.perf_counter() - start, "perplexity": perplexity}


def answer(message):
    print(json.dumps(message), flush=True)


def main():
    training = create(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        try:
            answer(lap(training, json.loads(line)))
        except Exception as problem:  # such as a compiler that is missing: the bench then says so on its page
            answer({"error": f"{type(problem).__name__}: {problem}"})
            sys.exit(1)


if __name__ == "__main__":
    main()
