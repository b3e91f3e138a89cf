"""The recipe as PyTorch runs it fast: all classifiers as one grouped net, one forward per step, one optimiser, no loader."""

import torch
from torch.nn import functional as F

from losses import OVERLAP, SINGLE, UNION, masked_mean, masks, optimiser
from nets import GroupedClassifiers, TinyNet


class Vectorised:
    def __init__(self, x, y, classifiers, classes, batch, dropout=0.2):
        channels, length = x.shape[1:]
        self.x, self.y, self.batch = x, y, batch
        separate = [TinyNet(channels, length, classes, True, dropout) for _ in range(classifiers)]
        self.selector = TinyNet(channels, length, classifiers, False, dropout)
        self.classifiers = GroupedClassifiers(classifiers, channels, length, classes, dropout)
        self.classifiers.copy_from(separate)  # PyTorch's own initial values
        self.selector_optimiser = optimiser(self.selector.parameters())
        self.optimiser = optimiser(self.classifiers.parameters())
        self.numbers = torch.arange(classifiers).unsqueeze(1)  # (N, 1)

    def batches(self):
        for rows in torch.randperm(len(self.y)).split(self.batch):
            yield self.x[rows], self.y[rows]

    def start_selector_epoch(self):
        self.selector.train()
        self.classifiers.eval()

    def start_classifier_epoch(self):
        self.selector.eval()
        self.classifiers.train()

    def selector_step(self, x, y):
        """Returns how many windows were routed to a classifier that is right."""
        logits, features = self.selector(x)
        with torch.no_grad():
            confidence, predicted = F.softmax(self.classifiers(x, features), dim=2).max(2)  # (N, B)
            right = predicted == y
            target = torch.where(right, confidence, -confidence).argmax(0)
        loss = F.cross_entropy(logits, target)
        self.selector_optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.selector_optimiser.step()
        return right.t().gather(1, logits.argmax(1, keepdim=True)).sum().item()

    def classifier_step(self, x, y):
        """Returns how many windows are routed to a classifier that is right."""
        with torch.no_grad():
            logits, features = self.selector(x)
            routed = logits.argmax(1) == self.numbers  # (N, B)
        loss, right = self.loss(x, y, features, routed)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        self.optimiser.step()
        return (right & routed).sum().item()

    def loss(self, x, y, features, routed):
        """The sum of the classifiers' losses (they share no weight), and who is right, (N, B)."""
        logits = self.classifiers(x, features)  # (N, B, K)
        n, batch, classes = logits.shape
        entropy = F.cross_entropy(logits.reshape(-1, classes), y.repeat(n), reduction="none").view(n, batch)
        right = logits.detach().argmax(2) == y
        nobody, single, overlap = masks(right)
        loss = (
            UNION * masked_mean(entropy, nobody)
            - OVERLAP * masked_mean(entropy, overlap)
            + SINGLE * masked_mean(entropy, single)
            + masked_mean(entropy, routed)
        )
        return loss.sum(), right
