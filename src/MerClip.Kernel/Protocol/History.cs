using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MerClip.Kernel.Protocol;

/// <summary>The cells that were run, for front ends that ask for earlier ones. It lasts as long as the kernel.</summary>
sealed class History
{
    sealed record Entry(int Line, string Input, string? Output);

    readonly List<Entry> entries = [];

    public void Add(int line, string input, string? output) => entries.Add(new Entry(line, input, output));

    public JsonObject Answer(Request request)
    {
        bool withOutput = request.Flag("output", false);
        int most = request.Number("n", int.MaxValue);
        IEnumerable<Entry> found = request.Text("hist_access_type") switch
        {
            "range" => InThisSession(request) ? entries.Where(e => e.Line >= request.Number("start", 1)
                && e.Line < request.Number("stop", int.MaxValue)) : [],
            "search" => Search(request).TakeLast(most),
            _ => entries.TakeLast(most),
        };
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(e => (JsonNode)new JsonArray(1, e.Line,
                withOutput ? new JsonArray(e.Input, e.Output) : e.Input))]),
        };
    }

    /// <summary>This session's number is 1; 0 means the current one, and there are no others.</summary>
    static bool InThisSession(Request request) => request.Number("session", 0) is 0 or 1;

    IEnumerable<Entry> Search(Request request)
    {
        string pattern = request.Text("pattern") is { Length: > 0 } given ? given : "*";
        var regex = new Regex("^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$", RegexOptions.Singleline);
        var found = entries.Where(e => regex.IsMatch(e.Input));
        return request.Flag("unique", false) ? found.Reverse().DistinctBy(e => e.Input).Reverse() : found;
    }
}
