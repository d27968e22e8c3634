#!/usr/bin/python3
"""How fast torchaudio makes log-mel steps of a minute of sound, with one thread: the peer of `MerClip.Bench mel` (Debian's
python3-torchaudio)."""
import time

import torch
import torchaudio

SECONDS, ROUNDS = 60, 7

torch.set_num_threads(1)
torch.manual_seed(1)
sound = torch.rand(SECONDS * 16000) - 0.5
for dtype in (torch.float32, torch.float64):
    mel = torchaudio.transforms.MelSpectrogram(16000, n_fft=512, win_length=400, hop_length=160, n_mels=80, f_min=0, f_max=8000,
                                               norm="slaney", mel_scale="slaney", pad_mode="constant").to(dtype)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        mel(sound.to(dtype)).clamp_min(1e-10).log()
        best = min(best, time.perf_counter() - start)
    print(f"torchaudio {torchaudio.__version__}, {dtype}: {SECONDS / best:,.0f} times as fast as the sound")
