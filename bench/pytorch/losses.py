"""What the two ways of writing the recipe share: the weights of the losses, the masks, masked means, the optimiser."""

import torch

UNION, OVERLAP, SINGLE = 0.1, 0.03, 0.1


def optimiser(parameters):
    return torch.optim.SGD(parameters, lr=0.001, momentum=0.9, nesterov=True, weight_decay=1e-4)


def masked_mean(values, mask):
    """Mean of the values under the mask over the last axis; 0 where the mask is empty."""
    return (values * mask).sum(-1) / mask.sum(-1).clamp(min=1)


def masks(right):
    """right (N, B) -> nobody right (B), and per classifier (N, B): the only one right, one of several right."""
    count = right.sum(0)
    return count == 0, right & (count == 1), right & (count > 1)
