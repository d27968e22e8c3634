"""Makes computational sequences of MOSEI's size and aligns them with the CMU Multimodal SDK, for comparison.

align.py make SHARE FOLDER             labels, word vectors (300), COVAREP (74, 100 Hz), FACET (35, 30 Hz) of that share of 3,837
                                       videos of about 95 s (14 GB at full size); needs python3-h5py
align.py sdk FOLDER CHECKOUT           aligns them with the SDK in CHECKOUT (1.2.0) as its tutorial does; holds all in memory
align.py compare FOLDER CHECKOUT FILE  the same, and how many numbers differ from what `merclip convert --align sdk` wrote to FILE
"""
import json
import pathlib
import pickle
import sys
import time

import h5py
import numpy as np

VIDEOS, SECONDS = 3837, 95
SEQUENCES = {"COVAREP": (74, 0.01), "FACET 4.2": (35, 1 / 30)}
ROOTS = {"text": "glove_vectors", "audio": "COVAREP", "vision": "FACET 4.2"}


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


def sdk(folder, checkout):
    """What the SDK makes of them: ROOT: VIDEO[LABEL]: features."""
    sys.path.insert(0, checkout)
    from mmsdk.mmdatasdk import mmdataset
    folder, start = pathlib.Path(folder), time.time()
    dataset = mmdataset({root: str(folder / f"{file}.csd")
                         for root, file in [("glove_vectors", "vectors"), ("COVAREP", "covarep"), ("FACET 4.2", "facet")]})
    dataset.align("glove_vectors", collapse_functions=[lambda intervals, features: features.mean(axis=0)])
    words = len(dataset["glove_vectors"].keys())
    print(f"SDK: {words} words in {time.time() - start:.1f} s", file=sys.stderr, flush=True)
    dataset.impute("glove_vectors")
    dataset.add_computational_sequences({"All Labels": str(folder / "labels.csd")}, "")
    dataset.align("All Labels")
    dataset.hard_unify()
    return dataset


def compare(dataset, path):
    with open(path, "rb") as file:
        corpus = pickle.load(file)
    compared, different = 0, 0
    utterances = set()
    for split in (corpus[name] for name in ("train", "valid", "test")):
        for i, utterance in enumerate(split["id"]):
            entry = utterance.replace("$_$", "[") + "]"
            utterances.add(entry)
            for key, root in ROOTS.items():
                theirs = np.asarray(dataset[root][entry]["features"], "f4")
                ours = split[key][i][:len(theirs)]
                compared, different = compared + theirs.size, different + int((ours != theirs).sum())
                assert not split[key][i][len(theirs):].any(), (utterance, key)
    print(f"{compared} numbers, {different} of them differ; the same utterances: {utterances == set(dataset['All Labels'].keys())}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", share, folder]:
            make(eval(share, {"__builtins__": {}}), folder)
        case ["sdk", folder, checkout]:
            sdk(folder, checkout)
        case ["compare", folder, checkout, path]:
            compare(sdk(folder, checkout), path)
        case _:
            sys.exit(__doc__)
