namespace MerClip.Labels;

/// <summary>
/// The labels that a model chooses among, as texts. MER-CLIP's point is that these are data: a trained model takes
/// another set. Sets are small JSON files (<see cref="LabelSetFile"/>); those in <c>data/labels</c> are known by name.
/// </summary>
public sealed record LabelSet
{
    const string ResourcePrefix = "MerClip.labels.";

    /// <summary>What the set is called.</summary>
    public required string Name { get; init; }

    /// <summary>What the labels mean.</summary>
    public required LabelKind Kind { get; init; }

    /// <summary>The labels; those of an ordinal set by rising value.</summary>
    public required IReadOnlyList<Label> Labels { get; init; }

    /// <summary>Prompt templates with one <c>{}</c> each, where a phrasing is put.</summary>
    public IReadOnlyList<string> Templates { get; init; } = ["{}"];

    /// <summary>How many labels there are, C.</summary>
    public int Count => Labels.Count;

    /// <summary>The values of an ordinal set, rising.</summary>
    public float[] Values => [.. Labels.Select(l => (float)(l.Value ?? double.NaN))];

    /// <summary>The names of the sets that the kit ships.</summary>
    public static IReadOnlyList<string> Shipped { get; } =
        [.. typeof(LabelSet).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(n => n[ResourcePrefix.Length..^".json".Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>All texts that stand for a label: its phrasings in every template.</summary>
    public IEnumerable<string> Prompts(Label label) =>
        label.Texts.SelectMany(text => Templates, (text, template) => template.Replace("{}", text));

    /// <summary>Finds a set by the name of a shipped one or by the path of a file.</summary>
    /// <exception cref="InputException">There is no such set, or the file is not a valid one.</exception>
    public static LabelSet Load(string nameOrFile)
    {
        using var shipped = typeof(LabelSet).Assembly.GetManifestResourceStream($"{ResourcePrefix}{nameOrFile}.json");
        if (shipped is not null) return LabelSetFile.Read(shipped, nameOrFile);
        if (!File.Exists(nameOrFile))
            throw new InputException(
                $"no label set '{nameOrFile}': give a JSON file or one of {string.Join(", ", Shipped)}");
        using var file = File.OpenRead(nameOrFile);
        return LabelSetFile.Read(file, nameOrFile);
    }

    /// <summary>Checks that the set can be trained with and predicted with.</summary>
    /// <param name="where">The file or name to put into messages.</param>
    /// <returns>The set itself.</returns>
    /// <exception cref="InputException">Something is missing, doubled or out of place.</exception>
    public LabelSet Validated(string where)
    {
        void Require(bool holds, string otherwise)
        {
            if (!holds) throw new InputException($"label set {where}: {otherwise}");
        }

        Require(!string.IsNullOrWhiteSpace(Name), "needs a name");
        Require(Count >= (Kind == LabelKind.Multi ? 1 : 2), $"has {Count} label(s), needs at least two to choose among");
        Require(Templates.Count > 0, "has an empty list of templates; leave it out to use the plain texts");
        foreach (string template in Templates)
            Require(template.Split("{}").Length == 2, $"template '{template}' needs {{}} exactly once");
        foreach (var label in Labels)
        {
            Require(!string.IsNullOrWhiteSpace(label.Name), "has a label without a name");
            Require(!label.Name.Contains('|'), $"label '{label.Name}' has a '|' in its name, which separates labels in results");
            Require(label.Texts.Count > 0 && label.Texts.All(t => !string.IsNullOrWhiteSpace(t)),
                $"label '{label.Name}' needs a text that is not empty");
            Require(Kind == LabelKind.Ordinal || label.Value is null,
                $"label '{label.Name}' has a value, which only ordinal sets use");
            Require(Kind != LabelKind.Ordinal || label.Value is double v && double.IsFinite(v),
                $"label '{label.Name}' needs a finite value, because the set is ordinal");
        }
        var doubled = Labels.GroupBy(l => l.Name).FirstOrDefault(g => g.Count() > 1);
        Require(doubled is null, $"has the label '{doubled?.Key}' twice");
        for (int i = 1; Kind == LabelKind.Ordinal && i < Count; i++)
            Require(Labels[i].Value > Labels[i - 1].Value,
                $"value {Labels[i].Value} of '{Labels[i].Name}' does not rise above {Labels[i - 1].Value} before it");
        return this;
    }
}
