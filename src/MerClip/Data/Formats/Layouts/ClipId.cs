namespace MerClip.Data.Formats.Layouts;

/// <summary>How layouts write which utterance of which video one is. Ours is MMSA's, <c>VIDEO$_$CLIP</c>.</summary>
static class ClipId
{
    /// <summary>Our id for the SDK's <c>VIDEO[CLIP]</c> or MulT's <c>VIDEO_CLIP</c>; any other id stays.</summary>
    public static string Of(string id)
    {
        if (id.Contains("$_$", StringComparison.Ordinal)) return id;
        bool indexed = id.EndsWith(']');
        int at = id.LastIndexOf(indexed ? '[' : '_');
        ReadOnlySpan<char> clip = indexed ? id.AsSpan(at + 1).TrimEnd(']') : id.AsSpan(at + 1);
        return at > 0 && clip.Length > 0 && !clip.ContainsAnyExceptInRange('0', '9') ? $"{id[..at]}$_${clip}" : id;
    }

    /// <summary>An id for row <paramref name="row"/> of a split whose utterances have none.</summary>
    public static string ForRow(string split, int row) => $"{split}{row:D6}";
}
