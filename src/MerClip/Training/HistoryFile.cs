using System.Globalization;
using System.Text;
using MerClip.Evaluation;

namespace MerClip.Training;

/// <summary>history.csv: <c>epoch,train_loss,valid_loss,valid_mae,seconds</c>, a line an epoch; the error is empty where labels
/// have no values.</summary>
public static class HistoryFile
{
    const string Header = "epoch,train_loss,valid_loss,valid_mae,seconds";

    /// <summary>Writes the epochs, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="records">The epochs from the first on.</param>
    public static void Write(string path, IEnumerable<EpochRecord> records)
    {
        var csv = new StringBuilder(Header + "\n");
        foreach (var r in records)
            csv.Append(string.Create(CultureInfo.InvariantCulture,
                $"{r.Epoch},{r.TrainLoss:R},{r.ValidLoss:R},{r.ValidMae:R},{r.Seconds:F3}\n"));
        AtomicFile.WriteText(path, csv.ToString());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">There is no such file, or a line is not an epoch; the message names it.</exception>
    public static IReadOnlyList<EpochRecord> Read(string path)
    {
        string[] lines = InputFile.Read(path, File.ReadAllLines);
        if (lines.Length == 0 || lines[0] != Header) throw new InputException($"{path}, line 1: expected '{Header}'; train again");
        return [.. lines.Skip(1).Select((line, i) => Parse(line.Split(','))
            ?? throw new InputException($"{path}, line {i + 2}: '{InputException.Shown(line)}' is no epoch; train again"))];
    }

    static EpochRecord? Parse(string[] cells)
    {
        double?[] numbers = [.. cells.Select(PredictionCell.Number)];
        return numbers is [{ } epoch, { } train, { } valid, var mae, { } seconds] && (mae is not null || cells[3].Length == 0)
            ? new EpochRecord((int)epoch, train, valid, mae, seconds)
            : null;
    }
}
