using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MerClip.Kernel.Messaging;

/// <summary>
/// A listening ZeroMQ socket: accepts peers and hands each message on with the connection it came by. A peer that
/// sends nonsense loses its connection; the others notice nothing.
/// </summary>
sealed class ZmtpListener : IAsyncDisposable
{
    readonly Socket listener;
    readonly string socketType;
    readonly Action<ZmtpConnection, byte[][]> received;
    readonly ConcurrentDictionary<ZmtpConnection, bool> connections = new();
    readonly EndPoint endPoint;

    public ZmtpListener(EndPoint endPoint, string socketType, Action<ZmtpConnection, byte[][]> received)
    {
        this.endPoint = endPoint;
        this.socketType = socketType;
        this.received = received;
        listener = Bind(endPoint);
        listener.Listen(64);
        _ = AcceptAllAsync();
    }

    public IEnumerable<ZmtpConnection> Connections => connections.Keys;

    /// <summary>Called with each connection that ends.</summary>
    public Action<ZmtpConnection>? Closed { get; init; }

    /// <summary>The address that a connection file's transport, address and port mean.</summary>
    public static EndPoint EndPointOf(string transport, string address, int port)
    {
        if (transport == "ipc") return new UnixDomainSocketEndPoint($"{address}-{port}");
        if (address == "*") return new IPEndPoint(IPAddress.Any, port);
        return new IPEndPoint(IPAddress.TryParse(address, out var ip) ? ip : Dns.GetHostAddresses(address)[0], port);
    }

    /// <summary>A restarted kernel takes over the ports of the one before, which may still be closing them.</summary>
    static Socket Bind(EndPoint endPoint)
    {
        bool unix = endPoint is UnixDomainSocketEndPoint;
        for (int attempt = 0; ; attempt++)
        {
            var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, unix ? ProtocolType.IP : ProtocolType.Tcp);
            try
            {
                if (unix) File.Delete(endPoint.ToString()!);
                socket.Bind(endPoint);
                if (unix && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(endPoint.ToString()!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                return socket;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < 100)
            {
                socket.Dispose();
                Thread.Sleep(50);
            }
        }
    }

    async Task AcceptAllAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync();
            }
            catch (SocketException) when (listener.SafeHandle is { IsClosed: false, IsInvalid: false })
            {
                continue; // the peer gave up before it was accepted
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = Task.Run(() => ServeAsync(socket));
        }
    }

    async Task ServeAsync(Socket socket)
    {
        ZmtpConnection? connection = null;
        try
        {
            if (socket.ProtocolType == ProtocolType.Tcp) socket.NoDelay = true;
            connection = await ZmtpConnection.OpenAsync(socket, socketType);
            connections[connection] = true;
            while (true) received(connection, await connection.ReceiveAsync());
        }
        catch (Exception e)
        {
            if (e is InvalidDataException or TimeoutException)
                KernelLog.Write($"{socketType} {endPoint}: connection dropped: {e.Message}");
            else if (e is not (EndOfStreamException or IOException or ObjectDisposedException or SocketException))
                KernelLog.Write($"{socketType} {endPoint}: {e}");
        }
        finally
        {
            socket.Dispose();
            if (connection is not null)
            {
                connections.TryRemove(connection, out _);
                connection.Dispose();
                Closed?.Invoke(connection);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await Task.WhenAny(Task.WhenAll(connections.Keys.Select(c => c.FlushAsync())), Task.Delay(500));
        foreach (var connection in connections.Keys) connection.Dispose();
        if (endPoint is UnixDomainSocketEndPoint) File.Delete(endPoint.ToString()!);
    }
}
