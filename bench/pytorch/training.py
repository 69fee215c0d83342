"""The reference's training: minibatches, loss, backward pass, clipping and update."""

import math
import time

import torch
from torch.nn import functional


class Training:
    """A training of a network on a text of tokens, with the sizes of a request."""

    def __init__(self, net, tokens, sizes, device, compiled=False):
        self.net, self.tokens, self.device = net.to(device), tokens, device
        self.batch_size, self.num_steps, self.num_hiddens = sizes["batchSize"], sizes["numSteps"], sizes["hidden"]
        self.parameters = list(self.net.parameters())
        self.compute_loss = torch.compile(self.loss) if compiled else self.loss

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

    def loss(self, tokens, labels, state):
        logits, state = self.net(tokens, state)
        return functional.cross_entropy(logits, labels.T.reshape(-1)), state

    def epoch(self, deadline):
        """Trains on every minibatch once, or until the deadline, but at least on one minibatch."""
        state = torch.zeros(self.batch_size, self.num_hiddens, device=self.device)
        total, count = 0.0, 0
        for tokens, labels in self.batches():
            loss, state = self.compute_loss(tokens, labels, state)
            state = state.detach()
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
