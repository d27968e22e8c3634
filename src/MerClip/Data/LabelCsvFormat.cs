using System.Text;

namespace MerClip.Data;

/// <summary>A <c>label.csv</c> as an <see cref="ICorpusFormat"/>.</summary>
sealed class LabelCsvFormat : ICorpusFormat
{
    public string Name => "label.csv";

    public bool Starts(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf((byte)'\n') is >= 0 and int end) head = head[..end];
        string header = Encoding.Latin1.GetString(head);
        return header.Contains("video_id", StringComparison.OrdinalIgnoreCase)
            || header.Contains("clip_id", StringComparison.OrdinalIgnoreCase);
    }

    public Corpus Read(string path) => LabelCsvReader.Read(path);
}
