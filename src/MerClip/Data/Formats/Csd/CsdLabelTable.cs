namespace MerClip.Data.Formats.Csd;

/// <summary>A sequence of labels whose columns are recognised.</summary>
sealed class CsdLabelTable
{
    readonly Dictionary<string, CsdEntry> entries = [];

    /// <summary>Reads all labels; they are few.</summary>
    /// <exception cref="InputException">Their columns are none that is known.</exception>
    public CsdLabelTable(CsdSequences sequences, CsdFile file)
    {
        CsdRole role = sequences[CsdRole.Labels] == file ? CsdRole.Labels : CsdRole.OtherLabels;
        foreach (string video in file.Entries.Select(CsdSequences.VideoOf).Distinct())
        {
            CsdEntry[] parts = sequences.Parts(role, video);
            // The SDK numbers utterances as the file has them, whatever their order in time.
            if (parts is [{ Words: null }, ..]) entries[video] = parts is [var one] ? one : CsdEntry.Joined(parts);
        }
        int width = entries.Values.Select(e => e.Width).FirstOrDefault(1);
        try
        {
            if (entries.Values.Any(e => e.Width != width)) throw new FormatException("its videos have labels of different width");
            Columns = CsdLabels.Of(width, file.DimensionNames,
                entries.Values.SelectMany(e => Enumerable.Range(0, e.Rows).Select(r => e.Row(r).ToArray())));
        }
        catch (FormatException e)
        {
            throw new InputException($"{sequences.Name}: {file.RootName}: {e.Message}; give the labels of MOSI or MOSEI", e);
        }
    }

    /// <summary>Which column is what.</summary>
    public CsdLabels Columns { get; }

    /// <summary>A video's rows; null if it has none.</summary>
    public CsdEntry? Of(string video) => entries.GetValueOrDefault(video);

    /// <summary>The sentiment of a row; NaN if there is none.</summary>
    public float Sentiment(CsdEntry entry, int row) => Columns.Sentiment < 0 ? float.NaN : entry.Row(row)[Columns.Sentiment];

    /// <summary>The six emotions of a row in our order; empty if there are none.</summary>
    public float[] Emotions(CsdEntry entry, int row) => [.. Columns.Emotions.Select(c => entry.Row(row)[c])];
}
