"""The recipe as one writes it by hand: a loop over classifiers, a forward wherever one is convenient.

Four training-mode forwards per classifier and batch in the classifier epoch: for the masks, for the union, overlap and
single losses, for the loss on the routed windows, and for the accuracy that is printed.
"""

import torch
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

from losses import OVERLAP, SINGLE, UNION, masked_mean, masks, optimiser
from nets import TinyNet


class Authors:
    def __init__(self, x, y, classifiers, classes, batch, dropout=0.2):
        channels, length = x.shape[1:]
        self.loader = DataLoader(TensorDataset(x, y), batch_size=batch, shuffle=True)
        self.selector = TinyNet(channels, length, classifiers, False, dropout)
        self.classifiers = [TinyNet(channels, length, classes, True, dropout) for _ in range(classifiers)]
        self.selector_optimiser = optimiser(self.selector.parameters())
        self.optimisers = [optimiser(c.parameters()) for c in self.classifiers]

    def batches(self):
        return iter(self.loader)

    def start_selector_epoch(self):
        self.selector.train()
        for classifier in self.classifiers:
            classifier.eval()

    def start_classifier_epoch(self):
        self.selector.eval()
        for classifier in self.classifiers:
            classifier.train()

    def selector_step(self, x, y):
        """Returns how many windows were routed to a classifier that is right."""
        logits, features = self.selector(x)
        signed, right = [], []
        with torch.no_grad():
            for classifier in self.classifiers:
                confidence, predicted = F.softmax(classifier(x, features)[0], dim=1).max(1)
                is_right = predicted == y
                signed.append(torch.where(is_right, confidence, -confidence))
                right.append(is_right)
        target = torch.stack(signed, dim=1).argmax(1)
        loss = F.cross_entropy(logits, target)
        self.selector_optimiser.zero_grad()
        loss.backward()
        self.selector_optimiser.step()
        return torch.stack(right, dim=1).gather(1, logits.argmax(1, keepdim=True)).sum().item()

    def classifier_step(self, x, y):
        """Returns how many windows were routed to a classifier that is right after its step."""
        with torch.no_grad():
            logits, features = self.selector(x)
            route = logits.argmax(1)
            right = torch.stack([c(x, features)[0].argmax(1) == y for c in self.classifiers])
        nobody, single, overlap = masks(right)

        shaped = []
        for i, classifier in enumerate(self.classifiers):
            entropy = F.cross_entropy(classifier(x, features)[0], y, reduction="none")
            shaped.append(
                UNION * masked_mean(entropy, nobody)
                - OVERLAP * masked_mean(entropy, overlap[i])
                + SINGLE * masked_mean(entropy, single[i])
            )

        correct = 0
        for i, classifier in enumerate(self.classifiers):
            routed = route == i
            entropy = F.cross_entropy(classifier(x, features)[0], y, reduction="none")
            loss = shaped[i] + masked_mean(entropy, routed)
            self.optimisers[i].zero_grad()
            loss.backward()
            self.optimisers[i].step()
            with torch.no_grad():
                predicted = classifier(x, features)[0].argmax(1)
                correct += ((predicted == y) & routed).sum().item()
        return correct
