using System.CommandLine;
using System.Globalization;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Evaluation.Published;
using MerClip.Evaluation.Statistics;
using MerClip.Labels;
using MerClip.Runs;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip evaluate</c>: scores a run again, or on other data, or with other labels.</summary>
static class EvaluateCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Run folder" };
        var data = new Option<string?>("--data") { Description = "Other data than that of training", HelpName = "PATH" };
        var split = new Option<string>("--split")
        {
            Description = "train, valid or test",
            DefaultValueFactory = _ => "test",
            HelpName = "SPLIT",
        };
        var labels = new Option<string?>("--labels")
        {
            Description = "Another label set than that of training: no retraining is needed",
            HelpName = "NAME|FILE",
        };
        var output = new Option<string?>("--out") { Description = "Folder for predictions, metrics and summary", HelpName = "DIR" };
        var intervals = new Option<string?>("--intervals")
        {
            Description = "Show 95 % intervals, for other utterances or for other speakers (utterance, speaker)",
            HelpName = "UNIT",
        };
        var published = new Option<bool>("--published") { Description = "Also show what others published, in tables of their own" };
        split.AcceptOnlyFromAmong("train", "valid", "test");
        intervals.AcceptOnlyFromAmong("utterance", "speaker");
        var command = new ExampleCommand("evaluate", "Score a trained run: its saved predictions, or its models on other data or with other labels.",
            "merclip evaluate runs/first",
            "merclip evaluate runs/first --split valid",
            "merclip evaluate runs/first --intervals speaker",
            "merclip evaluate runs/first --labels sentiment3",
            "merclip evaluate runs/first --data other.pkl --out runs/first-on-other")
        {
            run, data, split, labels, intervals, published, output,
        };
        command.SetAction(parsed =>
        {
            Evaluate(new TrainedRun(parsed.GetValue(run)!), parsed.GetValue(data), parsed.GetValue(labels),
                Enum.Parse<Split>(parsed.GetValue(split)!, ignoreCase: true), parsed.GetValue(output),
                parsed.GetValue(intervals) is { } unit ? Enum.Parse<SamplingUnit>(unit, ignoreCase: true) : null);
            if (parsed.GetValue(published))
                PrintPublished(parsed.GetValue(labels) is { } other ? LabelSet.Load(other) : new TrainedRun(parsed.GetValue(run)!).Labels);
            return 0;
        });
        return command;
    }

    static void Evaluate(TrainedRun run, string? data, string? labelsName, Split split, string? output, SamplingUnit? intervals)
    {
        var corpus = CorpusReader.Read(data ?? run.Config.Data).Corpus;
        var labels = labelsName is null ? run.Labels : LabelSet.Load(labelsName);
        bool saved = data is null && labelsName is null && split != Split.Train;
        if (saved) Console.Error.WriteLine("scores the predictions that training saved");
        var encoding = new EncodingProgress();
        var tables = saved ? run.Seeds.ToDictionary(s => s, run.Saved) : run.Evaluate(corpus, labels, split, encoding);
        encoding.Summarise();

        var training = data is null ? corpus : CorpusReader.Read(run.Config.Data).Corpus;
        var summary = run.Score(tables, labels, split, training);
        AnsiConsole.Write(CardTable.Of(summary,
            intervals: intervals is { } by ? Intervals(new RunSample("the run", tables, split, by)) : null));
        LabelRanking[] rankings = labels.Kind == LabelKind.Ordinal ? [] : [.. tables.Values.Select(t => LabelRanking.Of(t, split)).OfType<LabelRanking>()];
        if (rankings.Length > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"of {rankings[0].N} utterances with one true label, it is the most probable in "
                + $"{rankings.Average(r => r.First):P1} (chance {rankings[0].ChanceFirst:P1}); its mean place is {rankings.Average(r => r.MeanRank):F2} "
                + $"(chance {rankings[0].ChanceRank:F2})"));
        if (output is not null) Write(new RunFolder(output), labels, tables, split, summary);
    }

    static void PrintPublished(LabelSet labels)
    {
        var groups = PublishedResult.For(labels.Kind).GroupBy(r => r.Data).ToArray();
        if (groups.Length == 0) Console.WriteLine("nothing is published that has labels of this kind");
        foreach (var group in groups) AnsiConsole.Write(PublishedTable.Of([.. group]));
    }

    static Dictionary<string, Interval> Intervals(RunSample sample)
    {
        var resampled = new ResampledRuns([sample]);
        return sample.Metrics.Index().ToDictionary(m => m.Item, m => resampled.Of(0, m.Index).Interval);
    }

    static void Write(RunFolder folder, LabelSet labels, IReadOnlyDictionary<int, PredictionTable> tables, Split split,
        SeedSummary summary)
    {
        AtomicFile.WriteText(folder.Labels, LabelSetFile.Write(labels));
        foreach (var (seed, table) in tables)
        {
            table.Write(folder.Predictions(seed));
            MetricsFile.Write(folder.Metrics(seed), new Dictionary<Split, IScoreCard> { [split] = table.Score(split) });
        }
        summary.Write(folder.Summary);
        Console.WriteLine(folder.Path);
    }
}
