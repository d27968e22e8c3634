#!/usr/bin/python3
"""Trains the peer on what `MerClip.Bench export` wrote: the same tensors, batches, loss, optimiser and validation.

    train_torch.py FOLDER parity      compares logits and losses with those that C# found
    train_torch.py FOLDER epochs N    times N epochs after a first one
Prints a line of JSON (see Measurement.cs).
"""
import json
import pathlib
import sys
import time

import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence

import merclip_torch
from merclip_torch import MerClip, read_safetensors

BUCKET = 8  # batches that are sorted by length together, as in BatchPlan.cs


class Split:
    """One split: a list of sequences a modality, and targets."""

    def __init__(self, tensors, name, order):
        self.sequences = {}
        for m in order:
            values, steps = tensors[f"{name}.{m}.values"], tensors[f"{name}.{m}.steps"]
            self.sequences[m] = values.split(steps.tolist())
        self.lengths = np.max([[len(s) for s in self.sequences[m]] for m in order], axis=0)
        self.targets = tensors[f"{name}.targets"][:, 0]

    def __len__(self):
        return len(self.targets)

    def batch(self, rows):
        inputs = {}
        for m, sequences in self.sequences.items():
            chosen = [sequences[i] for i in rows]
            values = pad_sequence(chosen, batch_first=True)
            steps = torch.tensor([len(s) for s in chosen])
            inputs[m] = values, torch.arange(values.shape[1]) < steps[:, None]
        return inputs, self.targets[torch.as_tensor(rows)]

    def shuffled(self, size, rng):
        order = rng.permutation(len(self))
        batches = []
        for at in range(0, len(order), size * BUCKET):
            bucket = order[at:at + size * BUCKET]
            bucket = bucket[np.argsort(self.lengths[bucket], kind="stable")]
            batches += [bucket[i:i + size] for i in range(0, len(bucket), size)]
        return [batches[i] for i in rng.permutation(len(batches))]

    def by_length(self, size=128):
        order = np.argsort(self.lengths, kind="stable")
        return [order[i:i + size] for i in range(0, len(order), size)]


class Trainer:
    def __init__(self, folder, options=None):
        self.peer = json.loads((folder / "peer.json").read_text())
        self.tensors, _ = read_safetensors(folder / "data.safetensors")
        spec, self.training, self.objective = self.peer["spec"], self.peer["training"], self.peer["objective"]
        spec["options"].update(options or {})
        torch.set_num_threads(self.training["threads"])
        torch.manual_seed(spec["seed"])
        self.rng = np.random.default_rng(spec["seed"])
        self.train, self.valid = (Split(self.tensors, s, spec["order"]) for s in ("train", "valid"))
        self.features, self.values = self.tensors["labels.features"], self.tensors["labels.values"]
        self.model = MerClip(spec)
        merclip_torch.load(self.model, folder / "model.safetensors")
        self.parameters = list(self.model.parameters())
        self.average = [p.detach().clone() for p in self.parameters]
        # foreach is the faster of AdamW's implementations here.
        self.optimizer = torch.optim.AdamW([
            {"params": [p for p in self.parameters if p.dim() > 1], "weight_decay": self.training["weightDecay"]},
            {"params": [p for p in self.parameters if p.dim() <= 1], "weight_decay": 0.0}], foreach=True)
        self.steps = 0

    def loss(self, logits, y):
        score = logits.softmax(1) @ self.values
        v = self.values
        clamped = y.clamp(float(v[0]), float(v[-1]))[:, None]
        at = torch.searchsorted(v, clamped).clamp(1, len(v) - 1)  # the label above
        above = (clamped - v[at - 1]) / (v[at] - v[at - 1])
        soft = torch.zeros_like(logits).scatter_(1, at, above).scatter_(1, at - 1, 1 - above)
        entropy = -(soft * logits.log_softmax(1)).sum(1).mean()
        return self.objective["absoluteError"] * (score - y).abs().mean() + self.objective["crossEntropy"] * entropy

    def epoch(self, batch_size, rates):
        self.model.train()
        total = torch.zeros([])
        for rows in self.train.shuffled(batch_size, self.rng):
            inputs, y = self.train.batch(rows)
            loss = self.loss(self.model(inputs, self.features), y)
            for group in self.optimizer.param_groups:
                group["lr"] = rates[self.steps]
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.parameters, self.training["clip"])
            self.optimizer.step()
            self.steps += 1
            kept = min(self.training["averaging"], self.steps / (self.steps + 10))
            with torch.no_grad():
                torch._foreach_mul_(self.average, kept)
                torch._foreach_add_(self.average, self.parameters, alpha=1 - kept)
            total += loss.detach() * len(rows)
        train_loss = total.item() / len(self.train)
        self.swap_average()
        valid_loss = self.loss(self.predict(self.valid), self.valid.targets).item()
        self.swap_average()
        return train_loss, valid_loss

    @torch.no_grad()
    def swap_average(self):
        for p, a in zip(self.parameters, self.average):
            held = p.clone()
            p.copy_(a)
            a.copy_(held)

    @torch.no_grad()
    def predict(self, split):
        self.model.eval()
        logits = torch.empty(len(split), len(self.values))
        for rows in split.by_length():
            logits[torch.as_tensor(rows)] = self.model(split.batch(rows)[0], self.features)
        return logits


def parity(folder):
    trainer = Trainer(folder, {"dropout": 0, "inputDropout": 0, "modalityDropout": 0})
    expected = {k.split(".")[1]: v for k, v in trainer.tensors.items() if k.startswith("parity.")}
    differences = {"logits": (trainer.predict(trainer.valid) - expected["logits"]).abs().max().item()}
    rates = trainer.peer["parityRates"]
    losses = torch.tensor([trainer.epoch(len(trainer.train), rates) for _ in rates], dtype=torch.float64)
    for i, name in enumerate(("train_loss", "valid_loss")):
        differences[name] = (losses[:, i] - expected[name]).abs().max().item()
    return {"parity": differences}


def epochs(folder, count):
    trainer = Trainer(folder)
    size, rates = trainer.training["batchSize"], trainer.peer["learningRates"]
    trainer.epoch(size, rates)
    wall, cpu = [], []
    for _ in range(count):
        times = time.perf_counter(), time.process_time()
        trainer.epoch(size, rates)
        wall.append(time.perf_counter() - times[0])
        cpu.append(time.process_time() - times[1])
    return {"epochs": wall, "cpu": cpu, "matmul": matmul_rate()}


def matmul_rate(size=1024):
    """GFLOP/s, measured as Machine.MatmulRate measures it."""
    a, b = torch.randn(size, size), torch.randn(size, size)
    times = []
    for _ in range(8):
        start = time.perf_counter()
        (a @ b).sum().item()
        times.append(time.perf_counter() - start)
    return 2 * size**3 / min(times[1:]) / 1e9


if __name__ == "__main__":
    if len(sys.argv) < 3 or "--help" in sys.argv:
        raise SystemExit(__doc__)
    path, command = pathlib.Path(sys.argv[1]), sys.argv[2]
    result = parity(path) if command == "parity" else epochs(path, int(sys.argv[3]))
    print(json.dumps({"side": f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}", **result}))
