#!/usr/bin/env python3
"""Times one selector epoch and one classifier epoch of the published recipe in PyTorch, on random windows.

--style authors      as the recipe is written by hand: see authors.py
--style vectorised   the same mathematics, written for speed: see vectorised.py

Before timing it checks that the two agree (same weights, no dropout: same logits, same gradients). Prints one line and
writes it to --epochs-json. Needs torch, nothing else.
"""

import argparse
import itertools
import json
import time

import torch
from torch.nn import functional as F

from authors import Authors
from losses import OVERLAP, SINGLE, UNION, masked_mean, masks
from vectorised import Vectorised

STYLES = {"authors": Authors, "vectorised": Vectorised}
WARM_UP_BATCHES = 5


def positive(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1. Got {text}")
    return value


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--style", choices=STYLES, required=True)
    parser.add_argument("--windows", type=positive, default=9409)
    parser.add_argument("--channels", type=positive, default=3)
    parser.add_argument("--length", type=positive, default=151)
    parser.add_argument("--classes", type=positive, default=17)
    parser.add_argument("--classifiers", type=positive, default=6)
    parser.add_argument("--batch", type=positive, default=8)
    parser.add_argument("--threads", type=positive, default=torch.get_num_threads())
    parser.add_argument("--limit-batches", type=positive, help="time only so many batches of each epoch and scale up")
    parser.add_argument("--epochs-json", metavar="FILE", help="where to write the figures")
    return parser.parse_args()


def time_epoch(recipe, start, step, batches, limit):
    """Seconds of one epoch; scaled up from the first batches where a limit is given."""
    start()
    for x, y in itertools.islice(recipe.batches(), WARM_UP_BATCHES):
        step(x, y)
    timed = min(batches, limit or batches)
    began = time.perf_counter()
    for x, y in itertools.islice(recipe.batches(), timed):
        step(x, y)
    return (time.perf_counter() - began) * batches / timed


def check_styles_agree(x, y, classifiers, classes):
    """Raises where the grouped net and the loop over nets differ in logits or in gradients."""
    by_hand = Authors(x, y, classifiers, classes, len(y), dropout=0.0)
    grouped = Vectorised(x, y, classifiers, classes, len(y), dropout=0.0)
    grouped.classifiers.copy_from(by_hand.classifiers)
    by_hand.start_classifier_epoch()
    grouped.start_classifier_epoch()
    with torch.no_grad():
        features = by_hand.selector(x)[1]
    routed = torch.arange(len(y)) % classifiers == grouped.numbers

    logits = torch.stack([c(x, features)[0] for c in by_hand.classifiers])
    predicted = logits.detach().argmax(2)
    y = y.clone()
    y[::2] = predicted[:, ::2].mode(0).values  # so that each mask holds some windows: several are right,
    y[1::4] = predicted[0, 1::4]  # one is right, and nobody is in the rest
    nobody, single, overlap = masks(predicted == y)
    for i in range(classifiers):
        entropy = F.cross_entropy(logits[i], y, reduction="none")
        loss = UNION * masked_mean(entropy, nobody) - OVERLAP * masked_mean(entropy, overlap[i])
        loss = loss + SINGLE * masked_mean(entropy, single[i]) + masked_mean(entropy, routed[i])
        loss.backward(retain_graph=True)
    grouped.loss(x, y, features, routed)[0].backward()

    pairs = [(logits, grouped.classifiers(x, features))]
    for part in ("convs", "norms"):
        for i, layer in enumerate(getattr(grouped.classifiers, part)):
            pairs.append((torch.cat([getattr(c, part)[i].weight.grad for c in by_hand.classifiers]), layer.weight.grad))
    pairs.append((torch.stack([c.hidden.weight.grad.t() for c in by_hand.classifiers]), grouped.classifiers.hidden_weight.grad))
    pairs.append((torch.stack([c.out.weight.grad.t() for c in by_hand.classifiers]), grouped.classifiers.out_weight.grad))
    for expected, got in pairs:
        torch.testing.assert_close(got, expected, rtol=1e-3, atol=1e-5)


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    x = torch.randn(options.windows, options.channels, options.length)
    y = torch.randint(options.classes, (options.windows,))
    check_styles_agree(x[:32], y[:32], options.classifiers, options.classes)

    recipe = STYLES[options.style](x, y, options.classifiers, options.classes, options.batch)
    batches = -(-options.windows // options.batch)
    selector = time_epoch(recipe, recipe.start_selector_epoch, recipe.selector_step, batches, options.limit_batches)
    classifier = time_epoch(recipe, recipe.start_classifier_epoch, recipe.classifier_step, batches, options.limit_batches)

    figures = {
        "selectorSeconds": selector,
        "classifierSeconds": classifier,
        "seconds": selector + classifier,
        "torchVersion": torch.__version__,
        "threads": options.threads,
    }
    if options.limit_batches is not None and options.limit_batches < batches:
        figures["extrapolated"] = True
    text = json.dumps(figures)
    print(text)
    if options.epochs_json:
        with open(options.epochs_json, "w", encoding="utf-8") as file:
            file.write(text + "\n")


if __name__ == "__main__":
    main()
