namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Content that is already in the form that a MIME type names; binary content is in base 64.</summary>
public sealed record MimeContent(string MimeType, string Content)
{
    /// <inheritdoc/>
    public override string ToString() => Content;
}
