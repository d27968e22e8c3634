using MerClip.Encoders.Clip;

namespace MerClip.Pretraining;

/// <summary>Learns the merges of byte-level BPE (Sennrich et al., ACL 2016) from texts: again and again, the two neighbouring tokens
/// that stand side by side most often become one.</summary>
public static class MergeLearner
{
    /// <summary>Learns merges.</summary>
    /// <param name="texts">What is to be written in few tokens.</param>
    /// <param name="count">How many merges, at most; fewer if nothing is left that occurs twice.</param>
    /// <returns>Pairs of tokens, with a space between, the most frequent first; equally frequent ones in the order of their characters.</returns>
    public static IReadOnlyList<string> Learn(IEnumerable<string> texts, int count)
    {
        var words = texts.SelectMany(Words).CountBy(word => word).OrderBy(w => w.Key, StringComparer.Ordinal)
            .Select(w => (Tokens: Symbols(w.Key), Count: w.Value)).ToArray();
        var merges = new List<string>();
        while (merges.Count < count)
        {
            var pairs = new Dictionary<(string, string), int>();
            foreach (var (tokens, times) in words)
                for (int i = 1; i < tokens.Count; i++)
                    pairs[(tokens[i - 1], tokens[i])] = pairs.GetValueOrDefault((tokens[i - 1], tokens[i])) + times;
            if (pairs.Count == 0) break;
            var ((first, second), most) = pairs.OrderByDescending(p => p.Value)
                .ThenBy(p => p.Key.Item1, StringComparer.Ordinal).ThenBy(p => p.Key.Item2, StringComparer.Ordinal).First();
            if (most < 2) break;
            merges.Add($"{first} {second}");
            foreach (var (tokens, _) in words) Merge(tokens, first, second);
        }
        return merges;
    }

    static IEnumerable<string> Words(string text)
    {
        string clean = ClipCleaner.Clean(text, ClipTokenizerMode.HuggingFace);
        return new ClipSplitter([]).Split(clean).Select(piece => clean.Substring(piece.Start, piece.Length));
    }

    static List<string> Symbols(string word)
    {
        List<string> symbols = [.. ByteSymbols.Encode(word).Select(c => c.ToString())];
        symbols[^1] += ClipVocabulary.EndOfWord;
        return symbols;
    }

    static void Merge(List<string> tokens, string first, string second)
    {
        for (int i = 1; i < tokens.Count; i++)
        {
            if (tokens[i - 1] != first || tokens[i] != second) continue;
            tokens[i - 1] = first + second;
            tokens.RemoveAt(i);
        }
    }
}
