namespace MerClip.Data.Formats.Csd;

/// <summary>Which column of a sequence of labels is what. Three orders are in circulation: 7 columns, sentiment before the
/// six emotions as MMSA's readers have them; the six alone in that order; and the six in alphabetical order, of files
/// before 2019.</summary>
/// <param name="Sentiment">The column of the sentiment; −1 if there is none.</param>
/// <param name="Emotions">The columns of happy, sad, anger, surprise, disgust and fear; empty if there are none.</param>
sealed record CsdLabels(int Sentiment, int[] Emotions)
{
    /// <summary>Fewer rows tell nothing about which column is which.</summary>
    const int EnoughRows = 50;

    static readonly string[][] Spellings =
        [["happy", "happiness", "joy"], ["sad", "sadness"], ["anger", "angry"], ["surprise"], ["disgust"], ["fear"]];

    /// <summary>Recognises the columns.</summary>
    /// <param name="width">How many there are.</param>
    /// <param name="names">What the file calls them; empty if it does not.</param>
    /// <param name="rows">All rows, which tell where names do not: in MOSEI happiness is by far the most frequent
    /// emotion.</param>
    /// <exception cref="FormatException">So many columns are none that is known.</exception>
    public static CsdLabels Of(int width, IReadOnlyList<string> names, IEnumerable<float[]> rows)
    {
        if (names.Count == width && Named(names) is { } named) return named;
        switch (width)
        {
            case 1: return new CsdLabels(0, []);
            case 7: return new CsdLabels(0, [1, 2, 3, 4, 5, 6]);
            case 6:
                int[] present = new int[6];
                int count = 0;
                foreach (float[] row in rows)
                {
                    count++;
                    for (int c = 0; c < 6; c++) present[c] += row[c] > 0 ? 1 : 0;
                }
                bool alphabetical = count >= EnoughRows && present[3] == present.Max() && present[3] > present[0];
                return new CsdLabels(-1, alphabetical ? [3, 4, 0, 5, 1, 2] : [0, 1, 2, 3, 4, 5]);
            default: throw new FormatException($"labels of {width} columns are not known; 1, 6 and 7 are");
        }
    }

    static CsdLabels? Named(IReadOnlyList<string> names)
    {
        int Find(params string[] spellings) =>
            names.ToList().FindIndex(n => spellings.Any(s => n.Contains(s, StringComparison.OrdinalIgnoreCase)));
        int[] emotions = [.. Spellings.Select(Find)];
        int sentiment = Find("sentiment");
        bool all = emotions.All(e => e >= 0) && emotions.Distinct().Count() == emotions.Length;
        return all || sentiment >= 0 ? new CsdLabels(sentiment, all ? emotions : []) : null;
    }
}
