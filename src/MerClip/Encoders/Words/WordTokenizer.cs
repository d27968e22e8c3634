using System.Text.RegularExpressions;

namespace MerClip.Encoders.Words;

/// <summary>Cuts a transcript into the words that GloVe 6B has vectors for.</summary>
/// <remarks>
/// Lower case; punctuation marks are tokens, <c>...</c> and <c>--</c> one each; digits are kept, <c>3.5</c> and
/// <c>1,000</c> whole. Where GloVe and the text may differ, the first of these that the vocabulary has is taken:
/// for a contraction its two parts as GloVe wrote them (<c>do n't</c>, <c>it 's</c>, <c>could 've</c>), the two words in
/// full (<c>do not</c>), the word as it stands; for a word with a hyphen or another apostrophe the word as it stands, then
/// its parts. If the vocabulary lacks some part in all of them, the parts that it has are kept; if it has none, the word
/// stays as it is, unknown. Contractions without apostrophe (<c>DIDNT</c>, <c>COULDVE</c>) are known by a small table;
/// <c>its</c>, <c>ill</c> and <c>id</c> are taken as <c>it's</c>, <c>I'll</c> and <c>I'd</c> only in a text all in
/// capitals and without apostrophes, as CMU-MOSI's are.
/// Source: Stanford's PTBTokenizer, with which GloVe 6B was made (Pennington et al. 2014).
/// </remarks>
/// <param name="vocabulary">The words that have a vector; null takes the first way of each choice.</param>
public sealed partial class WordTokenizer(IReadOnlySet<string>? vocabulary = null)
{
    /// <summary>Every word that <see cref="Tokenize"/> could give for a text, whatever the vocabulary: what to ask
    /// <see cref="WordVectors.Read"/> for.</summary>
    /// <param name="text">The transcript.</param>
    public static IEnumerable<string> Candidates(string text) => Words(text).SelectMany(ways => ways.SelectMany(w => w));

    /// <summary>Cuts a text.</summary>
    /// <param name="text">The transcript.</param>
    /// <returns>The words in order, those without a vector included.</returns>
    public IReadOnlyList<string> Tokenize(string text) => [.. Words(text).SelectMany(Choose)];

    IEnumerable<string> Choose(string[][] ways)
    {
        if (vocabulary is null || ways.Length == 1) return ways[0];
        string[]? whole = Array.Find(ways, way => way.All(vocabulary.Contains));
        if (whole is not null) return whole;
        string[] parts = [.. ways.MaxBy(way => way.Length)!.Where(vocabulary.Contains)];
        return parts.Length > 0 ? parts : ways.MinBy(way => way.Length)!;
    }

    /// <summary>The words of a text, each with the ways to write it as words of the vocabulary, best first.</summary>
    static IEnumerable<string[][]> Words(string text)
    {
        text = text.Replace('’', '\'').Replace('‘', '\'').Replace('ʼ', '\'').Replace('“', '"').Replace('”', '"')
            .Replace("—", "--").Replace("–", "--").Replace("…", "...");
        bool isBareTranscript = !text.Contains('\'') && !text.Any(char.IsLower);
        foreach (Match match in Token().Matches(text.ToLowerInvariant())) yield return Ways(match.Value, isBareTranscript);
    }

    static string[][] Ways(string word, bool isBareTranscript)
    {
        if (Contraction.Of(word, isBareTranscript) is { } contraction)
        {
            string[] bare = [word];
            return contraction.Full is { } full ? [contraction.Split, full, bare] : [contraction.Split, bare];
        }
        string[] parts = word.Split('-', '\'');
        return parts.Length > 1 && parts.All(p => p.Length > 0) ? [[word], parts] : [[word]];
    }

    // A word, with hyphens, apostrophes and (between digits) points inside; dots; dashes; an emoji; any other mark.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:(?:['-]|(?<=\d)[.,](?=\d))[\p{L}\p{M}\p{N}]+)*"
        + @"|\.{2,}|-{2,}|[\uD800-\uDBFF][\uDC00-\uDFFF]|\S")]
    private static partial Regex Token();
}
