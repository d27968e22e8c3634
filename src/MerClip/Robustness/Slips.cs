using MerClip.Data;

namespace MerClip.Robustness;

/// <summary>
/// The transcripts are as a speech recogniser might have written them: each word goes wrong with the rate as its probability, so the
/// rate is about the word error rate. Of the wrong words 70 % are taken for another that is written much like it (one of the
/// three nearest by edits among the words of the split), 20 % are lost, and after 10 % a word of the split is put in.
/// </summary>
/// <param name="only">The modalities that it may touch; null for all.</param>
public sealed class Slips(IReadOnlyList<Modality>? only) : Damage("slips", only)
{
    const double Taken = 0.7, Lost = 0.2;
    const int Nearest = 3;

    readonly Dictionary<string, string[]> alike = [];

    /// <inheritdoc/>
    public override Damaged Apply(CleanInputs inputs, double rate, int seed, CancellationToken stop = default)
    {
        var transcripts = inputs.Words;
        string[] known = [.. transcripts.SelectMany(w => w).Distinct().Order(StringComparer.Ordinal)];
        var draws = new NumpyDraws(seed);
        IEnumerable<string> Heard(string word)
        {
            // Four draws whatever happens, so that at another rate the other words go wrong as they did.
            double chance = draws.Next(), kind = draws.Next(), which = draws.Next(), added = draws.Next();
            if (chance >= rate) return [word];
            if (kind < Taken) return Alike(word, known) is { Length: > 0 } others ? [others[(int)(which * others.Length)]] : [];
            return kind < Taken + Lost ? [] : [word, known[(int)(added * known.Length)]];
        }
        return new Damaged(inputs.WithTexts([.. transcripts.Select(w => string.Join(' ', w.SelectMany(Heard)))], stop));
    }

    /// <inheritdoc/>
    protected override bool CanReach(CleanInputs inputs, Modality modality) => modality == Modality.Text && inputs.HasTranscripts;

    string[] Alike(string word, string[] known)
    {
        if (!alike.TryGetValue(word, out string[]? others))
            alike[word] = others = [.. known.Where(k => k != word).OrderBy(k => Edits(word, k)).Take(Nearest)];
        return others;
    }

    /// <summary>How many letters have to be put in, taken out or changed to make one word another (Levenshtein).</summary>
    static int Edits(string a, string b)
    {
        int[] before = [.. Enumerable.Range(0, b.Length + 1)], row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], before[j]) + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (before, row) = (row, before);
        }
        return before[^1];
    }
}
