using System.Text;
using System.Text.Json.Nodes;
using MerClip.Kernel.Display;
using MerClip.Kernel.Messaging;

namespace MerClip.Kernel.Protocol;

/// <summary>
/// The broadcast channel. Messages go out in the order they were published, on a thread of its own; text that comes
/// faster than it goes out is joined into larger messages, and a writer far ahead of its readers waits.
/// </summary>
sealed class IoPub
{
    const int MostPendingText = 1 << 22, LargestStreamMessage = 1 << 18;

    sealed record Item(string Type, JsonObject? Parent, JsonObject? Content, string? StreamName, StringBuilder? Text);

    readonly LinkedList<Item> queue = new();
    readonly MessageCodec codec;
    readonly string session;
    readonly ZmtpListener listener;
    readonly Subscriptions subscriptions = new();
    int pendingText;
    bool sending;

    public IoPub(ConnectionFile file, MessageCodec codec, string session)
    {
        this.codec = codec;
        this.session = session;
        listener = new ZmtpListener(ZmtpListener.EndPointOf(file.Transport, file.Address, file.IoPubPort), "PUB", subscriptions.Receive)
        {
            Closed = subscriptions.Remove,
        };
        new Thread(SendAll) { IsBackground = true, Name = "iopub" }.Start();
    }

    public void Publish(string type, JsonObject content, JsonObject? parent) => Add(new Item(type, parent, content, null, null));

    public void Stream(string name, string text, JsonObject? parent)
    {
        lock (queue)
        {
            while (pendingText > MostPendingText) Monitor.Wait(queue);
        }
        // A cell that is interrupted is stopped anywhere except in a finally: the queue must stay whole.
        try
        {
        }
        finally
        {
            lock (queue)
            {
                pendingText += text.Length;
                if (queue.Last?.Value is { Text: { } open } last && last.StreamName == name && ReferenceEquals(last.Parent, parent)
                    && open.Length < LargestStreamMessage)
                    open.Append(text);
                else
                    queue.AddLast(new Item("stream", parent, null, name, new StringBuilder(text)));
                Monitor.PulseAll(queue);
            }
        }
    }

    void Add(Item item)
    {
        try
        {
        }
        finally
        {
            lock (queue)
            {
                queue.AddLast(item);
                Monitor.PulseAll(queue);
            }
        }
    }

    void SendAll()
    {
        while (true)
        {
            Item item;
            lock (queue)
            {
                sending = false;
                Monitor.PulseAll(queue);
                while (queue.Count == 0) Monitor.Wait(queue);
                item = queue.First!.Value;
                queue.RemoveFirst();
                sending = true;
                if (item.Text is { } text)
                {
                    HoldHalfCharacter(item, text);
                    pendingText -= text.Length;
                }
            }
            if (item.Text is { Length: 0 }) continue;
            var content = item.Content
                ?? new JsonObject { ["name"] = item.StreamName, ["text"] = MimeBundle.WellFormed(item.Text!.ToString()) };
            var message = JupyterMessage.Create(item.Type, content, item.Parent, session) with
            {
                Envelope = [Encoding.UTF8.GetBytes(item.Type)],
            };
            byte[][] frames = codec.Encode(message);
            foreach (var subscriber in subscriptions.For(frames[0])) subscriber.Send(frames);
        }
    }

    /// <summary>The first half of a character written in two pieces goes with the second, if that has come already.</summary>
    void HoldHalfCharacter(Item item, StringBuilder text)
    {
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]) && queue.First?.Value is { Text: { } next } following
            && following.StreamName == item.StreamName)
        {
            next.Insert(0, text[^1]);
            text.Length--;
        }
    }

    /// <summary>Waits, not for long, until everything published has gone out.</summary>
    public async Task CloseAsync()
    {
        for (int i = 0; i < 100 && Busy(); i++) await Task.Delay(10);
        await listener.DisposeAsync();
    }

    bool Busy()
    {
        lock (queue) return sending || queue.Count > 0;
    }
}
