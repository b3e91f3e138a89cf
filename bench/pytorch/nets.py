"""The tiny nets of the published recipe, one by one and all classifiers at once.

Alphabet: B batch, C channels, L length, N classifiers, K classes.
Block = Conv1d (no padding) -> BatchNorm1d -> ReLU -> MaxPool1d(2).
"""

import torch
from torch import nn
from torch.nn import functional as F

WIDTHS = (8, 8, 4)
KERNELS = (15, 9, 5)
HIDDEN = 64


def flattened(length):
    """Values per window after the last block."""
    for kernel in KERNELS:
        length = (length - kernel + 1) // 2
    return WIDTHS[-1] * length


class TinyNet(nn.Module):
    """The selector, or (aggregating) one classifier, which also reads the selector's first two block outputs."""

    def __init__(self, channels, length, outputs, aggregating, dropout=0.2):
        super().__init__()
        shared = (0,) + WIDTHS[:2] if aggregating else (0, 0, 0)
        own = (channels,) + WIDTHS[:2]
        self.norm = nn.BatchNorm1d(channels)
        self.convs = nn.ModuleList(nn.Conv1d(o + s, w, k) for o, s, w, k in zip(own, shared, WIDTHS, KERNELS))
        self.norms = nn.ModuleList(nn.BatchNorm1d(w) for w in WIDTHS)
        self.dropout = nn.Dropout(dropout)
        self.hidden = nn.Linear(flattened(length), HIDDEN)
        self.out = nn.Linear(HIDDEN, outputs)

    def forward(self, x, features=None):
        """x (B, C, L) -> logits (B, outputs) and the outputs of the blocks; features are the selector's."""
        x = self.norm(x)
        blocks = []
        for i, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            if features is not None and i > 0:
                x = torch.cat((x, features[i - 1]), dim=1)
            x = F.max_pool1d(F.relu(norm(conv(x))), 2)
            blocks.append(x)
        x = self.dropout(x.flatten(1))
        x = self.dropout(F.relu(self.hidden(x)))
        return self.out(x), blocks


class GroupedClassifiers(nn.Module):
    """N aggregating classifiers as one net: grouped convolutions, batched matrix products."""

    def __init__(self, count, channels, length, classes, dropout=0.2):
        super().__init__()
        self.count = count
        shared = (0,) + WIDTHS[:2]
        own = (channels,) + WIDTHS[:2]
        self.norm = nn.BatchNorm1d(count * channels)
        self.convs = nn.ModuleList(
            nn.Conv1d(count * (o + s), count * w, k, groups=count) for o, s, w, k in zip(own, shared, WIDTHS, KERNELS)
        )
        self.norms = nn.ModuleList(nn.BatchNorm1d(count * w) for w in WIDTHS)
        self.dropout = nn.Dropout(dropout)
        self.hidden_weight = nn.Parameter(torch.empty(count, flattened(length), HIDDEN))
        self.hidden_bias = nn.Parameter(torch.empty(count, 1, HIDDEN))
        self.out_weight = nn.Parameter(torch.empty(count, HIDDEN, classes))
        self.out_bias = nn.Parameter(torch.empty(count, 1, classes))

    def forward(self, x, features):
        """x (B, C, L) -> logits (N, B, K)."""
        n, batch = self.count, x.shape[0]
        x = self.norm(x.repeat(1, n, 1))
        for i, (conv, norm) in enumerate(zip(self.convs, self.norms)):
            if i > 0:
                read = features[i - 1].unsqueeze(1).expand(-1, n, -1, -1)  # (B, N, C, L), not copied
                x = torch.cat((x.view(batch, n, -1, x.shape[-1]), read), dim=2).flatten(1, 2)
            x = F.max_pool1d(F.relu(norm(conv(x))), 2)
        x = self.dropout(x.view(batch, n, -1)).transpose(0, 1)
        x = self.dropout(F.relu(torch.baddbmm(self.hidden_bias, x, self.hidden_weight)))
        return torch.baddbmm(self.out_bias, x, self.out_weight)

    @torch.no_grad()
    def copy_from(self, nets):
        """Takes the weights of N separate classifiers."""
        for mine, theirs in [(self.norm, [c.norm for c in nets])] + [
            (own, [getattr(c, part)[i] for c in nets])
            for part in ("convs", "norms")
            for i, own in enumerate(getattr(self, part))
        ]:
            mine.weight.copy_(torch.cat([m.weight for m in theirs]))
            mine.bias.copy_(torch.cat([m.bias for m in theirs]))
        self.hidden_weight.copy_(torch.stack([c.hidden.weight.t() for c in nets]))
        self.hidden_bias.copy_(torch.stack([c.hidden.bias for c in nets]).unsqueeze(1))
        self.out_weight.copy_(torch.stack([c.out.weight.t() for c in nets]))
        self.out_bias.copy_(torch.stack([c.out.bias for c in nets]).unsqueeze(1))
