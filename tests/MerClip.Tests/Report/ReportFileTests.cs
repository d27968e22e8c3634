using System.Net;
using MerClip.Report;
using MerClip.Tests.Robustness;

namespace MerClip.Tests.Report;

public sealed class ReportFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    string Written(ReportContent content, string name = "report.html")
    {
        ReportFile.Write(folder[name], content);
        return File.ReadAllText(folder[name]);
    }

    [Fact]
    public void Texts_of_utterances_and_names_stay_texts()
    {
        string page = Written(MadeUpReport.Content());

        Assert.DoesNotContain("window.taken = 1</script", page);
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("A report <of>", page);
        Assert.Contains("A report &lt;of&gt; runs", page);
        Assert.Contains("so &lt;b&gt;so&lt;/b&gt;", page);
        Assert.Contains("\\u003C/script\\u003E\\u003Cscript\\u003Ewindow.taken = 1", page); // there, as a text
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        Assert.Equal(Written(MadeUpReport.Content(), "a.html"), Written(MadeUpReport.Content(), "b.html"));
    }

    [Fact]
    public void Plotly_is_in_it_once_and_nothing_is_fetched()
    {
        string page = Written(MadeUpReport.Content());

        Assert.Equal(2, page.Split("* plotly.js v").Length);
        Assert.Contains("default-src 'none'", page);
        Assert.DoesNotContain("<script src", page);
        Assert.DoesNotContain("<link", page);
    }

    [Fact]
    public void Ten_runs_of_700_utterances_stay_under_5_megabytes()
    {
        var seven = MadeUpReport.Ordinal with
        {
            Labels = [.. Enumerable.Range(-3, 7).Select(v => new MerClip.Labels.Label($"value {v}", [$"{v}"], v))],
        };
        ReportRun[] runs = [.. Enumerable.Range(0, 10).Select(i => MadeUpReport.Run(seven, 700, i))];

        Written(new ReportContent("ten", runs, [Comparison.Of(runs)]));

        Assert.InRange(new FileInfo(folder["report.html"]).Length, 4_000_000, 5_000_000);
    }

    [Fact]
    public void Numbers_are_said_in_words_beside_what_constants_reach()
    {
        var run = MadeUpReport.Run(MadeUpReport.Single);
        var accuracy = run.Summary.Metrics["accuracy"];

        string page = WebUtility.HtmlDecode(Written(new ReportContent("one", [run], [])));

        Assert.Contains(Invariant($"{100 * accuracy.Mean:F2} ± {100 * accuracy.Std:F2} %"), page);
        Assert.Contains(Invariant($"{100 * (accuracy.Mean - accuracy.Floor!.Value):F2} points above always predicting {accuracy.Floor.Predictor}, which reaches {100 * accuracy.Floor.Value:F2} %"), page);
    }

    [Fact]
    public void What_is_missing_is_told_and_leaves_no_hole()
    {
        var run = MadeUpReport.Run(MadeUpReport.Multi) with { Space = null, Missing = "the data <file> is gone" };

        string page = Written(new ReportContent("one", [run], []));

        Assert.Contains("There is no map: the data &lt;file&gt; is gone", page);
        Assert.DoesNotContain("data-chart=\"map-0\"", page);
        Assert.DoesNotContain("data-chart=\"cosines-0\"", page);
    }

    [Fact]
    public void Damaged_inputs_are_shown_for_the_runs_that_were_measured_and_only_then()
    {
        ReportRun[] runs = [MadeUpReport.Run(MadeUpReport.Ordinal), MadeUpReport.Run(MadeUpReport.Ordinal, seed: 2) with { Name = "hardened <b>" }];
        Assert.DoesNotContain("When inputs are damaged", Written(new ReportContent("two", runs, [])));

        string one = Written(new ReportContent("two", [runs[0], runs[1] with { Robustness = RobustnessResultsTests.MadeUp }], []));
        Assert.Contains("href=\"#robustness\"", one);
        Assert.Contains("data-chart=\"robustness-0-mae\"", one);
        Assert.Contains("<option value=\"robustness-0-mae\">noise: MAE</option>", one);
        Assert.Contains("<th scope=\"row\">hardened &lt;b&gt;</th>", one);
        Assert.Contains("\"robustness-0-mae\":{", one);
        Assert.DoesNotContain("robustness-0-corr", one); // nothing of it was measured
    }

    [Fact]
    public void A_report_of_nothing_is_refused()
    {
        var run = MadeUpReport.Run(MadeUpReport.Single);

        Assert.Throws<ArgumentException>(() => Written(new ReportContent("none", [], [])));
        Assert.Throws<ArgumentException>(() => Written(new ReportContent("none", [run], [new Comparison("orders", "", [])])));
    }

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
