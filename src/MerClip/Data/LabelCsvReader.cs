using System.Globalization;
using System.Text.Unicode;
using CsvHelper;

namespace MerClip.Data;

/// <summary>Reads data sets of recordings: a table <c>label.csv</c> beside a folder <c>Raw</c>, the layout of MMSA and MMSA-FET.</summary>
/// <remarks>
/// Columns, in any order, upper or lower case: <c>video_id</c>, <c>clip_id</c>, <c>text</c>, <c>label</c> (sentiment in [−3, 3]; empty
/// if there is none), <c>mode</c> (<c>train</c>, <c>valid</c> or <c>test</c>); optional <c>annotation</c> and the emotions <c>happy</c>,
/// <c>sad</c>, <c>anger</c>, <c>surprise</c>, <c>disgust</c>, <c>fear</c>, all empty where an utterance was not labelled with
/// them; others, such as <c>label_T</c>, are ignored. Ids are texts: 007 is not 7. For where recordings are looked for see
/// <see cref="RawFolder"/>; an utterance without one stays, with its text.
/// Source: the code of MMSA-FET's <c>dataset.py</c> and MMSA's data preparation.
/// </remarks>
public static class LabelCsvReader
{
    /// <summary>What the table is called in the folder of a data set.</summary>
    public const string FileName = "label.csv";

    const string Between = "$_$";

    /// <summary>Reads a table and finds its recordings.</summary>
    /// <param name="path">The table.</param>
    /// <exception cref="InputException">It cannot be opened, or a line of it is wrong; the message names the line.</exception>
    public static Corpus Read(string path)
    {
        byte[] bytes = InputFile.Read(path, File.ReadAllBytes);
        if (!Utf8.IsValid(bytes)) throw new InputException($"{path} is not UTF-8; save it as UTF-8");
        // Tables that a spreadsheet wrote may have semicolons or tabs: then they are in the header as well.
        bool commas = bytes.AsSpan(0, Math.Max(0, bytes.AsSpan().IndexOf((byte)'\n'))).Contains((byte)',');
        using var csv = CsvReader.Create(bytes, new()
        {
            Separator = commas ? ',' : null,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        });
        var raw = new RawFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var splits = Enum.GetValues<Split>().ToDictionary(s => s, _ => new List<Utterance>());
        Dictionary<string, long> lines = [];
        try
        {
            string[] emotions = Header(csv, path);
            while (csv.Read())
            {
                var (split, utterance) = Row(csv, emotions, raw);
                if (!lines.TryAdd(utterance.Id, csv.LineNumber))
                    throw new FormatException($"'{utterance.Id}' occurs twice, first in line {lines[utterance.Id]}");
                splits[split].Add(utterance);
            }
            if (lines.Count == 0) throw new InputException($"{path} has no utterances; give a line to each");
            return new Corpus(splits.ToDictionary(s => s.Key, s => (IReadOnlyList<Utterance>)s.Value), emotions);
        }
        catch (CsvFormatException e)
        {
            throw new InputException($"{path}, line {e.LineNumber}: the quotes do not match; correct them", e);
        }
        catch (FormatException e)
        {
            throw new InputException($"{path}, line {csv.LineNumber}: {e.Message}; correct it", e);
        }
    }

    // The emotions that the table has.
    static string[] Header(CsvReader csv, string path)
    {
        csv.ReadHeader();
        string[] needed = ["video_id", "clip_id", "text", "label", "mode"];
        string[] missing = [.. needed.Where(c => !csv.TryGetFieldIndex(c, out _))];
        if (missing.Length > 0)
            throw new InputException($"{path} has no column {string.Join(", ", missing)}; its first line must name them");
        string[] emotions = [.. MmsaReader.DefaultEmotions.Where(e => csv.TryGetFieldIndex(e, out _))];
        string[] twice = [.. needed.Append("annotation").Concat(emotions).Where(c => csv.TryGetFieldIndex(c, 1, out _))];
        if (twice.Length > 0) throw new InputException($"{path} has more than one column {twice[0]}; leave one");
        return emotions;
    }

    static (Split, Utterance) Row(CsvReader csv, string[] emotions, RawFolder raw)
    {
        if (csv.FieldCount != csv.Headers.Count)
            throw new FormatException($"there are {csv.FieldCount} cells for {csv.Headers.Count} columns");
        string mode = csv.GetString("mode").Trim();
        if (!Enum.TryParse(mode, ignoreCase: true, out Split split) || !Enum.IsDefined(split) || char.IsAsciiDigit(mode[0]))
            throw new FormatException($"the mode '{InputException.Shown(mode)}' is not train, valid or test");
        var (video, clip) = (Id(csv, "video_id"), Id(csv, "clip_id"));
        float sentiment = Number(csv, "label");
        if (Math.Abs(sentiment) > 3)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"the label {sentiment} is outside [-3, 3]"));
        return (split, new Utterance
        {
            Id = video + Between + clip,
            Text = csv.GetString("text"),
            Sentiment = sentiment,
            Annotation = csv.TryGetFieldIndex("annotation", out int column) && !csv.IsEmpty(column) ? csv.GetString(column) : null,
            Emotions = Emotions(csv, emotions),
            Media = raw.Find(video, clip),
        });
    }

    // Ids name files, so they must stay in their folder.
    static string Id(CsvReader csv, string column)
    {
        string id = csv.GetString(column);
        if (id.Length == 0) throw new FormatException($"{column} is empty");
        if (id is "." or ".." || id.AsSpan().ContainsAny('/', '\\', '\0') || id.Contains(Between, StringComparison.Ordinal))
            throw new FormatException($"{column} '{InputException.Shown(id)}' cannot be the name of a file or has {Between} in it");
        return id;
    }

    static float[]? Emotions(CsvReader csv, string[] emotions)
    {
        if (emotions.All(e => csv.GetString(e).Length == 0)) return null;
        float[] strengths = [.. emotions.Select(e => Number(csv, e))];
        int wrong = Array.FindIndex(strengths, s => !(s >= 0)); // NaN too
        if (wrong < 0) return strengths;
        string cell = InputException.Shown(csv.GetString(emotions[wrong]));
        throw new FormatException($"{emotions[wrong]} '{cell}' is no strength from 0 on");
    }

    // NaN if the cell is empty.
    static float Number(CsvReader csv, string column)
    {
        string cell = csv.GetString(column).Trim();
        if (cell.Length == 0) return float.NaN;
        return float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number)
            ? number
            : throw new FormatException($"{column} '{InputException.Shown(cell)}' is no number");
    }
}
