"""Makes a synthetic MOSEI of any size and measures commands on it, keeping little in memory itself.

mosei.py make SHARE FILE [PROTOCOL]   a pickle in MMSA's layout with that share of MOSEI's 22,856 utterances, unaligned: text 50 x 768,
                                      audio 500 x 74, vision 500 x 35, float32; protocol 4, or 2, which writes bytes as text
mosei.py measure NAME COMMAND...      runs a command; prints seconds, processor seconds and peak memory as a row of Markdown
"""
import os
import pickle
import resource
import struct
import sys
import threading
import time

SPLITS = {"train": 16326, "valid": 1871, "test": 4659}
FEATURES = {"text": (50, 768), "audio": (500, 74), "vision": (500, 35)}
PIECE = 64  # utterances at a time


def lengths(np, n, seed):
    """Words an utterance, and rows of audio and vision that grow with them, as in MOSEI: some are cut at the array's end."""
    random = np.random.default_rng(seed)
    words = np.clip(np.exp(random.normal(2.9, 0.5, n)), 2, 50).astype(int)
    return {"text": words,
            "audio": np.clip(words * 20 + random.integers(-9, 10, n), 5, 500),
            "vision": np.clip(words * 15 + random.integers(-9, 10, n), 5, 500)}


def pieces(np, n, key, steps, sentiment, seed):
    """The array's rows, a few utterances at a time: noise, shifted by the sentiment, zero behind the sequence."""
    rows, width = FEATURES[key]
    random = np.random.default_rng([seed, rows, width])
    direction = random.normal(size=width).astype(np.float32) * 0.2
    for start in range(0, n, PIECE):
        stop = min(n, start + PIECE)
        part = random.standard_normal((stop - start, rows, width), dtype=np.float32) + sentiment[start:stop, None, None] * direction
        part[np.arange(rows)[None, :] >= steps[start:stop, None]] = 0
        yield part.astype("<f4").tobytes()


class Stream:
    """Writes a pickle as it goes."""

    def __init__(self, file, protocol):
        self.file, self.protocol = file, protocol
        file.write(b"\x80" + bytes([protocol]))

    def small(self, value):
        """A value without its header and end, and without a memo that could clash: fine for small ones."""
        data = pickle.dumps(value, self.protocol)[2:-1]
        self.file.write(data[9:] if self.protocol >= 4 and data[:1] == b"\x95" else data)

    def array(self, shape, parts):
        write = self.file.write
        write(b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(K\x00t")
        self.small("b") if self.protocol < 3 else write(b"C\x01b")
        write(b"tR(K\x01(")
        for size in shape:
            write(b"J" + struct.pack("<i", size))
        write(b"tcnumpy\ndtype\n(X\x02\x00\x00\x00f4\x89\x88tR(K\x03X\x01\x00\x00\x00<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89")
        length = 4
        for size in shape:
            length *= size
        if self.protocol >= 3:
            write(b"\x8e" + struct.pack("<Q", length))
            for part in parts:
                write(part)
        else:
            write(b"c_codecs\nencode\n(X")
            at = self.file.tell()
            write(b"\0\0\0\0")
            for part in parts:
                write(part.decode("latin1").encode())
            end = self.file.tell()
            self.file.seek(at)
            write(struct.pack("<I", end - at - 4))
            self.file.seek(end)
            write(b"X\x06\x00\x00\x00latin1tR")
        write(b"tb")


def make(share, path, protocol):
    import numpy as np
    with open(path, "wb", buffering=1 << 20) as file:
        out = Stream(file, protocol)
        file.write(b"}(")
        for seed, (split, all_of) in enumerate(SPLITS.items()):
            n = max(8, round(all_of * share))
            sentiment = np.clip(np.random.default_rng(seed).normal(0.2, 1.1, n), -3, 3).astype(np.float32)
            steps = lengths(np, n, seed)
            out.small(split)
            file.write(b"}(")
            for key, values in {"id": [f"{split}{i // 6}$_${i % 6}" for i in range(n)],
                                "raw_text": [" ".join(["word"] * k) for k in steps["text"]],
                                "audio_lengths": steps["audio"].tolist(), "vision_lengths": steps["vision"].tolist()}.items():
                out.small(key)
                out.small(values)
            out.small("regression_labels")
            out.array((n,), [sentiment.tobytes()])
            for key, (rows, width) in FEATURES.items():
                out.small(key)
                out.array((n, rows, width), pieces(np, n, key, steps[key], sentiment, seed))
            file.write(b"u")
        file.write(b"u.")
    print(f"{path}: {os.path.getsize(path) / 1e9:.2f} GB", file=sys.stderr)


def measure(name, command):
    peak = {"VmHWM": 0, "RssAnon": 0}
    start = time.time()
    child = os.spawnvp(os.P_NOWAIT, command[0], command)
    ended = threading.Event()

    def watch():
        while not ended.wait(0.05):
            try:
                with open(f"/proc/{child}/status") as status:
                    for line in status:
                        key, _, value = line.partition(":")
                        if key in peak:
                            peak[key] = max(peak[key], int(value.split()[0]))
            except OSError:
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status = os.waitpid(child, 0)
    ended.set()
    watcher.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"| {name} | {time.time() - start:.1f} | {used.ru_utime + used.ru_stime:.1f} | {used.ru_maxrss >> 10} "
          f"| {peak['RssAnon'] >> 10} |", flush=True)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    if sys.argv[1:2] == ["make"] and len(sys.argv) in (4, 5):
        make(eval(sys.argv[2], {"__builtins__": {}}), sys.argv[3], int(sys.argv[4]) if len(sys.argv) == 5 else 4)
    elif sys.argv[1:2] == ["measure"] and len(sys.argv) > 3:
        measure(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(__doc__)
