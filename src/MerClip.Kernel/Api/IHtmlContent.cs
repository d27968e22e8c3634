using System.Text.Encodings.Web;

namespace Microsoft.AspNetCore.Html;

/// <summary>HTML that writes itself.</summary>
public interface IHtmlContent
{
    /// <summary>Writes the HTML, with text in it encoded by <paramref name="encoder"/>.</summary>
    void WriteTo(TextWriter writer, HtmlEncoder encoder);
}
