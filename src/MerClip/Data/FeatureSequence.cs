using MerClip.Data.Stored;

namespace MerClip.Data;

/// <summary>Features of one modality of one utterance, padding already cut off. Those of large data files stay in the file and are
/// read each time they are asked for.</summary>
public sealed record FeatureSequence
{
    readonly ReadOnlyMemory<float> held;
    readonly StoredNumbers? stored;
    readonly long first;

    /// <summary>Features in memory.</summary>
    /// <param name="values">The numbers, row-major <c>[steps, width]</c>: kept, not copied.</param>
    /// <param name="steps">How many time steps there are; at least 1.</param>
    /// <param name="width">How many features a step has.</param>
    public FeatureSequence(ReadOnlyMemory<float> values, int steps, int width) => (held, Steps, Width) = (values, steps, width);

    /// <summary>Features in a file.</summary>
    /// <param name="stored">The array that they are part of.</param>
    /// <param name="first">The first of them in the array.</param>
    /// <param name="steps">How many time steps there are.</param>
    /// <param name="width">How many features a step has.</param>
    internal FeatureSequence(StoredNumbers stored, long first, int steps, int width) =>
        (this.stored, this.first, Steps, Width) = (stored, first, steps, width);

    /// <summary>How many time steps there are; at least 1.</summary>
    public int Steps { get; }

    /// <summary>How many features a step has.</summary>
    public int Width { get; }

    /// <summary>The numbers, row-major <c>[Steps, Width]</c>, all finite: a view into the corpus, or, if they lie in a file, a copy
    /// that is read anew each time.</summary>
    /// <exception cref="InputException">The file has become shorter.</exception>
    public ReadOnlyMemory<float> Values
    {
        get
        {
            if (stored is null) return held;
            var values = GC.AllocateUninitializedArray<float>(Steps * Width);
            CopyTo(values);
            return values;
        }
    }

    /// <summary>Copies the numbers to the start of a span.</summary>
    /// <param name="target">At least <see cref="Steps"/> × <see cref="Width"/> long.</param>
    /// <exception cref="InputException">They lie in a file that has become shorter.</exception>
    public void CopyTo(Span<float> target)
    {
        if (stored is null)
        {
            held.Span.CopyTo(target);
            return;
        }
        stored.Read(first, target[..(Steps * Width)]);
        FeatureRows.ZeroNonFinite(target[..(Steps * Width)]);
    }

    /// <summary>The numbers without a copy, or in a buffer that is used again for the next sequence.</summary>
    /// <param name="buffer">Made longer if it is too short.</param>
    internal ReadOnlySpan<float> Read(ref float[] buffer)
    {
        if (stored is null) return held.Span;
        if (buffer.Length < Steps * Width) buffer = new float[Steps * Width];
        CopyTo(buffer);
        return buffer.AsSpan(0, Steps * Width);
    }
}
