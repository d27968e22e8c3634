namespace MerClip.Media;

/// <summary>What a <see cref="LogMel"/> computes.</summary>
/// <remarks>
/// The window of 400 samples is filled up to an FFT of 512 instead of the 400 that Whisper takes: a power of two is faster, and with
/// bins 31 Hz apart the lowest of 80 bands, 74 Hz wide, spans two bins.
/// </remarks>
public sealed record LogMelOptions
{
    /// <summary>Samples a second; what <see cref="AudioReader"/> gives.</summary>
    public int SampleRate { get; init; } = AudioReader.SampleRate;

    /// <summary>Samples of the Hann window (periodic): 25 ms.</summary>
    public int Window { get; init; } = 400;

    /// <summary>Samples from one step to the next: 10 ms.</summary>
    public int Hop { get; init; } = 160;

    /// <summary>Samples of a Fourier transform, at least <see cref="Window"/>, which stands in its middle between zeros.</summary>
    public int FftSize { get; init; } = 512;

    /// <summary>Mel bands M.</summary>
    public int Bands { get; init; } = 80;

    /// <summary>Where the lowest band begins, in Hz.</summary>
    public double Lowest { get; init; }

    /// <summary>Where the highest band ends, in Hz; at most half the sample rate.</summary>
    public double Highest { get; init; } = 8000;

    /// <summary>The mel scale.</summary>
    public MelScale Scale { get; init; } = MelScale.Slaney;

    /// <summary>Whether a band's weights are divided by its width, so that each has the same area: librosa's <c>norm="slaney"</c>.</summary>
    public bool EqualArea { get; init; } = true;

    /// <summary>The least power; what is below counts as this. Its logarithm is what silence gives.</summary>
    public double Floor { get; init; } = 1e-10;

    /// <summary>Requires the numbers to go together.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    internal void Require()
    {
        if (SampleRate < 1 || Hop < 1 || Bands < 1 || Window < 1 || FftSize < Window || FftSize % 2 != 0)
            throw new ArgumentException($"a window of {Window} every {Hop} samples in an FFT of {FftSize} with {Bands} bands is not possible");
        if (!(Lowest >= 0 && Lowest < Highest && Highest <= SampleRate / 2.0))
            throw new ArgumentException($"bands from {Lowest} to {Highest} Hz are not possible at {SampleRate} samples a second");
        if (!(Floor > 0)) throw new ArgumentException($"the floor {Floor} must be more than 0");
    }
}
