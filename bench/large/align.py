"""Makes computational sequences of MOSEI's size and aligns them by the SDK's rule in NumPy, for comparison.

align.py make SHARE FOLDER    labels, word vectors (300), COVAREP (74, 100 Hz), FACET (35, 30 Hz) of that share of 3,837 videos of
                              about 95 s (13 GB at full size); needs python3-h5py
align.py reference FOLDER     aligns every video to its words as mmdataset.align does: each word is compared with all rows of the
                              video, and those that meet it are averaged; prints seconds and a checksum of the means
align.py compare FOLDER FILE  the largest difference between that and what `merclip convert --align sdk` wrote as a pickle
"""
import json
import pathlib
import pickle
import sys
import time

import h5py
import numpy as np

VIDEOS, SECONDS, EPSILON = 3837, 95, 10e-6
SEQUENCES = {"COVAREP": (74, 0.01), "FACET 4.2": (35, 1 / 30)}


def make(share, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    count = max(3, round(VIDEOS * share))
    names = [f"v{i:04}" for i in range(count)]
    files = {}
    for root, file in [("All Labels", "labels"), ("glove_vectors", "vectors"), ("COVAREP", "covarep"), ("FACET 4.2", "facet")]:
        files[root] = h5py.File(folder / f"{file}.csd", "w").create_group(root).create_group("data")
    for i, name in enumerate(names):
        random = np.random.default_rng(i)
        length = SECONDS * random.uniform(0.5, 1.5)

        def add(root, intervals, features):
            group = files[root].create_group(name)
            group.create_dataset("intervals", data=np.asarray(intervals))
            group.create_dataset("features", data=np.asarray(features, "f4"))

        cuts = np.linspace(0, length, 7)
        add("All Labels", np.stack([cuts[:-1], cuts[1:]], 1), random.integers(0, 3, (6, 7)))
        times = np.sort(random.uniform(0, length, 2 * int(length * 2.5))).reshape(-1, 2)  # gaps between words
        add("glove_vectors", times, random.normal(size=(len(times), 300)))
        for root, (width, step) in SEQUENCES.items():
            starts = np.arange(0, length, step)
            add(root, np.stack([starts, starts + step], 1), random.standard_normal((len(starts), width), dtype="f4"))
    for group in files.values():
        group.file.close()
    with open(folder / "folds.json", "w") as file:
        json.dump({"train": names[0::3], "valid": names[1::3], "test": names[2::3]}, file)


def collapse(interval, times, rows):
    low, high = interval
    near = (high - times[:, 0] > -EPSILON) & (times[:, 1] - low > -EPSILON)
    shared = np.minimum(times[near, 1], high) - np.maximum(times[near, 0], low)
    met = rows[near][np.abs(shared) > EPSILON]
    return met.mean(axis=0) if len(met) else np.zeros(rows.shape[1], "f4")


def aligned(folder):
    """Yields video, word times, means by sequence."""
    folder = pathlib.Path(folder)
    with h5py.File(folder / "vectors.csd") as words, h5py.File(folder / "covarep.csd") as audio, h5py.File(folder / "facet.csd") as vision:
        files = {"COVAREP": audio, "FACET 4.2": vision}
        for name, entry in words["glove_vectors/data"].items():
            times = entry["intervals"][()]
            kept = times[np.abs(times[:, 0] - times[:, 1]) >= EPSILON]
            means = {}
            for root, file in files.items():
                group = file[f"{root}/data/{name}"]
                rows_times, rows = group["intervals"][()], group["features"][()]
                means[root] = np.stack([collapse(word, rows_times, rows) for word in kept])
            yield name, kept, means


def reference(folder):
    start, words, total = time.time(), 0, 0.0
    for _, times, means in aligned(folder):
        words += len(times)
        total += sum(float(np.nansum(m, dtype="f8")) for m in means.values())
    print(f"NumPy: {words} words in {time.time() - start:.1f} s, checksum {total:.6g}")


def compare(folder, path):
    with open(path, "rb") as file:
        corpus = pickle.load(file)
    found = {}
    for split in (corpus[name] for name in ("train", "valid", "test")):
        for i, utterance in enumerate(split["id"]):
            found[utterance] = {k: np.asarray(split[k][i][:split[f"{k}_lengths"][i]]) for k in ("audio", "vision")}
    worst, compared = 0.0, 0
    with h5py.File(pathlib.Path(folder) / "labels.csd") as labels:
        for name, times, means in aligned(folder):
            for clip, (low, high) in enumerate(labels[f"All Labels/data/{name}/intervals"][()]):
                inside = (times[:, 0] < high - EPSILON) & (times[:, 1] > low + EPSILON)
                for key, root in (("audio", "COVAREP"), ("vision", "FACET 4.2")):
                    ours, theirs = found[f"{name}$_${clip}"][key], means[root][inside]
                    assert ours.shape == theirs.shape, (name, clip, ours.shape, theirs.shape)
                    worst, compared = max(worst, float(np.abs(ours - theirs).max(initial=0))), compared + ours.size
    print(f"{compared} numbers differ by at most {worst:.2g}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", share, folder]:
            make(eval(share, {"__builtins__": {}}), folder)
        case ["reference", folder]:
            reference(folder)
        case ["compare", folder, path]:
            compare(folder, path)
        case _:
            sys.exit(__doc__)
