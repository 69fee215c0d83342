"""The reference's training with eager PyTorch for Python, line by line. Speed.java starts it with the number of threads and the
file with the tokens; for each line that it reads, it trains for a turn and prints its tokens per second.
"""

import math
import sys
import time

import torch
from torch.nn import functional

TURN_SECONDS = 1.5


class Training:
    """A training from scratch, with the sizes of chapter 9."""

    batch_size, num_steps, hidden = 32, 35, 512

    def __init__(self, threads, file):
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        with open(file, "rb") as content:
            vocab_size, *tokens = content.read()
        self.vocab_size = vocab_size
        self.tokens = torch.tensor(tokens, dtype=torch.int64)
        self.parameters = [self.normal(self.vocab_size, self.hidden), self.normal(self.hidden, self.hidden),
                           self.zeros(self.hidden), self.normal(self.hidden, self.vocab_size), self.zeros(self.vocab_size)]

    def normal(self, *shape):
        return (0.01 * torch.randn(shape)).requires_grad_()

    def zeros(self, *shape):
        return torch.zeros(shape, requires_grad=True)

    def batches(self):
        """Yields tokens and labels [batch_size, num_steps], in sequential order, from a new random offset."""
        last = len(self.tokens) - 1
        furthest = min(self.num_steps - 1, last - self.batch_size * self.num_steps)
        offset = int(torch.randint(furthest + 1, ()))
        stretch = (last - offset) // self.batch_size
        rows = self.tokens[offset:offset + stretch * self.batch_size].view(self.batch_size, -1)
        labels = self.tokens[offset + 1:offset + 1 + stretch * self.batch_size].view(self.batch_size, -1)
        for start in range(0, stretch - self.num_steps + 1, self.num_steps):
            yield rows[:, start:start + self.num_steps], labels[:, start:start + self.num_steps]

    def forward(self, tokens, h):
        w_xh, w_hh, b_h, w_hq, b_q = self.parameters
        hiddens = []
        for x in functional.one_hot(tokens.T, self.vocab_size).float():
            h = torch.tanh(x @ w_xh + h @ w_hh + b_h)
            hiddens.append(h)
        return torch.cat(hiddens) @ w_hq + b_q, h

    def epoch(self):
        """Trains on every minibatch once, and returns the number of tokens."""
        state = torch.zeros(self.batch_size, self.hidden)
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
        self.perplexity = math.exp(total / count)
        return count

    def turn(self):
        """Trains for as many epochs as fit into a turn, and one more, and returns the tokens per second."""
        start, tokens = time.perf_counter(), 0
        while time.perf_counter() - start < TURN_SECONDS:
            tokens += self.epoch()
        return tokens / (time.perf_counter() - start)


training = Training(int(sys.argv[1]), sys.argv[2])
for _ in sys.stdin:
    print(training.turn(), flush=True)
