using System.Text.Json;
using System.Text.Json.Serialization;
using MerClip.Data.Formats;
using MerClip.Data.Pickle;

namespace MerClip.Data.Audit;

/// <summary>What a data file holds and what is wrong with it. It can be made of files that <see cref="MmsaReader"/> refuses,
/// as long as their container can be read.</summary>
/// <param name="Path">The file or folder, as it was given.</param>
/// <param name="Format">The format that it was recognised as.</param>
/// <param name="Sha256">Its SHA-256.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Splits">Its splits.</param>
/// <param name="OtherKeys">What it holds beside them.</param>
/// <param name="Emotions">The emotions that utterances are labelled with; empty if they are not.</param>
/// <param name="Recordings">Its recordings, by split; empty if the format has none.</param>
/// <param name="Readouts">How well audio and vision give the labels away.</param>
/// <param name="Problems">What is wrong, the worst first.</param>
public sealed record CorpusAudit(string Path, string Format, string Sha256, long Bytes, IReadOnlyList<SplitAudit> Splits,
    IReadOnlyList<string> OtherKeys, IReadOnlyList<string> Emotions, IReadOnlyList<RecordingAudit> Recordings,
    IReadOnlyList<ReadoutAudit> Readouts, IReadOnlyList<AuditProblem> Problems)
{
    /// <summary>How the scales of valid and test differ from train's.</summary>
    public IReadOnlyList<ScaleAudit> Scales { get; init; } = [];

    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Examines a data set.</summary>
    /// <param name="path">A data set of any format, or what was meant as one.</param>
    /// <exception cref="InputException">It cannot be opened, or holds no arrays at all and no table that can be read.</exception>
    public static CorpusAudit Run(string path)
    {
        string file = CorpusReader.FileOf(path);
        ICorpusFormat format = CorpusReader.Detect(file);
        return format is TreeFormat tree ? OfFeatures(path, tree.Tree(path)) : OfRecordings(path, file, format);
    }

    static CorpusAudit OfRecordings(string path, string file, ICorpusFormat format)
    {
        Corpus corpus = format.Read(file);
        LabelCsvAuditor auditor = new(corpus);
        return new CorpusAudit(path, format.Name, InputFile.Sha256(file), new FileInfo(file).Length, auditor.Splits, [],
            corpus.Emotions, auditor.Recordings, [], auditor.Problems);
    }

    static CorpusAudit OfFeatures(string path, CorpusTree tree)
    {
        object? content = tree.Root;
        string name = System.IO.Path.GetFileName(path);
        if (content is not PickleDictionary root)
            throw new InputException($"{name}: holds {MmsaValues.Described(content)}; give a file in MMSA's layout");

        MmsaAuditor auditor = new(root, tree.LeftOut);
        Corpus? corpus = auditor.ReadCorpus(name);
        ReadoutAudit[] readouts = corpus is null ? [] : auditor.Check(corpus);
        return new CorpusAudit(path, tree.Format, InputFile.Sha256OfAll(path), InputFile.Length(path), auditor.Splits,
            auditor.OtherKeys, corpus?.Emotions ?? [], [], readouts, auditor.Problems) { Scales = auditor.Scales };
    }

    /// <summary>The audit as JSON, names in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
