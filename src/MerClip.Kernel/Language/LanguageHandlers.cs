using System.Text.Json.Nodes;
using MerClip.Kernel.Protocol;
using MerClip.Kernel.Scripting;

namespace MerClip.Kernel.Language;

/// <summary>Answers what front ends ask about code that is being written.</summary>
sealed class LanguageHandlers
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Completer completer;
    readonly Inspector inspector;

    public LanguageHandlers(NotebookSession session)
    {
        var workspace = new CodeWorkspace(session);
        completer = new Completer(workspace, session.Commands);
        inspector = new Inspector(workspace);
        session.Documentation = name => Inspect(name, name.Length);
    }

    /// <summary>Lets the services load before somebody waits for them.</summary>
    public void WarmUp()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            _ = completer.CompleteAsync("Console.W", 9, limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // A busy machine: no cell is to be told of what nobody asked for.
        }
    }

    public static JsonObject IsComplete(Request request)
    {
        var (status, indent) = Completeness.Of(request.Text("code"));
        var reply = new JsonObject { ["status"] = status };
        if (status == "incomplete") reply["indent"] = indent;
        return reply;
    }

    public JsonObject Complete(Request request)
    {
        string code = request.Text("code");
        using var limit = new CancellationTokenSource(Patience);
        var list = completer.CompleteAsync(code, Position(request, code), limit.Token).GetAwaiter().GetResult();
        int start = CodePoints(code, list.Start), end = CodePoints(code, list.End);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. list.Entries.Select(e => (JsonNode)e.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. list.Entries.Select(e => new JsonObject
                {
                    ["text"] = e.Text, ["type"] = e.Kind, ["start"] = start, ["end"] = end,
                })]),
            },
        };
    }

    public JsonObject Inspect(Request request)
    {
        string code = request.Text("code");
        string? text = Inspect(code, Position(request, code));
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = text is not null,
            ["data"] = text is null ? [] : new JsonObject { ["text/plain"] = text },
            ["metadata"] = new JsonObject(),
        };
    }

    string? Inspect(string code, int position)
    {
        using var limit = new CancellationTokenSource(Patience);
        return inspector.InspectAsync(code, position, limit.Token).GetAwaiter().GetResult();
    }

    /// <summary>The protocol counts code points, C# counts UTF-16 units.</summary>
    static int Position(Request request, string code)
    {
        int left = request.Number("cursor_pos", int.MaxValue), at = 0;
        for (; at < code.Length && left > 0; left--) at += at + 1 < code.Length && char.IsSurrogatePair(code, at) ? 2 : 1;
        return at;
    }

    static int CodePoints(string code, int position) => code[..position].EnumerateRunes().Count();
}
