"""The networks that PyTorch trains: the chapter's, written with arrays, and PyTorch's own."""

import torch
from torch.nn import functional


def normal(*shape):
    return torch.nn.Parameter(0.01 * torch.randn(shape))


def zeros(*shape):
    return torch.nn.Parameter(torch.zeros(shape))


class Scratch(torch.nn.Module):
    """The reference's network, line by line."""

    def __init__(self, vocab_size, num_hiddens):
        super().__init__()
        self.vocab_size = vocab_size
        self.w_xh, self.w_hh, self.b_h = normal(vocab_size, num_hiddens), normal(num_hiddens, num_hiddens), zeros(num_hiddens)
        self.w_hq, self.b_q = normal(num_hiddens, vocab_size), zeros(vocab_size)

    def forward(self, tokens, h):
        hiddens = []
        for x in functional.one_hot(tokens.T, self.vocab_size).float():
            h = torch.tanh(x @ self.w_xh + h @ self.w_hh + self.b_h)
            hiddens.append(h)
        return torch.cat(hiddens) @ self.w_hq + self.b_q, h


class TorchRnn(torch.nn.Module):
    """The same network with PyTorch's own layers. torch.nn.RNN has a second bias, for the hidden state."""

    def __init__(self, vocab_size, num_hiddens):
        super().__init__()
        self.vocab_size = vocab_size
        self.rnn = torch.nn.RNN(vocab_size, num_hiddens)
        self.output = torch.nn.Linear(num_hiddens, vocab_size)

    def forward(self, tokens, h):
        hiddens, h = self.rnn(functional.one_hot(tokens.T, self.vocab_size).float(), h.unsqueeze(0))
        return self.output(hiddens.flatten(0, 1)), h.squeeze(0)
