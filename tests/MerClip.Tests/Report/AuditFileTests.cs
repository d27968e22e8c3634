using MerClip.Data.Audit;
using MerClip.Report;
using MerClip.Tests.Cli;

namespace MerClip.Tests.Report;

public sealed class AuditFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Written(CorpusAudit audit)
    {
        AuditFile.Write(folder["audit.html"], audit);
        return File.ReadAllText(folder["audit.html"]);
    }

    [Fact]
    public void Findings_have_grades_names_and_ids_and_texts_stay_texts()
    {
        string page = Written(MadeUpAudit.Audit());

        Assert.DoesNotContain("<script>window.taken", page);
        Assert.DoesNotContain("<mosi>", page);
        Assert.Contains("v&lt;/script&gt;&lt;script&gt;window.taken = 1", page);
        foreach (string expected in new[] { "repeated-id", "Errors: 1;", "the first 2 ids", "a$_$0, a$_$1", "100 &#215; 50 &#215; 5" })
            Assert.Contains(expected, page);
        foreach (string chart in new[] { "labels", "lengths-text", "lengths-vision", "scales-audio" })
            Assert.Contains($"\"{chart}\":", page);
    }

    [Fact]
    public void A_data_set_without_labels_lengths_or_problems_has_a_page_without_charts()
    {
        CorpusAudit audit = MadeUpAudit.Audit() with { Problems = [], Scales = [], Splits = [new SplitAudit("train", 1, 1, [], null, [])] };
        string page = Written(audit);
        Assert.Contains("Nothing that the audit looks for.", page);
        Assert.Contains("\"charts\":{}", page);
    }

    [Fact]
    public void The_command_line_writes_it()
    {
        var (code, output, error) = CliProcess.Run("inspect", Fixtures.Committed("pickles", "unaligned.p4.pkl"), "--audit", "--html", folder["page.html"]);
        Assert.True(code == 0, error);
        Assert.Contains("duplicate-features", output);
        string page = File.ReadAllText(folder["page.html"]);
        Assert.Contains("Audit of unaligned.p4.pkl", page);
        Assert.Contains("duplicate-features", page);
    }
}
