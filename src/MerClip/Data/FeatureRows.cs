using MerClip.Data.Pickle;

namespace MerClip.Data;

/// <summary>The sequences of one modality of a split with their padding, one after the other: parts of an array (N,T,D) or (N,D), or
/// N arrays (T,D), in memory or in a file.</summary>
sealed class FeatureRows
{
    readonly NdArray? all;
    readonly IReadOnlyList<NdArray?>? each;
    readonly int size;
    float[]? singles; // of an array in memory
    float[] buffer = []; // of arrays in a file

    /// <summary>Parts of one array, (N,T,D) or (N,D).</summary>
    public FeatureRows(NdArray all)
    {
        this.all = all;
        Padded = all.Shape.Count == 3 ? all.Shape[1] : 1;
        Width = all.Shape[^1];
        size = Padded * Width;
    }

    /// <summary>An array for each utterance, (T,D) or (D); null or empty where there is none.</summary>
    public FeatureRows(IReadOnlyList<NdArray?> each)
    {
        this.each = each;
        Width = each.FirstOrDefault(s => s is { Count: > 0 })?.Shape[^1] ?? 0;
        Padded = Width == 0 ? 0 : each.Max(s => s is null ? 0 : s.Count / Width);
    }

    /// <summary>Steps with padding; of arrays of their own, the most.</summary>
    public int Padded { get; }

    /// <summary>Features a step.</summary>
    public int Width { get; }

    /// <summary>The rows of an utterance, as they are in the file; empty if it has none. Good until the next are read.</summary>
    public Memory<float> Rows(int utterance)
    {
        var (array, first, count) = Place(utterance);
        if (count == 0) return default;
        if (array!.Stored is { } stored)
        {
            if (buffer.Length < count) buffer = new float[count];
            stored.Read(first, buffer.AsSpan(0, count));
            return buffer.AsMemory(0, count);
        }
        return each is null ? (singles ??= array.ToSingles()).AsMemory((int)first, count) : array.ToSingles();
    }

    /// <summary>Where the sequence is within rows that <see cref="Rows"/> gave, without values that are not finite.</summary>
    public SequenceBounds Bounds(ReadOnlySpan<float> rows, long? stated) =>
        SequenceBounds.Find(rows, rows.Length / Width, stated, padded: each is null);

    /// <summary>The sequence within the rows of an utterance.</summary>
    /// <param name="utterance">Whose.</param>
    /// <param name="rows">What <see cref="Rows"/> gave, without values that are not finite.</param>
    /// <param name="bounds">Where it is; not empty.</param>
    public FeatureSequence Sequence(int utterance, Memory<float> rows, SequenceBounds bounds)
    {
        var (array, first, _) = Place(utterance);
        return array!.Stored is { } stored
            ? new FeatureSequence(stored, first + (long)bounds.Start * Width, bounds.Steps, Width)
            : new FeatureSequence(rows.Slice(bounds.Start * Width, bounds.Steps * Width), bounds.Steps, Width);
    }

    /// <summary>Makes values that are not finite 0.</summary>
    public static void ZeroNonFinite(Span<float> values)
    {
        foreach (ref float value in values)
            if (!float.IsFinite(value)) value = 0;
    }

    (NdArray? Array, long First, int Count) Place(int utterance) =>
        each is null ? (all, (long)utterance * size, size) : (each[utterance], 0, each[utterance]?.Count ?? 0);
}
