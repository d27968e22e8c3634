"""The kit's model in PyTorch (1.13 or newer), written as one would write it there; reads the kit's weights.

Modules have the names of the C# ones in snake_case, so that `load` maps a model.safetensors onto them without a table.
Text label encoder only; all three fusions.
"""
import json
import math
import re
import struct

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

DTYPES = {"F64": np.float64, "F32": np.float32, "I64": np.int64}


def read_safetensors(path):
    """All tensors by name, and the metadata."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, info in header.items():
        begin, end = info["data_offsets"]
        values = np.frombuffer(data[begin:end], DTYPES[info["dtype"]]).reshape(info["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors, metadata


def snake_case(name):
    return re.sub("[A-Z]", lambda m: "_" + m[0].lower(), name)


def load(model, path):
    weights, _ = read_safetensors(path)
    model.load_state_dict({snake_case(k): v for k, v in weights.items() if not k.startswith("fixture.")})


class Standardizer(nn.Module):
    LIMIT = 4

    def __init__(self, width):
        super().__init__()
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("scale", torch.ones(width))

    def forward(self, x):
        return ((x - self.mean) * self.scale).clamp(-self.LIMIT, self.LIMIT)


class ModalityEncoder(nn.Module):
    def __init__(self, width, o, tuned_words):
        super().__init__()
        features = width - 1 if tuned_words else width
        self.standardizer = Standardizer(features)
        self.tuned = nn.Embedding(tuned_words + 1, features, padding_idx=0) if tuned_words else None
        if self.tuned is not None:
            nn.init.zeros_(self.tuned.weight)
        k = o["context"]
        self.context = nn.Conv1d(features, o["width"], 2 * k + 1, padding=k) if k else None
        self.input_dropout, self.dropout = nn.Dropout(o["inputDropout"]), nn.Dropout(o["dropout"])
        self.project = nn.Linear(features, o["width"])
        self.norm = nn.LayerNorm(o["width"])

    def forward(self, values, mask):
        if self.tuned is None:
            x = self.standardizer(values)
        else:  # the last feature is the row of the word's correction
            x = self.standardizer(values[..., :-1]) + self.tuned(values[..., -1].long())
        x = self.input_dropout(x)
        encoded = self.project(x)
        if self.context is not None:
            near = self.context((x * mask[..., None]).transpose(1, 2)).transpose(1, 2)
            encoded = encoded + self.dropout(F.gelu(near))
        return self.norm(encoded)


class Attention(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads = heads
        self.query, self.key_value, self.output = (nn.Linear(width, n * width) for n in (1, 2, 1))
        self.dropout = nn.Dropout(dropout)

    def forward(self, queries, steps, mask=None):
        B, C, d = queries.shape
        split = lambda x: x.view(B, -1, self.heads, d // self.heads).transpose(1, 2)
        k, v = self.key_value(steps).chunk(2, -1)
        scores = split(self.query(queries)) @ split(k).transpose(-2, -1) / math.sqrt(d // self.heads)
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], -1e9)
        heard = self.dropout(scores.softmax(-1)) @ split(v)
        return self.output(heard.transpose(1, 2).reshape(B, C, d))


class FusionBlock(nn.Module):
    def __init__(self, o):
        super().__init__()
        d, p = o["width"], o["dropout"]
        self.norm_self, self.norm_cross, self.norm_forward = (nn.LayerNorm(d) for _ in range(3))
        self.self, self.cross = (Attention(d, o["heads"], p) for _ in range(2))
        self.feed_forward = nn.Sequential(nn.Linear(d, 2 * d), nn.GELU(), nn.Dropout(p), nn.Linear(2 * d, d))
        self.dropout = nn.Dropout(p)

    def forward(self, q, steps, mask):
        normal = self.norm_self(q)
        q = q + self.dropout(self.self(normal, normal))
        q = q + self.dropout(self.cross(self.norm_cross(q), steps, mask))
        return q + self.dropout(self.feed_forward(self.norm_forward(q)))


class Fusion(nn.Module):
    def __init__(self, o, order):
        super().__init__()
        self.kind, self.order = o["fusion"], order
        self.blocks = nn.ModuleDict({m: nn.ModuleList(FusionBlock(o) for _ in range(o["layers"])) for m in order})
        if self.kind == "concatenation":
            self.mark = nn.Parameter(0.02 * torch.randn(len(order), o["width"]))

    def look(self, queries, modality, steps, mask):
        q = queries
        for block in self.blocks[modality]:
            q = block(q, steps, mask)
        return torch.where(mask.any(1)[:, None, None], q, queries)

    def forward(self, q, modalities):
        """modalities: name -> (steps [B, L, d], mask [B, L]); gives [B, C, d]."""
        if self.kind == "parallel":
            added = sum(self.look(q, m, *x) - q for m, x in modalities.items())
            present = sum(mask.any(1)[:, None, None].to(q.dtype) for _, mask in modalities.values())
            return q + added / present.clamp_min(1)
        if self.kind == "concatenation":
            steps = torch.cat([x + self.mark[self.order.index(m)] for m, (x, _) in modalities.items()], 1)
            mask = torch.cat([mask for _, mask in modalities.values()], 1)
            modalities = {m: (steps, mask) for m in self.order}
        for m, x in modalities.items():
            q = self.look(q, m, *x)
        return q


class LabelEncoder(nn.Module):
    def __init__(self, features, width):
        super().__init__()
        self.project, self.norm = nn.Linear(features, width), nn.LayerNorm(width)

    def forward(self, features):
        return self.norm(self.project(features))


class Prediction(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))
        self.bias = nn.Parameter(torch.zeros([]))

    def forward(self, fused, labels):
        cosine = F.cosine_similarity(fused, labels.expand_as(fused), dim=-1)
        return self.log_scale.clamp(max=math.log(100)).exp() * cosine + self.bias


class MerClip(nn.Module):
    def __init__(self, spec):
        """spec: what a model is built from, as bench exports it (keys in camelCase)."""
        super().__init__()
        o = spec["options"]
        if o["labelEncoder"] != "text" or o["deepSupervision"]:
            raise SystemExit("error: the peer has the label encoder 'text' only, and no deep supervision")
        self.order, self.modality_dropout = spec["order"], o["modalityDropout"]
        self.encoders = nn.ModuleDict(
            {m: ModalityEncoder(spec["widths"][m], o, spec["tunedWords"] if m == "text" else 0) for m in self.order})
        self.label_encoder = LabelEncoder(spec["labelWidth"], o["width"])
        self.fusion = Fusion(o, self.order)
        self.norm = nn.LayerNorm(o["width"])
        self.prediction = Prediction()

    def forward(self, inputs, label_features):
        """inputs: modality -> (values [B, L, D], mask [B, L]); gives logits [B, C]."""
        labels = self.label_encoder(label_features)
        modalities = {}
        for m in self.order:
            values, mask = inputs[m]
            modalities[m] = self.encoders[m](values, mask), mask
        if self.training and self.modality_dropout > 0 and len(self.order) > 1:
            modalities = self.hide(modalities)
        queries = labels.expand(len(values), -1, -1)
        return self.prediction(self.norm(self.fusion(queries, modalities)), labels)

    def hide(self, modalities):
        """Hides modalities by chance, but never the last that an utterance has."""
        present = torch.stack([mask.any(1) for _, mask in modalities.values()], 1)
        drawn = torch.rand(present.shape).masked_fill(~present, -1)
        kept = (drawn >= self.modality_dropout) | (drawn == drawn.amax(1, keepdim=True))
        return {m: (x, mask & kept[:, i:i + 1]) for i, (m, (x, mask)) in enumerate(modalities.items())}
