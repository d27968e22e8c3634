using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;

namespace MerClip.Kernel.Language;

/// <summary>What could stand at the cursor: C# names, commands, and files where a command wants one.</summary>
sealed partial class Completer(CodeWorkspace workspace, IReadOnlyCollection<string> commands)
{
    static readonly CompletionList None = new([], 0, 0);

    public sealed record Entry(string Text, string Kind);

    public sealed record CompletionList(List<Entry> Entries, int Start, int End);

    public async Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancel)
    {
        int lineStart = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        string line = code[lineStart..position];
        if (FileCommand().Match(line) is { Success: true } file) return Files(file.Groups["path"].Value, position);
        if (line.TrimStart().StartsWith('#'))
        {
            int start = lineStart + line.Length - line.TrimStart().Length;
            var found = commands.Where(c => c.StartsWith(code[start..position])).Select(c => new Entry(c, "keyword"));
            return new CompletionList([.. found], start, position);
        }

        var document = workspace.Open(code);
        var service = CompletionService.GetService(document);
        if (service is null) return None;
        var list = await service.GetCompletionsAsync(document, position, cancellationToken: cancel);
        string typed = code[Math.Min(list.Span.Start, position)..position];
        var matching = list.ItemsList.Where(i => i.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
            && !i.IsComplexTextEdit).OrderBy(i => !i.FilterText.StartsWith(typed, StringComparison.Ordinal)).ThenBy(i => i.SortText);
        return new CompletionList([.. matching.Select(i => new Entry(TextOf(i), KindOf(i))).DistinctBy(e => e.Text)],
            list.Span.Start, position);
    }

    /// <summary>A named argument with its colon; a generic name without its brackets.</summary>
    static string TextOf(CompletionItem item) =>
        item.DisplayTextSuffix == ":" ? item.DisplayText + ":" : item.DisplayTextSuffix == "<>" ? item.FilterText : item.DisplayText;

    static string KindOf(CompletionItem item)
    {
        string? tag = item.Tags.FirstOrDefault(t => t is not (WellKnownTags.Public or WellKnownTags.Private or WellKnownTags.Internal
            or WellKnownTags.Protected));
        return tag switch
        {
            WellKnownTags.ExtensionMethod or WellKnownTags.Method => "function",
            WellKnownTags.Class or WellKnownTags.Structure or WellKnownTags.Delegate or WellKnownTags.Interface => "class",
            WellKnownTags.Local or WellKnownTags.Parameter or WellKnownTags.Field => "instance",
            null => "",
            _ => tag.ToLowerInvariant(),
        };
    }

    static CompletionList Files(string path, int position)
    {
        int slash = path.LastIndexOf('/') + 1;
        string folder = Path.GetFullPath(path[..slash]), typed = path[slash..];
        if (!Directory.Exists(folder)) return None;
        var entries = Directory.EnumerateFileSystemEntries(folder).Where(e => Path.GetFileName(e).StartsWith(typed)).Order()
            .Select(e => new Entry(Path.GetFileName(e) + (Directory.Exists(e) ? "/" : ""), "path"));
        return new CompletionList([.. entries.Take(200)], position - typed.Length, position);
    }

    [GeneratedRegex("""^\s*#(r|load|!import)\s+"?(?!nuget:)(?<path>[^"]*)$""")]
    private static partial Regex FileCommand();
}
