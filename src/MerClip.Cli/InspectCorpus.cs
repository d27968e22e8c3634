using System.Globalization;
using MerClip.Data.Audit;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>Prints what <c>merclip inspect</c> found in a data file.</summary>
static class InspectCorpus
{
    const int ExamplesShown = 3;

    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Prints an audit as tables.</summary>
    public static void Print(CorpusAudit audit, IAnsiConsole console)
    {
        // Plain lines go around Spectre, which would break them at the width of the window.
        TextWriter output = console.Profile.Out.Writer;
        output.WriteLine($"{audit.Path}: {audit.Format}, {audit.Bytes.ToString("N0", Invariant)} bytes, SHA-256 {audit.Sha256}");
        if (audit.OtherKeys.Count > 0) output.WriteLine($"also holds: {string.Join(", ", audit.OtherKeys)}");
        if (audit.Emotions.Count > 0) output.WriteLine($"emotions: {string.Join(", ", audit.Emotions)}");
        console.Write(Arrays(audit));
        if (audit.Recordings.Count > 0) console.Write(Recordings(audit));
        console.Write(Labels(audit));
        if (audit.Splits.Any(s => s.Lengths.Count > 0)) console.Write(Lengths(audit));
        foreach (ReadoutAudit readout in audit.Readouts)
        {
            string modality = readout.Modality.ToString().ToLowerInvariant();
            output.WriteLine(string.Create(Invariant, $"linear readout of the labels from {modality}: ")
                + string.Create(Invariant, $"r = {readout.WithinTrain:F2} within train, {readout.OnValid:F2} on valid")
                + (double.IsNaN(readout.WithinTest) ? "" : string.Create(Invariant, $", {readout.WithinTest:F2} within test")));
        }
        console.Write(Problems(audit));
    }

    static Table Arrays(CorpusAudit audit)
    {
        Table table = NewTable("entry", [.. audit.Splits.Select(s => $"{s.Name} ({s.Count} of {s.Videos} videos)")]);
        foreach (string key in audit.Splits.SelectMany(s => s.Arrays).Select(a => a.Key).Distinct())
        {
            AddRow(table, [key, .. audit.Splits.Select(s => s.Arrays.FirstOrDefault(a => a.Key == key) is { } array
                ? $"{array.Type} {string.Join('×', array.Shape)}"
                : "–")]);
        }
        return table;
    }

    static Table Labels(CorpusAudit audit)
    {
        Table table = NewTable("labels", "-3", "-2", "-1", "0", "1", "2", "3", "mean", "range");
        foreach (SplitAudit split in audit.Splits)
        {
            if (split.Labels is not { } labels) continue;
            AddRow(table, [split.Name, .. labels.Histogram.Select(n => n.ToString(Invariant)),
                labels.Mean.ToString("F2", Invariant),
                string.Create(Invariant, $"{labels.Minimum:0.##} … {labels.Maximum:0.##}")]);
        }
        return table;
    }

    static Table Recordings(CorpusAudit audit)
    {
        Table table = NewTable("recordings", "sound", "frames", "measured", "least, s", "median", "mean", "most");
        foreach (RecordingAudit split in audit.Recordings)
        {
            double[] seconds = [split.Shortest, split.Median, split.Mean, split.Longest];
            AddRow(table, [split.Split, .. new[] { split.Sound, split.Frames, split.Measured }.Select(n => n.ToString(Invariant)),
                .. seconds.Select(s => split.Measured > 0 ? s.ToString("F1", Invariant) : "–")]);
        }
        return table;
    }

    static Table Lengths(CorpusAudit audit)
    {
        Table table = NewTable("steps", "split", "array", "width", "missing", "least", "median", "mean", "most");
        foreach (SplitAudit split in audit.Splits)
            foreach (LengthAudit length in split.Lengths)
                AddRow(table, [length.Modality.ToString().ToLowerInvariant(), split.Name, .. new double[]
                {
                    length.Padded, length.Width, length.Missing, length.Minimum, length.Median, length.Mean, length.Maximum,
                }.Select(v => v.ToString("0.#", Invariant))]);
        return table;
    }

    static Table Problems(CorpusAudit audit)
    {
        if (audit.Problems.Count == 0) return NewTable("no problems found");
        Table table = NewTable("problem", "name", "where", "utterances", "what");
        foreach (AuditProblem problem in audit.Problems)
        {
            string where = $"{problem.Split} {problem.Key}".Trim();
            string examples = problem.Examples.Count > 0 ? $" (such as {string.Join(", ", problem.Examples.Take(ExamplesShown))})" : "";
            AddRow(table, [problem.Severity.ToString().ToLowerInvariant(), problem.Code, where,
                problem.Count > 0 ? problem.Count.ToString(Invariant) : "", problem.What + examples]);
        }
        return table;
    }

    static Table NewTable(string first, params string[] others)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string header in others.Prepend(first)) table.AddColumn(new TableColumn(new Text(header)));
        return table;
    }

    // Names and ids come from the file and may look like markup, so they are Text, which Spectre prints as it is.
    static void AddRow(Table table, IEnumerable<string> cells) => table.AddRow(cells.Select(c => new Text(c)));
}
