using System.Globalization;
using MerClip.Evaluation;
using MerClip.Explain;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>Prints an explanation.</summary>
static class ExplanationOutput
{
    const int MostSteps = 8, MostLooks = 3;

    public static void Print(Explanation e)
    {
        Console.WriteLine(e.Text.Length == 0 ? e.Id : $"{e.Id}: {e.Text}");
        Console.WriteLine($"predicted {Cell(e.Prediction)}, true {(e.Truth is null ? "not known" : Cell(e.Truth))}, seed {e.Seed}");
        AnsiConsole.Write(Labels(e));
        AnsiConsole.Write(Modalities(e));
        foreach (var modality in e.Shapley.Values.Keys) AnsiConsole.Write(Steps(e, modality));
        foreach (var stage in e.Attention) AnsiConsole.Write(Attention(e, stage));
        if (e.NearestUtterances.Count > 0) AnsiConsole.Write(Nearest(e));
    }

    static Table Labels(Explanation e)
    {
        var table = Table(["label", "probability", "cosine"], 1);
        foreach (var n in e.NearestLabels) Row(table, n.Label, Percent(e.Probabilities[n.Label]), Number(n.Cosine));
        return table;
    }

    static Table Modalities(Explanation e)
    {
        var table = Table([$"what moved the {e.Quantity}", "by"], 1);
        Row(table, "no modality, labels alone", Number(e.Shapley.Empty));
        foreach (var (modality, value) in e.Shapley.Values) Row(table, Name(modality), Change(value));
        Row(table, "together", Number(e.Shapley.Full));
        return table;
    }

    static Table Steps(Explanation e, Data.Modality modality)
    {
        int all = e.Steps.Count(s => s.Step.Modality == modality);
        string what = all > MostSteps ? $"{Name(modality)}, the {MostSteps} of {all} that moved it most" : Name(modality);
        string agreement = e.Agreement.TryGetValue(modality, out double rho) ? $" (agree {Number(rho)})" : "";
        var table = Table([what, "left out", "gradient × input" + agreement], 1);
        foreach (var step in e.Top(modality, MostSteps)) Row(table, step.Step.Name, Change(step.Occlusion), Change(step.Gradient));
        return table;
    }

    static Table Attention(Explanation e, AttentionMap stage)
    {
        bool own = stage.Steps.All(s => s.Modality == stage.Block);
        string layer = stage.Layer > 1 ? $", layer {stage.Layer}" : "";
        var table = Table(["label", $"looks in the block of {Name(stage.Block)}{layer} at"], 2);
        foreach (var (label, weights) in e.Probabilities.Keys.Zip(stage.Weights))
            Row(table, label, string.Join(", ", stage.Steps.Zip(weights).OrderByDescending(w => w.Second).Take(MostLooks)
                .Select(w => $"{(own ? "" : Name(w.First.Modality) + ": ")}{w.First.Name} {Percent(w.Second)}")));
        return table;
    }

    static Table Nearest(Explanation e)
    {
        var table = Table(["most alike in training", "true", "cosine", "text"], 4);
        foreach (var n in e.NearestUtterances)
            Row(table, n.Id, n.Truth is null ? "–" : Cell(n.Truth), Number(n.Cosine), n.Text.Length > 60 ? n.Text[..59] + "…" : n.Text);
        return table;
    }

    /// <summary>A table whose columns from a place on hold numbers.</summary>
    static Table Table(string[] columns, int numbersFrom)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (i, column) in columns.Index())
            table.AddColumn(Markup.Escape(column), c => c.Alignment = i >= numbersFrom ? Justify.Right : Justify.Left);
        return table;
    }

    static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    static string Name(Data.Modality modality) => modality.ToString().ToLowerInvariant();

    static string Cell(string cell) => cell.Length == 0 ? "none" : PredictionCell.Number(cell) is { } number ? Number(number) : cell;

    static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    static string Change(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    static string Percent(double share) => (100 * share).ToString("F0", CultureInfo.InvariantCulture) + " %";
}
