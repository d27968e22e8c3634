using MerClip.Charts;
using MerClip.Media;

namespace MerClip.Tests.Charts;

public sealed class PictureRowTests
{
    [Fact]
    public void Every_picture_stands_above_its_name_which_is_no_mark_up()
    {
        var dot = new RgbImage(1, 1, [9, 9, 9]);
        string html = PictureRow.Html([("sad", dot), ("a \"<b>\"", dot)]);
        Assert.Equal(2, html.Split("<img").Length - 1);
        Assert.Contains("<figcaption style=\"color:#7F7F7F;font-size:13px\">sad</figcaption>", html);
        Assert.DoesNotContain("<b>", html);
        Assert.Contains("title=\"a &quot;&lt;b&gt;&quot;\"", html);
    }
}
