using System.Net;
using MerClip.Kernel.Display;
using MerClip.Kernel.Scripting;
using Microsoft.DotNet.Interactive.Formatting;

namespace MerClip.Kernel.Magics;

/// <summary>What a cell can say besides C#: one entry a command.</summary>
sealed class MagicCommands
{
    /// <summary>What a command is given: its argument and text, and the run it is part of.</summary>
    sealed record Call(CellPart Part, string CellName, List<CellTimer> Timers, ICellOutput Output, Interruption Interruption);

    readonly Dictionary<string, (string Help, Action<Call> Run)> commands;
    readonly NotebookSession session;
    readonly PackageRestore packages = new();
    readonly Importer importer;

    public MagicCommands(NotebookSession session)
    {
        this.session = session;
        importer = new Importer(session);
        commands = new()
        {
            ["#r"] = ("#r \"x.dll\" or #r \"nuget: Name, 1.2.3\": references an assembly or a package", Reference),
            ["#i"] = ("#i \"nuget: SOURCE\": adds a package source", c => packages.AddSource(Nuget(c.Part) ?? Quoted(c.Part))),
            ["#load"] = ("#load \"x.csx\": runs a script file in this notebook", Import),
            ["#!import"] = ("#!import FILE: runs a .cs, .csx, .dib or .ipynb file in this notebook", Import),
            ["#!time"] = ("#!time: shows how long the rest of the cell takes", c => c.Timers.Add(new CellTimer())),
            ["#!csharp"] = ("#!csharp: C# follows", _ => { }),
            ["#!c#"] = ("#!c#: C# follows", _ => { }),
            ["#!html"] = ("#!html: HTML follows", Show(t => new MimeContent(MimeBundle.Html, t))),
            ["#!javascript"] = ("#!javascript: JavaScript follows, run in the page", Show(t => new MimeContent(MimeBundle.JavaScript, t))),
            ["#!js"] = ("#!js: the same", Show(t => new MimeContent(MimeBundle.JavaScript, t))),
            ["#!markdown"] = ("#!markdown: Markdown follows", Show(t => new MimeContent(MimeBundle.Markdown, t))),
            ["#!md"] = ("#!md: the same", Show(t => new MimeContent(MimeBundle.Markdown, t))),
            ["#!who"] = ("#!who: lists the variables", c => ShowText(c, string.Join(' ', session.Variables.All.Select(v => v.Name)))),
            ["#!whos"] = ("#!whos: lists the variables with types and values", ShowVariables),
            ["#!lsmagic"] = ("#!lsmagic: lists these commands",
                c => ShowText(c, string.Join('\n', commands!.Values.Select(v => v.Help)))),
            ["#!help"] = ("#!help NAME: shows what is known of a name in the pager", Help),
        };
    }

    public IReadOnlyCollection<string> Names => commands.Keys;

    public void Run(CellPart part, string cellName, List<CellTimer> timers, ICellOutput output, Interruption interruption)
    {
        if (!commands.TryGetValue(part.Command!, out var command))
            throw new CellException($"line {part.Line}: {part.Command} is not a command of this kernel, which runs C# only; "
                + "#!lsmagic lists the commands there are");
        command.Run(new Call(part, cellName, timers, output, interruption));
    }

    static Action<Call> Show(Func<string, MimeContent> content) =>
        c => c.Output.Display(BundleMaker.Make(content(c.Part.Text)), null);

    static void ShowText(Call call, string text) => call.Output.Display(MimeBundle.Of(MimeBundle.Plain, text), null);

    void Reference(Call call)
    {
        if (Nuget(call.Part) is { } package)
        {
            string[] words = package.Split(',', 2, StringSplitOptions.TrimEntries);
            string version = words.Length == 2 && words[1].Length > 0 ? words[1] : "*";
            foreach (string note in session.Libraries.Reference(packages.Add(words[0], version, call.Interruption.Token)))
                call.Output.Stream("stderr", note + "\n");
            return;
        }
        string path = Path.GetFullPath(Quoted(call.Part), importer.Folder);
        if (!File.Exists(path)) throw new CellException($"line {call.Part.Line}: #r: {path} is not there");
        if (session.Libraries.Reference(path) is { } warning) call.Output.Stream("stderr", warning + "\n");
    }

    static string? Nuget(CellPart part) =>
        Quoted(part).Split(':', 2) is [var scheme, var rest] && scheme.Trim() == "nuget" ? rest.Trim() : null;

    static string Quoted(CellPart part)
    {
        string argument = part.Argument;
        int end = argument.StartsWith('"') ? argument.IndexOf('"', 1) : -1;
        return end > 0 ? argument[1..end] : argument;
    }

    void Import(Call call)
    {
        string path = Path.GetFullPath(Quoted(call.Part), importer.Folder);
        if (!File.Exists(path)) throw new CellException($"line {call.Part.Line}: {call.Part.Command}: {path} is not there");
        importer.Run(path, call.Output, call.Interruption);
    }

    void ShowVariables(Call call)
    {
        var rows = session.Variables.All.Select(v => (v.Name, Type: TypeNames.Of(v.Type), Value: Short(v.Value))).ToList();
        var bundle = MimeBundle.Of(MimeBundle.Html, "<table><thead><tr><th>Name</th><th>Type</th><th>Value</th></tr></thead><tbody>"
            + string.Concat(rows.Select(r => $"<tr><td>{WebUtility.HtmlEncode(r.Name)}</td><td>{WebUtility.HtmlEncode(r.Type)}</td>"
                + $"<td>{WebUtility.HtmlEncode(r.Value)}</td></tr>")) + "</tbody></table>");
        bundle[MimeBundle.Plain] = string.Join('\n', rows.Select(r => $"{r.Name}  {r.Type}  {r.Value}"));
        call.Output.Display(bundle, null);
    }

    static string Short(object? value)
    {
        string text = PlainText.Of(value).ReplaceLineEndings(" ");
        return text.Length > 80 ? text[..80] + "…" : text;
    }

    void Help(Call call) => call.Output.Page(
        session.Documentation?.Invoke(call.Part.Argument) ?? throw new CellException($"nothing is known of '{call.Part.Argument}'"));
}
