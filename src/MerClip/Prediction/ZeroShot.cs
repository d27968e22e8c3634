using MerClip.Data;
using MerClip.Encoders.Clip;
using MerClip.Labels;

namespace MerClip.Prediction;

/// <summary>
/// CLIP alone, without any training on emotions (Radford et al. 2021, §3.1): how similar a text or pictures are to the texts of
/// the labels. What a trained model must beat to have learned something.
/// </summary>
public sealed class ZeroShot
{
    readonly ClipTextEncoder text;
    readonly ClipPictureEncoder pictures;
    readonly float[][] labels;
    readonly double scale;

    /// <summary>Encodes the labels: the mean over all prompts of a label, each of length 1, again brought to length 1.</summary>
    /// <param name="clip">The CLIP.</param>
    /// <param name="set">The labels.</param>
    /// <exception cref="InputException">The CLIP has no vocabulary, or nothing of a label is known to it.</exception>
    public ZeroShot(ClipFolder clip, LabelSet set)
    {
        (Labels, text, pictures) = (set, new ClipTextEncoder(clip), new ClipPictureEncoder(clip, tuned: false));
        scale = clip.Model.LogitScale;
        labels = [.. set.Labels.Select(label => Direction(set.Prompts(label).Select(prompt => text.Pool(prompt)
            ?? throw new InputException($"label '{label.Name}' of {set.Name}: there is nothing to read in '{prompt}'"))))];
        // Nothing is tuned here, so what is more likely than chance counts as predicted where labels hold each for itself.
        Objective = Objective.For(set, new ObjectiveOptions { Threshold = 1.0 / set.Count });
    }

    /// <summary>The labels.</summary>
    public LabelSet Labels { get; }

    /// <summary>What they mean.</summary>
    public Objective Objective { get; }

    /// <summary>The probabilities of the labels for a text, <c>[C]</c>, which sum to 1 whatever their kind; null if nothing in it can be
    /// read.</summary>
    public float[]? OfText(string words) => text.Pool(words) is { } feature ? Probabilities(Direction([feature])) : null;

    /// <summary>The probabilities of the labels for pictures together, <c>[C]</c>, which sum to 1; null if there is none.</summary>
    public float[]? OfPictures(IReadOnlyList<Media.RgbImage> frames) => pictures.Encode(frames) is { } steps
        ? Probabilities(Direction(Rows(steps)))
        : null;

    static IEnumerable<float[]> Rows(FeatureSequence steps) =>
        Enumerable.Range(0, steps.Steps).Select(i => steps.Values.Slice(i * steps.Width, steps.Width).ToArray());

    /// <summary>The mean direction of some vectors, of length 1.</summary>
    static float[] Direction(IEnumerable<float[]> vectors)
    {
        float[]? sum = null;
        foreach (float[] vector in vectors)
        {
            float[] unit = Unit(vector);
            sum = sum is null ? unit : [.. sum.Zip(unit, (a, b) => a + b)];
        }
        return Unit(sum!);
    }

    static float[] Unit(float[] vector)
    {
        double length = Math.Sqrt(vector.Sum(v => (double)v * v));
        return [.. vector.Select(v => (float)(v / length))];
    }

    float[] Probabilities(float[] direction)
    {
        double[] logits = [.. labels.Select(label => scale * label.Zip(direction, (a, b) => (double)a * b).Sum())];
        double most = logits.Max(), sum = logits.Sum(l => Math.Exp(l - most));
        return [.. logits.Select(l => (float)(Math.Exp(l - most) / sum))];
    }
}
