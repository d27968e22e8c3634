using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>A run's results as a table: each metric's mean ± sample standard deviation over the seeds, beside the best
/// that a constant prediction does, in red where the run does not beat that.</summary>
public static class CardTable
{
    const string Undefined = "–";

    /// <summary>The table of a summary. Fractions are shown in percent, the rest in its own units.</summary>
    /// <param name="summary">The metrics.</param>
    /// <param name="column">What the column of results is called; by default it names the seeds.</param>
    /// <param name="intervals">The 95 % interval of each metric, by its name; a column of its own if there are any.</param>
    public static Table Of(SeedSummary summary, string? column = null, IReadOnlyDictionary<string, Interval>? intervals = null)
    {
        int seeds = summary.Seeds.Count;
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(Text($"{summary.Split.ToString().ToLowerInvariant()}, n = {summary.N}"));
        table.AddColumn(column is not null ? Text(column) : seeds == 1 ? $"seed {summary.Seeds[0]}" : $"{seeds} seeds, mean ± sd", c => c.RightAligned().NoWrap());
        if (intervals is not null) table.AddColumn("95 % interval", c => c.RightAligned().NoWrap());
        table.AddColumn("floor", c => c.RightAligned().NoWrap());
        table.AddColumn("by always predicting");
        foreach (var (name, metric) in summary.Metrics)
            table.AddRow(
            [
                Text(Metrics.LowerIsBetter(name) ? $"{name} ↓" : name),
                Result(name, metric),
                .. intervals is null ? Array.Empty<string>() : [Range(name, intervals[name])],
                metric.Floor is { } floor ? Metrics.Format(name, floor.Value) : Undefined,
                Text(metric.Floor?.Predictor ?? Undefined),
            ]);
        return table;
    }

    static string Result(string name, MetricSummary metric)
    {
        if (double.IsNaN(metric.Mean)) return Undefined;
        string text = Metrics.Format(name, metric.Mean);
        if (!double.IsNaN(metric.Std)) text += " ± " + Metrics.Format(name, metric.Std);
        return metric.Floor?.IsBeatenBy(name, metric.Mean) ?? true ? text : $"[red]{text}[/]";
    }

    static string Range(string name, Interval interval) => double.IsNaN(interval.Low)
        ? Undefined
        : $"{Metrics.Format(name, interval.Low)} to {Metrics.Format(name, interval.High)}";

    static string Text(string text) => Markup.Escape(text);
}
