"""The reference's training, written for eager PyTorch: a competitor of `./rnnkit bench`.

Reads a request (JSON, one line), then turns (JSON, one line each), and answers every turn with a lap. The classes Worker,
Request, Turn and Lap of bench/ describe them. Needs PyTorch; `./rnnkit bench` says how to install it on Debian and Ubuntu.
"""

import json
import math
import sys
import time

import torch
from torch.nn import functional


class Training:
    def __init__(self, request):
        torch.set_num_threads(request["threads"])
        torch.manual_seed(request["seed"])
        sizes = request["sizes"]
        self.device = "cuda" if request["device"] == "gpu" else "cpu"
        self.batch_size, self.num_steps = sizes["batchSize"], sizes["numSteps"]
        self.vocab_size, self.num_hiddens = request["vocabSize"], sizes["hidden"]
        with open(request["tokensFile"], "rb") as file:
            self.tokens = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)

        def normal(*shape):
            return (0.01 * torch.randn(shape, device=self.device)).requires_grad_()

        def zeros(*shape):
            return torch.zeros(shape, device=self.device, requires_grad=True)

        self.parameters = [normal(self.vocab_size, self.num_hiddens), normal(self.num_hiddens, self.num_hiddens),
                           zeros(self.num_hiddens), normal(self.num_hiddens, self.vocab_size), zeros(self.vocab_size)]

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
        state = torch.zeros(self.batch_size, self.num_hiddens, device=self.device)
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
            total += float(loss) * labels.numel()
            count += labels.numel()
            if time.perf_counter() >= deadline:
                break
        return count, math.exp(total / count)


def main():
    training = Training(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        turn = json.loads(line)
        start = time.perf_counter()
        deadline = start + turn["seconds"]
        tokens, epochs, perplexity = 0, 0, None
        while epochs == 0 or epochs < turn["epochs"] and time.perf_counter() < deadline:
            count, perplexity = training.epoch(deadline)
            tokens += count
            epochs += 1
        print(json.dumps({"tokens": tokens, "seconds": time.perf_counter() - start, "perplexity": perplexity}), flush=True)


if __name__ == "__main__":
    main()
