namespace MerClip.Data;

/// <summary>Which examples go together. Batches hold examples of like length, so that little is padding.</summary>
public static class BatchPlan
{
    /// <summary>How many batches are drawn at random before they are sorted by length: more means less padding, fewer
    /// means more chance.</summary>
    const int BatchesPerBucket = 8;

    /// <summary>Batches for one pass of training: random, but alike in length.</summary>
    /// <param name="examples">All of them; each is in exactly one batch.</param>
    /// <param name="batchSize">Examples a batch; the last may have fewer.</param>
    /// <param name="seed">The same seed gives the same batches.</param>
    public static IReadOnlyList<IReadOnlyList<Example>> Shuffled(IReadOnlyList<Example> examples, int batchSize, int seed)
    {
        var random = new Random(seed);
        var shuffled = examples.ToArray();
        random.Shuffle(shuffled);
        var batches = shuffled.Chunk(batchSize * BatchesPerBucket)
            .SelectMany(bucket => bucket.OrderBy(e => e.Length).Chunk(batchSize))
            .ToArray();
        random.Shuffle(batches);
        return batches;
    }

    /// <summary>Batches for prediction: by length, each example with its place in the list.</summary>
    /// <param name="examples">All of them.</param>
    /// <param name="batchSize">Examples a batch.</param>
    public static IEnumerable<IReadOnlyList<(int Place, Example Example)>> ByLength(
        IReadOnlyList<Example> examples, int batchSize) =>
        examples.Select((e, i) => (i, e)).OrderBy(p => p.e.Length).Chunk(batchSize);
}
