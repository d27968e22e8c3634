using MerClip.Kernel.Display;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Display by method call on any value.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows the value under the cell.</summary>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => Kernel.display(value, mimeTypes);

    /// <summary>Shows text as what its MIME type says it is.</summary>
    public static DisplayedValue DisplayAs(this string text, string mimeType) =>
        Kernel.display(new MimeContent(mimeType, text));

    /// <summary>Shows a sequence as a table, one row an item.</summary>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> rows) => Kernel.display(rows, MimeBundle.Html);

    /// <summary>The text that would be shown for the value.</summary>
    public static string ToDisplayString(this object? value, string mimeType = MimeBundle.Plain) =>
        (string?)BundleMaker.Make(value, [mimeType])[mimeType] ?? "";
}
