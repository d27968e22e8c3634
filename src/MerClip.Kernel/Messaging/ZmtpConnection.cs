using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace MerClip.Kernel.Messaging;

/// <summary>
/// One peer of a listening socket, speaking ZMTP 3.0 (the wire protocol of ZeroMQ) without encryption. Written here
/// and not taken from NetMQ, because NetMQ's ipc transport is a TCP port in disguise and does not meet libzmq's.
/// </summary>
sealed class ZmtpConnection : IDisposable
{
    const byte MoreFlag = 1, LongFlag = 2, CommandFlag = 4;
    const long MessageLimit = 1L << 30;
    const int ChunkSize = 1 << 16;
    static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);
    static readonly TimeSpan StalledLimit = TimeSpan.FromSeconds(20);

    readonly Socket socket;
    readonly Stream input;
    readonly Stream output;
    readonly Channel<byte[][]> outgoing = Channel.CreateBounded<byte[][]>(1024);
    Task writing = Task.CompletedTask;

    ZmtpConnection(Socket socket)
    {
        this.socket = socket;
        var stream = new NetworkStream(socket, ownsSocket: true);
        input = new BufferedStream(stream, ChunkSize);
        output = stream;
    }

    /// <summary>The name the peer gave itself; a ROUTER finds its peers by it.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Greets the peer; throws on anything that is not ZMTP 3 with the NULL mechanism.</summary>
    public static async Task<ZmtpConnection> OpenAsync(Socket socket, string socketType)
    {
        var connection = new ZmtpConnection(socket);
        try
        {
            await connection.HandshakeAsync(socketType).WaitAsync(HandshakeLimit);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        connection.writing = connection.WriteAllAsync();
        return connection;
    }

    async Task HandshakeAsync(string socketType)
    {
        var greeting = new byte[64];
        greeting[0] = 0xFF;
        greeting[9] = 0x7F;
        greeting[10] = 3; // version 3.0
        "NULL"u8.CopyTo(greeting.AsSpan(12));
        await output.WriteAsync(greeting);

        var theirs = new byte[64];
        await input.ReadExactlyAsync(theirs);
        if (theirs[0] != 0xFF || (theirs[9] & 1) == 0 || theirs[10] < 3 || !theirs.AsSpan(12, 5).SequenceEqual("NULL\0"u8))
            throw new InvalidDataException("not a ZMTP 3 peer");

        byte[] ready = [5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, (byte)socketType.Length,
            .. Encoding.ASCII.GetBytes(socketType), 8, .. "Identity"u8, 0, 0, 0, 0];
        await output.WriteAsync(Frame(ready, CommandFlag));
        var (body, flags) = await ReadFrameAsync(4096);
        if ((flags & CommandFlag) == 0 || !body.AsSpan().StartsWith("\u0005READY"u8))
            throw new InvalidDataException("the peer did not say READY");
        Identity = PropertyOf(body, "Identity") is { Length: > 0 } name ? name : [0, .. Guid.NewGuid().ToByteArray()];
    }

    static byte[]? PropertyOf(byte[] ready, string name)
    {
        int at = 6;
        while (at < ready.Length)
        {
            int nameLength = ready[at];
            if (at + 1 + nameLength + 4 > ready.Length) return null;
            string key = Encoding.ASCII.GetString(ready, at + 1, nameLength);
            at += 1 + nameLength;
            uint length = BinaryPrimitives.ReadUInt32BigEndian(ready.AsSpan(at));
            at += 4;
            if (length > ready.Length - at) return null;
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return ready[at..(at + (int)length)];
            at += (int)length;
        }
        return null;
    }

    /// <summary>The next message's frames; throws when the peer leaves or breaks the protocol.</summary>
    public async Task<byte[][]> ReceiveAsync()
    {
        var frames = new List<byte[]>();
        long left = MessageLimit;
        while (true)
        {
            var (body, flags) = await ReadFrameAsync(left);
            if ((flags & CommandFlag) != 0)
            {
                if (SubscriptionOf(body) is { } subscription) return [subscription];
                if (body.AsSpan().StartsWith("\u0004PING"u8) && body.Length >= 7)
                    Send([[.. "\u0004PONG"u8, .. body.AsSpan(7)]], CommandFlag);
                continue;
            }
            frames.Add(body);
            left -= body.Length + 64; // so that endless empty frames end too
            if ((flags & MoreFlag) == 0) return [.. frames];
        }
    }

    /// <summary>ZMTP 3.1 peers subscribe by command, 3.0 peers by a message with a leading 1 or 0: make them one.</summary>
    static byte[]? SubscriptionOf(byte[] command) =>
        command.AsSpan().StartsWith("\u0009SUBSCRIBE"u8) ? [1, .. command.AsSpan(10)]
        : command.AsSpan().StartsWith("\u0006CANCEL"u8) ? [0, .. command.AsSpan(7)]
        : null;

    async Task<(byte[] Body, byte Flags)> ReadFrameAsync(long limit)
    {
        var head = new byte[9];
        await input.ReadExactlyAsync(head.AsMemory(0, 2));
        byte flags = head[0];
        long size = head[1];
        if ((flags & LongFlag) != 0)
        {
            await input.ReadExactlyAsync(head.AsMemory(2, 7));
            size = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(1));
        }
        if (flags > 7 || size < 0 || size > limit) throw new InvalidDataException("a malformed or oversized frame");
        var body = new byte[Math.Min(size, ChunkSize)];
        await input.ReadExactlyAsync(body);
        while (body.Length < size) // memory is taken as bytes come, whatever length the frame claims
        {
            int had = body.Length;
            Array.Resize(ref body, (int)Math.Min(size, had * 2L));
            await input.ReadExactlyAsync(body.AsMemory(had));
        }
        return (body, flags);
    }

    /// <summary>Queues a message. A peer that reads nothing for long is dropped rather than waited for.</summary>
    public void Send(byte[][] frames) => Send(frames, 0);

    void Send(byte[][] frames, byte flags)
    {
        var wire = new byte[frames.Length][];
        for (int i = 0; i < frames.Length; i++)
            wire[i] = Frame(frames[i], (byte)(flags | (i < frames.Length - 1 ? MoreFlag : 0)));
        if (outgoing.Writer.TryWrite(wire)) return;
        try
        {
            if (!outgoing.Writer.WriteAsync(wire).AsTask().Wait(StalledLimit)) Dispose();
        }
        catch (AggregateException)
        {
            // the connection closed meanwhile: nobody is left to read this
        }
    }

    async Task WriteAllAsync()
    {
        try
        {
            await foreach (byte[][] wire in outgoing.Reader.ReadAllAsync())
                foreach (byte[] frame in wire)
                    await output.WriteAsync(frame);
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            Dispose();
        }
    }

    static byte[] Frame(byte[] body, byte flags)
    {
        bool isLong = body.Length > 255;
        var frame = new byte[(isLong ? 9 : 2) + body.Length];
        frame[0] = (byte)(flags | (isLong ? LongFlag : 0));
        if (isLong) BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(1), body.Length);
        else frame[1] = (byte)body.Length;
        body.CopyTo(frame.AsSpan(frame.Length - body.Length));
        return frame;
    }

    /// <summary>Lets what is queued go out, and no more.</summary>
    public Task FlushAsync()
    {
        outgoing.Writer.TryComplete();
        return writing;
    }

    public void Dispose()
    {
        outgoing.Writer.TryComplete();
        socket.Dispose();
    }
}
