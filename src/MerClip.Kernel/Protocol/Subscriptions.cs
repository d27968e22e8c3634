using MerClip.Kernel.Messaging;

namespace MerClip.Kernel.Protocol;

/// <summary>Which peers of the broadcast channel want which topics.</summary>
sealed class Subscriptions
{
    readonly Dictionary<ZmtpConnection, List<byte[]>> topics = [];

    /// <summary>Takes a subscription (a leading 1) or its end (a leading 0).</summary>
    public void Receive(ZmtpConnection peer, byte[][] frames)
    {
        if (frames is not [[0 or 1, ..] frame]) return;
        byte[] topic = frame[1..];
        lock (topics)
        {
            if (!topics.TryGetValue(peer, out var wanted)) topics[peer] = wanted = [];
            if (frame[0] == 1) wanted.Add(topic);
            else wanted.RemoveAll(t => t.AsSpan().SequenceEqual(topic));
        }
    }

    public void Remove(ZmtpConnection peer)
    {
        lock (topics) topics.Remove(peer);
    }

    public List<ZmtpConnection> For(byte[] topic)
    {
        lock (topics) return [.. topics.Where(t => t.Value.Any(w => topic.AsSpan().StartsWith(w))).Select(t => t.Key)];
    }
}
