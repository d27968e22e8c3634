using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MerClip.Kernel.Language;
using MerClip.Kernel.Messaging;
using MerClip.Kernel.Scripting;

namespace MerClip.Kernel.Protocol;

/// <summary>
/// A kernel on the sockets of a connection file. Requests of the shell channel are answered one after the other; those
/// of the control channel beside them, so that a running cell can be interrupted.
/// </summary>
sealed class KernelServer
{
    readonly string session = Guid.NewGuid().ToString();
    readonly MessageCodec codec;
    readonly IoPub iopub;
    readonly StdinChannel stdin;
    readonly ZmtpListener heartbeat, shell, control;
    readonly BlockingCollection<Request> shellQueue = [];
    readonly BlockingCollection<Request> controlQueue = [];
    readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ExecuteHandler execute;
    readonly History history = new();
    readonly LanguageHandlers language;
    readonly CrashNote crash;
    int languageIsWarm;

    public KernelServer(ConnectionFile file, string connectionPath, NotebookSession notebook)
    {
        codec = new MessageCodec(file.Key);
        crash = new CrashNote(connectionPath);
        System.Net.EndPoint At(int port) => ZmtpListener.EndPointOf(file.Transport, file.Address, port);
        heartbeat = new ZmtpListener(At(file.HeartbeatPort), "REP", (peer, frames) => peer.Send(frames));
        iopub = new IoPub(file, codec, session);
        stdin = new StdinChannel(file, codec, session);
        language = new LanguageHandlers(notebook);
        execute = new ExecuteHandler(notebook, iopub, stdin, history, crash);
        control = new ZmtpListener(At(file.ControlPort), "ROUTER", (peer, frames) => Receive(peer, frames, controlQueue));
        shell = new ZmtpListener(At(file.ShellPort), "ROUTER", (peer, frames) => Receive(peer, frames, shellQueue));
    }

    /// <summary>Serves until a front end asks for shutdown.</summary>
    public async Task RunAsync()
    {
        ConsoleRedirection.Install();
        iopub.Publish("status", new JsonObject { ["execution_state"] = "starting" }, null);
        new Thread(() => Serve(shellQueue)) { IsBackground = true, Name = "shell" }.Start();
        new Thread(() => Serve(controlQueue)) { IsBackground = true, Name = "control" }.Start();
        await stopped.Task;
        crash.Clear(); // whatever ran was stopped on purpose
        await Task.WhenAll(iopub.CloseAsync(), control.DisposeAsync().AsTask(), shell.DisposeAsync().AsTask(),
            stdin.DisposeAsync().AsTask(), heartbeat.DisposeAsync().AsTask());
    }

    public void Interrupt() => execute.Interrupt();

    void Receive(ZmtpConnection peer, byte[][] frames, BlockingCollection<Request> queue)
    {
        try
        {
            queue.Add(new Request(codec.Decode(frames), peer, codec, session));
        }
        catch (InvalidDataException e)
        {
            KernelLog.Write($"message dropped: {e.Message}");
        }
    }

    void Serve(BlockingCollection<Request> queue)
    {
        foreach (var request in queue.GetConsumingEnumerable())
        {
            Status("busy", request);
            try
            {
                Handle(request);
            }
            catch (Exception e)
            {
                KernelLog.Write($"{request.Message.Type}: {e}");
                if (request.Message.Type.EndsWith("_request"))
                    request.Reply(new JsonObject
                    {
                        ["status"] = "error",
                        ["ename"] = e.GetType().Name,
                        ["evalue"] = e.Message,
                        ["traceback"] = new JsonArray(),
                    });
            }
            Status("idle", request);
        }
    }

    void Status(string state, Request request) =>
        iopub.Publish("status", new JsonObject { ["execution_state"] = state }, request.Message.Header);

    void Handle(Request request)
    {
        switch (request.Message.Type)
        {
            case "execute_request":
                var (reply, goOn) = execute.Run(request);
                var aborted = goOn ? [] : TakeWaitingCells(); // first: what comes after the reply was sent knowing of it
                request.Reply(reply);
                foreach (var waiting in aborted) Abort(waiting);
                WarmUpLanguage();
                break;
            case "kernel_info_request":
                request.Reply(KernelInfo.Reply());
                break;
            case "is_complete_request":
                request.Reply(LanguageHandlers.IsComplete(request));
                break;
            case "complete_request":
                request.Reply(language.Complete(request));
                break;
            case "inspect_request":
                request.Reply(language.Inspect(request));
                break;
            case "history_request":
                request.Reply(history.Answer(request));
                break;
            case "comm_info_request":
                request.Reply(new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() });
                break;
            case "comm_open": // there are no comms here: say so, as the protocol wants it
                iopub.Publish("comm_close", new JsonObject
                {
                    ["comm_id"] = request.Text("comm_id"),
                    ["data"] = new JsonObject(),
                }, request.Message.Header);
                break;
            case "comm_msg" or "comm_close":
                break;
            case "interrupt_request":
                execute.Interrupt();
                request.Reply(new JsonObject { ["status"] = "ok" });
                break;
            case "shutdown_request":
                request.Reply(new JsonObject { ["status"] = "ok", ["restart"] = request.Flag("restart", false) });
                stopped.TrySetResult();
                break;
            default:
                KernelLog.Write($"no answer to a message of type '{request.Message.Type}'");
                break;
        }
    }

    /// <summary>After the first result, not before: the user waits for that.</summary>
    void WarmUpLanguage()
    {
        if (Interlocked.Exchange(ref languageIsWarm, 1) == 1) return;
        new Thread(language.WarmUp) { IsBackground = true, Name = "warm-up", Priority = ThreadPriority.BelowNormal }.Start();
    }

    /// <summary>After a failed cell of "run all", the cells already waiting are not run.</summary>
    List<Request> TakeWaitingCells()
    {
        Thread.Sleep(20); // some may be on their way
        var all = new List<Request>();
        while (shellQueue.TryTake(out var waiting)) all.Add(waiting);
        foreach (var other in all.Where(r => r.Message.Type != "execute_request")) shellQueue.Add(other);
        return all.FindAll(r => r.Message.Type == "execute_request");
    }

    void Abort(Request waiting)
    {
        Status("busy", waiting);
        waiting.Reply(new JsonObject { ["status"] = "aborted" });
        Status("idle", waiting);
    }
}
