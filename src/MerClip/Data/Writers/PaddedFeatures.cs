namespace MerClip.Data.Writers;

/// <summary>The features of one modality of a split as one array (N,T,D), zero-padded behind.</summary>
/// <param name="Utterances">The N utterances.</param>
/// <param name="Modality">The modality.</param>
/// <param name="Steps">T: of the longest sequence of the data set.</param>
/// <param name="Width">D.</param>
sealed record PaddedFeatures(IReadOnlyList<Utterance> Utterances, Modality Modality, int Steps, int Width)
{
    /// <summary>The modality's name in files.</summary>
    public string Key => Modality.ToString().ToLowerInvariant();

    /// <summary>N, T, D.</summary>
    public int[] Shape => [Utterances.Count, Steps, Width];

    /// <summary>Steps of each utterance; 1, all of it zero, where the modality is missing: peers divide by it.</summary>
    public IEnumerable<int> Lengths => Utterances.Select(u => u.Features.TryGetValue(Modality, out var s) ? s.Steps : 1);

    /// <summary>The elements, row-major, in pieces; each is good until the next.</summary>
    public IEnumerable<ReadOnlyMemory<float>> Rows
    {
        get
        {
            float[] zeros = new float[Steps * Width], values = new float[Steps * Width];
            foreach (Utterance utterance in Utterances)
            {
                int length = 0;
                if (utterance.Features.TryGetValue(Modality, out var sequence))
                {
                    length = sequence.Steps * Width;
                    sequence.CopyTo(values);
                }
                yield return values.AsMemory(0, length);
                yield return zeros.AsMemory(length);
            }
        }
    }

    /// <summary>The modalities of a data set, for one of its splits.</summary>
    public static IEnumerable<PaddedFeatures> Of(Corpus corpus, Split split) => corpus.Widths.OrderBy(w => w.Key)
        .Select(w => new PaddedFeatures(corpus[split], w.Key,
            corpus.All.Max(u => u.Features.TryGetValue(w.Key, out var s) ? s.Steps : 0), w.Value));
}
