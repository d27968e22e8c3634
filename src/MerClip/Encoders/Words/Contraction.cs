namespace MerClip.Encoders.Words;

/// <summary>A contracted word and the ways to write it as words: GloVe's, then in full.</summary>
/// <param name="Split">As GloVe's tokenizer split it: <c>do n't</c>.</param>
/// <param name="Full">As two plain words, for vectors that lack such endings: <c>do not</c>; null where nobody can tell what
/// the ending stands for (<c>John's</c>).</param>
sealed record Contraction(string[] Split, string[]? Full)
{
    static readonly string[] Endings = ["n't", "'s", "'m", "'re", "'ve", "'ll", "'d"];

    // 's is "is" behind these, and a genitive behind most other words.
    static readonly HashSet<string> Subjects =
        ["he", "here", "how", "it", "she", "that", "there", "what", "when", "where", "who", "why"];

    // Contractions that some transcripts, CMU-MOSI's among them, write without the apostrophe.
    static readonly Dictionary<string, string> Bare = Table(
        "ain't aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't mightn't mustn't needn't shouldn't "
        + "wasn't weren't won't wouldn't could've i've might've must've should've they've we've who've would've you've "
        + "he's here's how's let's she's that's there's what's where's who's i'm they're there're you're "
        + "it'll that'll there'll they'll you'll it'd that'd they'd you'd");

    // The same, but without the apostrophe they are words of their own; so are hell, shed, shell, wed, well and were, which
    // are left alone because they mostly mean what they say.
    static readonly Dictionary<string, string> BareInTranscripts = Table("it's i'll i'd");

    /// <summary>The contraction that a lower-case word is, or null.</summary>
    /// <param name="word">The word, with or without apostrophe.</param>
    /// <param name="isBareTranscript">Whether it comes from a transcript that writes no apostrophes, so that <c>its</c> is
    /// more likely <c>it's</c> (in MOSI by far).</param>
    public static Contraction? Of(string word, bool isBareTranscript)
    {
        if (Bare.TryGetValue(word, out string? spelt) || isBareTranscript && BareInTranscripts.TryGetValue(word, out spelt))
            word = spelt;
        string? ending = Array.Find(Endings, e => word.Length > e.Length && word.EndsWith(e, StringComparison.Ordinal));
        if (ending is null) return null;
        string stem = word[..^ending.Length];
        return new Contraction([stem, ending], (stem, ending) switch
        {
            ("ca", "n't") => ["can", "not"],
            ("wo", "n't") => ["will", "not"],
            ("sha", "n't") => ["shall", "not"],
            ("ai", "n't") => ["is", "not"],
            ("let", "'s") => ["let", "us"],
            (_, "n't") => [stem, "not"],
            (_, "'m") => [stem, "am"],
            (_, "'re") => [stem, "are"],
            (_, "'ve") => [stem, "have"],
            (_, "'ll") => [stem, "will"],
            (_, "'d") => [stem, "would"],
            _ => Subjects.Contains(stem) ? [stem, "is"] : null,
        });
    }

    static Dictionary<string, string> Table(string words) => words.Split(' ').ToDictionary(w => w.Replace("'", ""));
}
