namespace MerClip.Data;

/// <summary>The utterances of a data set in their three splits, in the order of the file.</summary>
public sealed class Corpus
{
    readonly IReadOnlyDictionary<Split, IReadOnlyList<Utterance>> splits;

    /// <summary>Makes a corpus of splits; a split that is left out is empty.</summary>
    /// <param name="splits">The utterances by split.</param>
    /// <param name="emotions">What the entries of <see cref="Utterance.Emotions"/> are called, in their order.</param>
    public Corpus(IReadOnlyDictionary<Split, IReadOnlyList<Utterance>> splits, IReadOnlyList<string>? emotions = null)
    {
        this.splits = splits;
        Emotions = emotions ?? [];
    }

    /// <summary>The names of the emotions that utterances are labelled with; empty if they are not.</summary>
    public IReadOnlyList<string> Emotions { get; }

    /// <summary>The utterances of one split, in file order.</summary>
    public IReadOnlyList<Utterance> this[Split split] => splits.GetValueOrDefault(split) ?? [];

    /// <summary>The corpus with one split only, so that encoders read no more than that.</summary>
    public Corpus Only(Split split) => new(new Dictionary<Split, IReadOnlyList<Utterance>> { [split] = this[split] }, Emotions);

    /// <summary>All utterances: train, then valid, then test.</summary>
    public IEnumerable<Utterance> All => Enum.GetValues<Split>().SelectMany(s => this[s]);

    /// <summary>Features a step for each modality that some utterance has.</summary>
    public IReadOnlyDictionary<Modality, int> Widths => All
        .SelectMany(u => u.Features)
        .GroupBy(f => f.Key, f => f.Value.Width)
        .ToDictionary(g => g.Key, g => g.First());
}
