using System.Text.Json.Nodes;
using MerClip.Kernel.Display;

namespace MerClip.Kernel.Protocol;

/// <summary>The output of the cell that an execute request carries.</summary>
sealed class RequestOutput(Request request, IoPub iopub, StdinChannel stdin, int executionCount, CancellationToken cancel)
    : ICellOutput
{
    readonly JsonObject parent = request.Message.Header;
    readonly bool silent = request.Flag("silent", false);
    readonly bool allowInput = request.Flag("allow_stdin", true);

    public int ExecutionCount => executionCount;
    public string Code { get; } = request.Text("code");

    /// <summary>What the reply hands the front end to do: pages to open.</summary>
    public JsonArray Payload { get; } = [];

    /// <summary>The text of the cell's result, for the history.</summary>
    public string? ResultText { get; private set; }

    public void Stream(string name, string text)
    {
        if (!silent && text.Length > 0) iopub.Stream(name, text, parent);
    }

    public void Display(MimeBundle data, string? displayId) => Publish("display_data", data, displayId);

    public void Update(MimeBundle data, string displayId) => Publish("update_display_data", data, displayId);

    void Publish(string type, MimeBundle data, string? displayId)
    {
        if (silent) return;
        JsonObject transient = displayId is null ? [] : new JsonObject { ["display_id"] = displayId };
        iopub.Publish(type, new JsonObject
        {
            ["data"] = data.Data.DeepClone(),
            ["metadata"] = new JsonObject(),
            ["transient"] = transient,
        }, parent);
    }

    public void Result(MimeBundle data)
    {
        ResultText = (string?)data[MimeBundle.Plain];
        if (silent) return;
        iopub.Publish("execute_result", new JsonObject
        {
            ["execution_count"] = executionCount,
            ["data"] = data.Data.DeepClone(),
            ["metadata"] = new JsonObject(),
        }, parent);
    }

    public void Clear(bool wait)
    {
        if (!silent) iopub.Publish("clear_output", new JsonObject { ["wait"] = wait }, parent);
    }

    public void Page(string text) => Payload.Add(new JsonObject
    {
        ["source"] = "page",
        ["data"] = new JsonObject { [MimeBundle.Plain] = text },
        ["start"] = 0,
    });

    public string ReadLine(string prompt, bool password)
    {
        if (!allowInput) throw new InvalidOperationException("this front end does not take input");
        return stdin.Ask(request, prompt, password, cancel);
    }
}
