using System.Text.Json.Nodes;
using MerClip.Kernel.Display;
using MerClip.Kernel.Scripting;

namespace MerClip.Kernel.Protocol;

/// <summary>Runs cells and tells the front end how they went.</summary>
sealed class ExecuteHandler(NotebookSession session, IoPub iopub, StdinChannel stdin, History history, CrashNote crash)
{
    int executionCount;
    volatile Interruption? current;

    /// <summary>Stops the running cell, if one runs.</summary>
    public void Interrupt() => current?.Interrupt();

    /// <summary>Runs the cell; gives the reply to it, and whether what waits behind it should run.</summary>
    public (JsonObject Reply, bool GoOn) Run(Request request)
    {
        string code = request.Text("code");
        bool silent = request.Flag("silent", false);
        bool stored = !silent && request.Flag("store_history", true);
        if (stored) executionCount++;
        var interruption = current = new Interruption();
        if (!silent)
            iopub.Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = executionCount }, request.Message.Header);
        var output = new RequestOutput(request, iopub, stdin, executionCount, interruption.Token);
        if (!silent && crash.Found is { } note)
        {
            output.Stream("stderr", note);
            crash.Told();
        }
        crash.Enter(executionCount);
        var failure = session.Execute(code, output, interruption);
        crash.Clear();
        if (stored) history.Add(executionCount, code, output.ResultText);

        JsonObject reply = failure is null
            ? new JsonObject
            {
                ["status"] = "ok",
                ["execution_count"] = executionCount,
                ["payload"] = output.Payload,
                ["user_expressions"] = Evaluate(request.Content["user_expressions"] as JsonObject, interruption),
            }
            : ErrorReply(failure, request, silent);
        current = null;
        interruption.Ended();
        return (reply, failure is null || !request.Flag("stop_on_error", true));
    }

    JsonObject ErrorReply(CellFailure failure, Request request, bool silent)
    {
        var error = ErrorContent(failure);
        if (!silent) iopub.Publish("error", (JsonObject)error.DeepClone(), request.Message.Header);
        error["status"] = "error";
        error["execution_count"] = executionCount;
        return error;
    }

    static JsonObject ErrorContent(CellFailure failure) => new()
    {
        ["ename"] = failure.Name,
        ["evalue"] = MimeBundle.WellFormed(failure.Value),
        ["traceback"] = new JsonArray([.. failure.Traceback.Select(l => (JsonNode)MimeBundle.WellFormed(l))]),
    };

    /// <summary>The values of expressions that the front end wants besides the cell's own output.</summary>
    JsonObject Evaluate(JsonObject? expressions, Interruption interruption)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions ?? [])
        {
            var capture = new ResultCapture(executionCount);
            var failure = session.Execute((string?)expression ?? "", capture, interruption);
            if (failure is null)
                values[name] = new JsonObject
                {
                    ["status"] = "ok",
                    ["data"] = (capture.Value ?? new MimeBundle()).Data.DeepClone(),
                    ["metadata"] = new JsonObject(),
                };
            else
            {
                values[name] = ErrorContent(failure);
                values[name]!["status"] = "error";
            }
        }
        return values;
    }
}
