using System.Net;
using System.Text;
using MerClip.Media;

namespace MerClip.Charts;

/// <summary>Pictures side by side with a line under each, as HTML that needs no other file.</summary>
public static class PictureRow
{
    /// <summary>Draws the pictures.</summary>
    /// <param name="pictures">What stands under each, as plain text, and the picture.</param>
    public static string Html(IEnumerable<(string Name, RgbImage Picture)> pictures)
    {
        var html = new StringBuilder("<div style=\"display:flex;flex-wrap:wrap;gap:12px;margin:8px 0\">");
        foreach (var (name, picture) in pictures)
        {
            string under = WebUtility.HtmlEncode(name);
            html.Append("<figure style=\"margin:0;text-align:center\">").Append(UtteranceCard.Picture(picture, under, "height:96px"));
            html.Append($"<figcaption style=\"color:{HouseStyle.Grey};font-size:13px\">{under}</figcaption></figure>");
        }
        return html.Append("</div>").ToString();
    }
}
