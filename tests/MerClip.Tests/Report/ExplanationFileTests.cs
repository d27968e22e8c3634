using MerClip.Report;
using MerClip.Tests.Explain;

namespace MerClip.Tests.Report;

public sealed class ExplanationFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_page_has_words_tables_and_charts_and_nobodys_text_is_markup()
    {
        ExplanationFile.Write(folder["why.html"], [Explained.Of("a$_$1", MadeUpReport.Hostile, "low", "high"), Explained.Of("b", "fine", "low")]);

        string page = File.ReadAllText(folder["why.html"]);
        Assert.Contains("data-chart=\"shapley-0\"", page);
        Assert.Contains("data-chart=\"attention-1\"", page);
        Assert.Contains("rgba(213, 94, 0, 0.", page);
        Assert.Contains("a like one &lt;i&gt;", page);
        Assert.DoesNotContain("<script>window.taken", page);
        Assert.DoesNotContain("<img src=x", page);
        Assert.DoesNotContain("src=\"http", page);
        Assert.InRange(page.Length, 1_000_000, 5_000_000);
        Assert.Throws<ArgumentException>(() => ExplanationFile.Write(folder["x.html"], []));
    }
}
