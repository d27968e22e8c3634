using MerClip.Kernel.Display;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>
/// What a notebook cell can call without a qualifier. The names are those of .NET Interactive, so that its notebooks run.
/// </summary>
public static class Kernel
{
    /// <summary>Shows a value under the cell; the result can be updated in place.</summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes)
    {
        string id = Guid.NewGuid().ToString("N");
        CellScope.Current?.Display(BundleMaker.Make(value, mimeTypes), id);
        return new DisplayedValue(id, mimeTypes);
    }

    /// <summary>Text that is HTML and is shown as such.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs JavaScript in the notebook's page.</summary>
    public static void Javascript(string content) =>
        CellScope.Current?.Display(MimeBundle.Of(MimeBundle.JavaScript, content), null);

    /// <summary>Adds a style sheet to the notebook's page.</summary>
    public static void CSS(string content) =>
        CellScope.Current?.Display(MimeBundle.Of(MimeBundle.Html, $"<style>{content}</style>"), null);

    /// <summary>Text that is Markdown and is shown as such.</summary>
    public static MimeContent Markdown(string content) => new(MimeBundle.Markdown, content);

    /// <summary>An SVG drawing.</summary>
    public static MimeContent SVG(string content) => new(MimeBundle.Svg, content);

    /// <summary>A PNG picture from a file's bytes.</summary>
    public static MimeContent PNG(byte[] content) => new(MimeBundle.Png, Convert.ToBase64String(content));

    /// <summary>Clears the cell's output so far; with <paramref name="wait"/>, when the next output comes.</summary>
    public static void ClearOutput(bool wait = false) => CellScope.Current?.Clear(wait);

    /// <summary>Asks for a line of text in the front end.</summary>
    public static Task<string> GetInputAsync(string prompt = "") => Task.FromResult(Ask(prompt, password: false));

    /// <summary>Asks for a line of text that the front end does not show.</summary>
    public static Task<string> GetPasswordAsync(string prompt = "") => Task.FromResult(Ask(prompt, password: true));

    static string Ask(string prompt, bool password) =>
        (CellScope.Current ?? throw new InvalidOperationException("no cell is running")).ReadLine(prompt, password);
}
