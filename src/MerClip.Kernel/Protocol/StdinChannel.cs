using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using MerClip.Kernel.Messaging;

namespace MerClip.Kernel.Protocol;

/// <summary>The channel on which the kernel asks the front end for a line of input.</summary>
sealed class StdinChannel : IAsyncDisposable
{
    readonly ZmtpListener listener;
    readonly MessageCodec codec;
    readonly string session;
    readonly BlockingCollection<string> answers = [];

    public StdinChannel(ConnectionFile file, MessageCodec codec, string session)
    {
        this.codec = codec;
        this.session = session;
        listener = new ZmtpListener(ZmtpListener.EndPointOf(file.Transport, file.Address, file.StdinPort), "ROUTER", Receive);
    }

    void Receive(ZmtpConnection peer, byte[][] frames)
    {
        try
        {
            var message = codec.Decode(frames);
            if (message.Type == "input_reply") answers.Add((string?)message.Content["value"] ?? "");
        }
        catch (InvalidDataException e)
        {
            KernelLog.Write($"stdin: message dropped: {e.Message}");
        }
    }

    /// <summary>Asks whoever sent the request; the peer is the one that goes by the same name on this channel.</summary>
    public string Ask(Request asker, string prompt, bool password, CancellationToken cancel)
    {
        var peer = listener.Connections.FirstOrDefault(c => c.Identity.AsSpan().SequenceEqual(asker.Sender.Identity))
            ?? throw new InvalidOperationException("this front end has no input channel");
        while (answers.TryTake(out _)) { } // answers to questions that were given up
        var content = new JsonObject { ["prompt"] = prompt, ["password"] = password };
        peer.Send(codec.Encode(JupyterMessage.Create("input_request", content, asker.Message.Header, session)));
        return answers.Take(cancel);
    }

    public ValueTask DisposeAsync() => listener.DisposeAsync();
}
