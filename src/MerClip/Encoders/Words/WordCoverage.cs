namespace MerClip.Encoders.Words;

/// <summary>How much of some texts a vocabulary knows.</summary>
/// <param name="Words">How many words the texts have.</param>
/// <param name="Unknown">How many of them have no vector.</param>
/// <param name="UnknownWords">The different unknown words and how often each occurs, most frequent first.</param>
public sealed record WordCoverage(int Words, int Unknown, IReadOnlyList<KeyValuePair<string, int>> UnknownWords)
{
    /// <summary>Counts the words of texts.</summary>
    /// <param name="texts">The transcripts.</param>
    /// <param name="tokenizer">Cuts them; made with the same vocabulary.</param>
    /// <param name="vocabulary">The words that have a vector.</param>
    public static WordCoverage Of(IEnumerable<string> texts, WordTokenizer tokenizer, IReadOnlySet<string> vocabulary)
    {
        int words = 0;
        Dictionary<string, int> unknown = [];
        foreach (string word in texts.SelectMany(tokenizer.Tokenize))
        {
            words++;
            if (!vocabulary.Contains(word)) unknown[word] = unknown.GetValueOrDefault(word) + 1;
        }
        return new WordCoverage(words, unknown.Values.Sum(),
            [.. unknown.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal)]);
    }
}
