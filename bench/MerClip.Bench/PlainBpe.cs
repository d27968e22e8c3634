using System.Text;
using MerClip.Encoders.Clip;

namespace MerClip.Bench;

/// <summary>BPE as one would write it down, the peer of the tokenizer: look for the first merge, merge, look again.</summary>
sealed class PlainBpe(ClipVocabulary vocabulary)
{
    readonly Dictionary<(string, string), int> ranks = vocabulary.Merges.Select((merge, rank) => (merge.Split(' '), rank))
        .ToDictionary(m => (m.Item1[0], m.Item1[1]), m => m.rank);

    readonly char[] symbols = Symbols();

    /// <summary>The ids of cleaned text of one word.</summary>
    public List<int> Encode(string word)
    {
        var parts = Encoding.UTF8.GetBytes(word).Select(b => symbols[b].ToString()).ToList();
        parts[^1] += ClipVocabulary.EndOfWord;
        while (parts.Count > 1)
        {
            var best = parts.Zip(parts.Skip(1)).MinBy(pair => ranks.GetValueOrDefault(pair, int.MaxValue));
            if (!ranks.ContainsKey(best)) break;
            for (int i = 0; i + 1 < parts.Count; i++)
                if (parts[i] == best.First && parts[i + 1] == best.Second)
                {
                    parts[i] += parts[i + 1];
                    parts.RemoveAt(i + 1);
                }
        }
        return [.. parts.Select(p => vocabulary.Tokens[p])];
    }

    static char[] Symbols()
    {
        var symbols = new char[256];
        char next = '\u0100';
        for (int b = 0; b < 256; b++)
            symbols[b] = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE ? (char)b : next++;
        return symbols;
    }
}
