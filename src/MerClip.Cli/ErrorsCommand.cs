using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Evaluation.Errors;
using MerClip.Runs;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip errors</c>: what a run gets wrong, and whether it knows.</summary>
static class ErrorsCommand
{
    /// <summary>What the command finds, as JSON has it.</summary>
    /// <param name="Split">The split.</param>
    /// <param name="Seed">The seed whose model is looked at.</param>
    /// <param name="Calibration">How sure it is beside how right.</param>
    /// <param name="Temperature">The temperature fitted on validation; null without validation predictions.</param>
    /// <param name="Calibrated">The calibration at that temperature.</param>
    /// <param name="Confusion">Which label was taken for which.</param>
    /// <param name="Groups">Groups of utterances, by what they were made.</param>
    /// <param name="Wrong">The error list.</param>
    sealed record Findings(Split Split, int Seed, Calibration Calibration, double? Temperature, Calibration? Calibrated,
        ClassCounts Confusion, IReadOnlyDictionary<string, IReadOnlyList<ErrorGroup>> Groups, IReadOnlyList<Outcome> Wrong);

    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Run folder" };
        var split = new Option<string>("--split") { Description = "valid or test", DefaultValueFactory = _ => "test", HelpName = "SPLIT" };
        var seed = new Option<int?>("--seed") { Description = "Whose model to look at; the first unless given", HelpName = "SEED" };
        var sort = new Option<string>("--sort")
        {
            Description = "error, confidence, length or id",
            DefaultValueFactory = _ => "error",
            HelpName = "ORDER",
        };
        var top = new Option<int>("--top") { Description = "How many errors to list", DefaultValueFactory = _ => 15, HelpName = "N" };
        var json = new Option<bool>("--json") { Description = "Print JSON, with every error" };
        split.AcceptOnlyFromAmong("valid", "test");
        sort.AcceptOnlyFromAmong("error", "confidence", "length", "id");
        var command = new ExampleCommand("errors", "Show what a run gets wrong: calibration, confusion, groups, and a list to sort.",
            "merclip errors runs/first",
            "merclip errors runs/first --sort confidence --top 30",
            "merclip errors runs/first --seed 2 --split valid --json")
        {
            run, split, seed, sort, top, json,
        };
        command.SetAction(parsed =>
        {
            var found = Find(new TrainedRun(parsed.GetValue(run)!), Enum.Parse<Split>(parsed.GetValue(split)!, ignoreCase: true),
                parsed.GetValue(seed), Enum.Parse<ErrorOrder>(parsed.GetValue(sort)!, ignoreCase: true));
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(found, EvaluationJson.Options));
            else Print(found, parsed.GetValue(top));
            return 0;
        });
        return command;
    }

    static Findings Find(TrainedRun run, Split split, int? wanted, ErrorOrder order)
    {
        int seed = wanted ?? run.Seeds[0];
        if (!run.Seeds.Contains(seed)) throw new InputException($"the run has no seed {seed}: use one of {string.Join(", ", run.Seeds)}");
        var texts = CorpusReader.Read(run.Config.Data).Corpus.All.GroupBy(u => u.Id).ToDictionary(g => g.Key, g => g.First().Text);
        var table = run.Saved(seed);
        var outcomes = Outcome.Of(table, split, run.Labels, texts);
        if (outcomes.Count == 0)
            throw new InputException(
                $"the run has no prediction on the split {split.ToString().ToLowerInvariant()}: choose another --split");
        var validation = Outcome.Of(table, Split.Valid, run.Labels, texts);
        var kind = run.Labels.Kind;
        var scaling = validation.Count > 0 ? TemperatureScaling.Fit(validation, kind) : null;
        return new Findings(split, seed, Calibration.Of(outcomes, kind), scaling?.Temperature,
            scaling is null ? null : Calibration.Of(outcomes.Select(scaling.Apply), kind), ClassCounts.Of(outcomes, run.Labels),
            new OrderedDictionary<string, IReadOnlyList<ErrorGroup>>
            {
                ["class"] = ErrorGroup.ByClass(outcomes, run.Labels),
                ["length"] = ErrorGroup.ByLength(outcomes, kind),
                ["speaker"] = ErrorGroup.BySpeaker(outcomes, kind),
            }, ErrorList.Of(outcomes, order));
    }

    static void Print(Findings found, int top)
    {
        Console.WriteLine($"{found.Split.ToString().ToLowerInvariant()}, seed {found.Seed}: "
            + $"expected calibration error {Percent(found.Calibration.Error)} %" + (found.Calibrated is null ? "" : string.Create(CultureInfo.InvariantCulture,
                $"; {Percent(found.Calibrated.Error)} % at temperature {found.Temperature:F2}, fitted on valid")));
        AnsiConsole.Write(Confusion(found.Confusion));
        foreach (var (by, groups) in found.Groups) AnsiConsole.Write(Groups(by, groups));
        AnsiConsole.Write(Errors(found.Wrong.Take(top), found.Wrong.Count));
    }

    static Table Confusion(ClassCounts counts)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("truth in rows, prediction in columns");
        foreach (string column in counts.Columns) table.AddColumn(Markup.Escape(column), c => c.RightAligned());
        foreach (var (row, name) in counts.Counts.Zip(counts.Rows))
            table.AddRow([Markup.Escape(name), .. row.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        return table;
    }

    static Table Groups(string by, IReadOnlyList<ErrorGroup> groups)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn($"by {by}");
        foreach (string column in new[] { "n", "right", "mean error", "mean of prediction − truth" })
            table.AddColumn(column, c => c.RightAligned());
        foreach (var g in groups)
            table.AddRow(Markup.Escape(g.Name), g.N.ToString(CultureInfo.InvariantCulture), Percent(g.Right) + " %",
                Number(g.Error), Number(g.Bias));
        return table;
    }

    static Table Errors(IEnumerable<Outcome> wrong, int all)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle($"{all} are wrong") };
        foreach (string column in new[] { "id", "truth", "prediction", "error", "sure", "text" }) table.AddColumn(column);
        foreach (var o in wrong)
            table.AddRow([.. new[]
            {
                o.Id, Cell(o.Truth), Cell(o.Prediction), Number(o.Error), Percent(o.Probabilities.DefaultIfEmpty(double.NaN).Max()) + " %",
                o.Text.Length > 60 ? o.Text[..59] + "…" : o.Text,
            }.Select(Markup.Escape)]);
        return table;
    }

    static string Cell(string cell) => PredictionCell.Number(cell) is { } number ? Number(number) : cell;

    static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("F2", CultureInfo.InvariantCulture);

    static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);
}
