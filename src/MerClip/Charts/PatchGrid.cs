using System.Globalization;
using System.Net;
using System.Text;
using MerClip.Media;

namespace MerClip.Charts;

/// <summary>A picture, and beside it the patches that a vision transformer cuts it into, as HTML that needs no other file.</summary>
public static class PatchGrid
{
    const int Drawn = 240; // pixels of the page on a side

    /// <summary>Draws picture and patches.</summary>
    /// <param name="square">The picture as the model sees it: as many rows as columns.</param>
    /// <param name="patch">Rows and columns of a patch; divides those of the picture.</param>
    /// <param name="amounts">A number for each patch, row by row, to draw above it: positive in blue, negative in vermillion, the largest
    /// of all the darkest; null numbers the patches instead.</param>
    /// <exception cref="ArgumentException">The picture has no whole number of patches, or there is not one number for each.</exception>
    public static string Html(RgbImage square, int patch, IReadOnlyList<double>? amounts = null)
    {
        int size = square.Width, grid = patch < 1 ? 0 : size / patch;
        if (square.Height != size || grid * patch != size)
            throw new ArgumentException($"a picture of {size} x {square.Height} pixels is no square of patches of {patch}", nameof(patch));
        if (amounts is not null && amounts.Count != grid * grid)
            throw new ArgumentException($"there are {amounts.Count} numbers for {grid * grid} patches", nameof(amounts));
        double most = amounts?.Select(Math.Abs).DefaultIfEmpty().Max() ?? 0;
        int side = Drawn / grid;
        var html = new StringBuilder("<div style=\"display:flex;gap:24px;align-items:center;margin:8px 0\">");
        html.Append(UtteranceCard.Picture(square, $"{size} x {size} pixels", $"width:{Drawn}px"));
        html.Append($"<div style=\"display:grid;grid-template-columns:repeat({grid},{side}px);gap:3px\">");
        for (int i = 0; i < grid * grid; i++)
        {
            var (label, colour) = amounts is null ? ($"{i + 1}", "rgba(0,0,0,0)") : (Number(amounts[i]), Colour(amounts[i], most));
            html.Append("<div style=\"position:relative\">");
            html.Append(UtteranceCard.Picture(Cut(square, patch, i / grid, i % grid), $"patch {i + 1}: {label}", $"width:{side}px;display:block"));
            html.Append($"<div style=\"position:absolute;inset:0;background:{colour}\"></div><span style=\"position:absolute;left:3px;top:1px;");
            html.Append($"font:11px system-ui,sans-serif;color:#fff;text-shadow:0 0 3px #000\">{WebUtility.HtmlEncode(label)}</span></div>");
        }
        return html.Append("</div></div>").ToString();
    }

    /// <summary>The patch in a row and a column of patches.</summary>
    static RgbImage Cut(RgbImage square, int patch, int row, int column)
    {
        byte[] pixels = new byte[3 * patch * patch];
        for (int y = 0; y < patch; y++)
            square.Pixels.AsSpan(3 * ((row * patch + y) * square.Width + column * patch), 3 * patch).CopyTo(pixels.AsSpan(3 * y * patch));
        return new RgbImage(patch, patch, pixels);
    }

    static string Number(double amount) => amount.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    // The house style's blue and vermillion, see-through.
    static string Colour(double amount, double most) => string.Create(CultureInfo.InvariantCulture,
        $"rgba({(amount < 0 ? "213,94,0" : "0,114,178")},{(most > 0 ? 0.75 * Math.Abs(amount) / most : 0):F2})");
}
