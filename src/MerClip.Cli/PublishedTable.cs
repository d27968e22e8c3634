using MerClip.Evaluation;
using MerClip.Evaluation.Published;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>Published results of a data set, in a table of their own.</summary>
public static class PublishedTable
{
    static readonly string[] Shown =
        ["has0_acc2", "non0_acc2", "acc2", "acc7", "mae", "corr", "accuracy", "micro_f1", "hamming_loss", "macro_f1"];

    /// <summary>The table of some results on the same data.</summary>
    public static Table Of(IReadOnlyList<PublishedResult> results)
    {
        string[] metrics = [.. Shown.Where(m => results.Any(r => r.Metrics.ContainsKey(m)))];
        var table = new Table
        {
            Border = TableBorder.Simple,
            Title = new TableTitle(Markup.Escape($"published on {results[0].Data}, not measured here")),
        };
        table.AddColumn("system");
        table.AddColumn("mark");
        foreach (string metric in metrics) table.AddColumn(metric, c => c.RightAligned().NoWrap());
        table.AddColumn("source; protocol");
        foreach (var result in results)
            table.AddRow([.. new[] { result.System, Mark(result.Mark) }
                .Concat(metrics.Select(m => result.Metrics.TryGetValue(m, out double value) ? Metrics.Format(m, value) : "–"))
                .Append($"{result.Source}; {result.Protocol}")
                .Select(Markup.Escape)]);
        return table;
    }

    static string Mark(PublishedMark mark) => mark switch
    {
        PublishedMark.Claimed => "claimed",
        PublishedMark.ReRun => "re-run",
        _ => "protocol differs",
    };
}
