using static TorchSharp.torch;

namespace MerClip.Media;

/// <summary>
/// The logarithm of the power in mel bands, every 10 ms: what an ear, or an encoder, has of a sound. Equal to
/// <c>ln(max(power, floor))</c> of librosa's <c>melspectrogram(center=True, pad_mode="constant")</c>, or torchaudio's
/// <c>MelSpectrogram</c> with the same settings.
/// </summary>
/// <remarks>
/// Step t looks at the window whose middle is sample t · hop; beyond both ends there is silence. So zeros at the end of a shorter
/// sound in a batch change none of its own steps. It computes in float64: in float32, the error of a loud tone's transform would
/// show in the quiet bands.
/// </remarks>
public sealed class LogMel
{
    /// <summary>Steps at a time: an hour of sound takes no more memory than 20 seconds.</summary>
    const int Block = 2048;

    readonly Tensor window, bands; // [n], [n / 2 + 1, M]

    /// <summary>Prepares window and bands.</summary>
    /// <param name="options">What to compute; null for the defaults.</param>
    /// <exception cref="ArgumentException">The options do not go together.</exception>
    public LogMel(LogMelOptions? options = null)
    {
        Options = options ?? new LogMelOptions();
        Options.Require();
        double[] hann = new double[Options.FftSize];
        int before = (Options.FftSize - Options.Window) / 2;
        for (int i = 0; i < Options.Window; i++) hann[before + i] = 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / Options.Window);
        window = tensor(hann).DetachFromDisposeScope();
        bands = tensor(MelFilterbank.Weights(Options), [Options.FftSize / 2 + 1, Options.Bands]).DetachFromDisposeScope();
    }

    /// <summary>What is computed.</summary>
    public LogMelOptions Options { get; }

    /// <summary>How many steps T a sound has: 1 + ⌊N / hop⌋, also for one that is shorter than a window; none if it is empty.</summary>
    /// <param name="samples">The samples N of the sound.</param>
    public int Steps(int samples) => samples == 0 ? 0 : 1 + samples / Options.Hop;

    /// <summary>Computes the steps of a sound.</summary>
    /// <param name="samples">N samples in [−1, 1].</param>
    /// <returns>float32 <c>[T, M]</c>; silence is the logarithm of the floor.</returns>
    public Tensor Compute(float[] samples)
    {
        using var sound = tensor(samples);
        return Compute(sound);
    }

    /// <summary>Computes the steps of a sound or of a batch of them.</summary>
    /// <param name="samples">Samples in [−1, 1], <c>[N]</c> or <c>[B, N]</c>.</param>
    /// <returns>float32 <c>[T, M]</c> or <c>[B, T, M]</c>.</returns>
    public Tensor Compute(Tensor samples)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var sounds = samples.to(float64);
        long[] shape = [.. samples.shape];
        shape[^1] = Options.FftSize / 2;
        var silence = zeros(shape, float64, samples.device);
        var frames = cat([silence, sounds, silence], -1).unfold(-1, Options.FftSize, Options.Hop); // [B, N] -> [B, T, n]
        long steps = samples.shape[^1] == 0 ? 0 : frames.shape[^2];
        List<Tensor> blocks = [zeros([.. samples.shape[..^1], 0, Options.Bands], float32, samples.device)];
        var (hann, weights) = (window.to(samples.device), bands.to(samples.device));
        for (long start = 0; start < steps; start += Block)
        {
            using var block = NewDisposeScope();
            var spectrum = fft.rfft(frames.narrow(-2, start, Math.Min(Block, steps - start)).mul(hann)); // [B, T, n / 2 + 1]
            var (real, imaginary) = (spectrum.real, spectrum.imag);
            var power = real.mul(real).Plus(imaginary.mul(imaginary)).matmul(weights);                   // [B, T, M]
            blocks.Add(power.AtLeast(Options.Floor).log().to(float32).MoveToOuterDisposeScope());
        }
        return cat(blocks, -2).MoveToOuterDisposeScope();
    }
}
