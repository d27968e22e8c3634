using MerClip.Data;
using MerClip.Media;

namespace MerClip.Encoders.Audio;

/// <summary>
/// A voice as log-mel frames, several in a row as one step. Nothing is learned here; the model's transformer over the steps does
/// that.
/// </summary>
/// <param name="options">The frames.</param>
/// <param name="stack">Frames a step.</param>
public sealed class MelEncoder(LogMelOptions options, int stack) : IMediaEncoder
{
    readonly LogMel mel = new(options);

    /// <inheritdoc/>
    public int StepWidth => stack * options.Bands;

    /// <inheritdoc/>
    public string Identity => $"log-mel {options}, {stack} a step";

    /// <inheritdoc/>
    public FeatureSequence? Encode(string path, IDistortion? distortion = null)
    {
        float[] samples = AudioReader.Read(path);
        if (samples.Length == 0) return null;
        distortion?.Sound(samples);
        using var frames = mel.Compute(samples); // [T, M]
        int count = (int)frames.shape[0], steps = (count + stack - 1) / stack;
        float[] values = new float[steps * StepWidth];
        values.AsSpan(count * options.Bands).Fill((float)Math.Log(options.Floor)); // the last step ends in silence
        frames.data<float>().CopyTo(values);
        return new FeatureSequence(values, steps, StepWidth);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(double From, double To)> Times(string path, int steps)
    {
        double seconds = stack * options.Hop / (double)options.SampleRate;
        return [.. Enumerable.Range(0, steps).Select(i => (i * seconds, (i + 1) * seconds))];
    }
}
