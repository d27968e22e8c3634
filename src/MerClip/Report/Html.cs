using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace MerClip.Report;

/// <summary>HTML in which nobody's text can be anything but text: what is put into <see cref="Of"/> is escaped, unless it is
/// HTML already.</summary>
/// <param name="Text">The markup.</param>
readonly record struct Html(string Text)
{
    /// <summary>Nothing.</summary>
    public static Html None { get; } = new("");

    /// <summary>The markup of an interpolated string, with its holes escaped. Attributes need double quotes.</summary>
    public static Html Of(Markup markup) => markup.ToHtml();

    /// <summary>One after the other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Takes the interpolated string apart.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup(int literalLength, int formattedCount)
    {
        readonly StringBuilder text = new(literalLength + 16 * formattedCount);

        /// <summary>Markup, as it stands in the source.</summary>
        public void AppendLiteral(string markup) => text.Append(markup);

        /// <summary>HTML that was made before.</summary>
        public void AppendFormatted(Html html) => text.Append(html.Text);

        /// <summary>Text from anywhere.</summary>
        public void AppendFormatted(string? untrusted) => text.Append(WebUtility.HtmlEncode(untrusted));

        /// <summary>A number.</summary>
        public void AppendFormatted(int number) => text.Append(number);

        public Html ToHtml() => new(text.ToString());
    }
}
