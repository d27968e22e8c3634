using MathNet.Numerics.Distributions;
using MerClip.Data;

namespace MerClip.Robustness;

/// <summary>
/// Gaussian noise on what recordings and features hold. On a feature of the data its deviation is the rate times the feature's own
/// (so MultiBench's noise level, on features of deviation 1); on a voice the rate times its root mean square, −20·log10(rate) dB;
/// on a frame the rate times half the range of a colour. Encoders run anew on noisy recordings. Transcripts have no noise.
/// </summary>
/// <param name="only">The modalities that it may touch; null for all.</param>
public sealed class Noise(IReadOnlyList<Modality>? only) : Damage("noise", only)
{
    /// <inheritdoc/>
    public override Damaged Apply(CleanInputs inputs, double rate, int seed, CancellationToken stop = default)
    {
        var examples = inputs.Examples;
        foreach (var modality in Reaches(inputs))
            examples = [.. examples.Select((e, i) =>
            {
                stop.ThrowIfCancellationRequested();
                var random = new Random(unchecked((seed * 1_000_003 + i) * 3 + (int)modality));
                return CleanInputs.With(e, modality, inputs.Encoders.Media.TryGetValue(modality, out var recordings)
                    ? recordings.EncodeAnew(e.Utterance, new NoisyRecording(rate, random))
                    : OnFeatures(e.Inputs.GetValueOrDefault(modality), inputs.Deviations(modality), rate, random));
            })];
        return new Damaged(examples);
    }

    /// <inheritdoc/>
    protected override bool CanReach(CleanInputs inputs, Modality modality) => modality != Modality.Text || !inputs.HasTranscripts;

    static FeatureSequence? OnFeatures(FeatureSequence? sequence, double[] deviations, double rate, Random random)
    {
        if (sequence is null) return null;
        double[] noise = new double[sequence.Steps * sequence.Width];
        Normal.Samples(random, noise, 0, 1);
        float[] values = sequence.Values.Span[..noise.Length].ToArray();
        for (int i = 0; i < values.Length; i++) values[i] += (float)(rate * deviations[i % sequence.Width] * noise[i]);
        return new FeatureSequence(values, sequence.Steps, sequence.Width);
    }
}
