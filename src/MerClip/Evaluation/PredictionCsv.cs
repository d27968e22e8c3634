using System.Text.Unicode;
using CsvHelper;
using MerClip.Data;
using MerClip.Labels;

namespace MerClip.Evaluation;

/// <summary>predictions.csv: <c>split,id,truth,prediction,p_LABEL…</c>.</summary>
static class PredictionCsv
{
    const string ProbabilityPrefix = "p_";
    static readonly string[] FixedColumns = ["split", "id", "truth", "prediction"];

    public static void Write(string path, PredictionTable table) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, new() { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord([.. FixedColumns, .. table.Labels.Select(l => ProbabilityPrefix + l)]);
        foreach (var row in table.Rows)
        {
            var probabilities = row.Probabilities.Select(PredictionCell.Of);
            csv.WriteRecord([Name(row.Split), row.Id, row.Truth, row.Prediction, .. probabilities]);
        }
    });

    public static PredictionTable Read(string path, LabelKind kind)
    {
        byte[] bytes = InputFile.Read(path, File.ReadAllBytes);
        if (!Utf8.IsValid(bytes)) throw new InputException($"{path} is not UTF-8; save it as UTF-8");

        long line = 1;
        try
        {
            using var csv = CsvReader.Create(bytes,
                new() { HasHeader = false, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw });
            string[] header = csv.Read() ? csv.Current.ToArray() : throw new ArgumentException("the file is empty");
            var table = new PredictionTable(kind, Labels(header));
            while (csv.Read())
            {
                line = csv.LineNumber;
                table.Add(Row(csv.Current.ToArray(), header));
            }
            return table;
        }
        catch (CsvFormatException e)
        {
            throw new InputException($"{path}, line {e.LineNumber}: the quotes do not match; evaluate the run again", e);
        }
        catch (ArgumentException e)
        {
            throw new InputException(
                $"{path}, line {line}: {e.Message.ReplaceLineEndings(" ")}; correct it or evaluate the run again", e);
        }
    }

    static string[] Labels(string[] header)
    {
        if (!header.Take(FixedColumns.Length).SequenceEqual(FixedColumns))
            throw new ArgumentException($"the columns must begin with {string.Join(',', FixedColumns)}");
        string[] columns = header[FixedColumns.Length..];
        if (Array.Find(columns, c => !c.StartsWith(ProbabilityPrefix, StringComparison.Ordinal)) is { } other)
            throw new ArgumentException($"the column '{other}' is not called {ProbabilityPrefix} and a label");
        return [.. columns.Select(c => c[ProbabilityPrefix.Length..])];
    }

    static PredictionRow Row(string[] cells, string[] header)
    {
        if (cells.Length != header.Length)
            throw new ArgumentException($"there are {cells.Length} cells for {header.Length} columns");
        var split = Array.FindIndex(Enum.GetValues<Split>(), s => Name(s) == cells[0]) is >= 0 and int place
            ? Enum.GetValues<Split>()[place]
            : throw new ArgumentException($"the split '{cells[0]}' is not train, valid or test");
        var probabilities = cells.Zip(header).Skip(FixedColumns.Length).Select(cell => PredictionCell.Number(cell.First)
            ?? throw new ArgumentException($"{cell.Second} '{cell.First}' is not a finite number"));
        return new(split, cells[1], cells[2], cells[3], [.. probabilities]);
    }

    static string Name(Split split) => split.ToString().ToLowerInvariant();
}
