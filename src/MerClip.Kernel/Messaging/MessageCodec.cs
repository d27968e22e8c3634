using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MerClip.Kernel.Messaging;

/// <summary>Turns messages into signed frames and back; refuses what is not signed with the connection's key.</summary>
sealed class MessageCodec(string key)
{
    static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly JsonDocumentOptions Depth = new() { MaxDepth = 256 };

    readonly byte[] key = Encoding.UTF8.GetBytes(key);

    public byte[][] Encode(JupyterMessage message)
    {
        byte[][] parts = [Bytes(message.Header), Bytes(message.ParentHeader), Bytes(message.Metadata), Bytes(message.Content)];
        return [.. message.Envelope, Delimiter, Sign(parts), .. parts];
    }

    /// <summary>Throws <see cref="InvalidDataException"/>, which says what is wrong with the frames.</summary>
    public JupyterMessage Decode(byte[][] frames)
    {
        int at = Array.FindIndex(frames, f => f.AsSpan().SequenceEqual(Delimiter));
        if (at < 0) throw new InvalidDataException("no delimiter");
        if (frames.Length < at + 6) throw new InvalidDataException("too few frames");
        byte[][] parts = frames[(at + 2)..(at + 6)];
        if (key.Length > 0 && !CryptographicOperations.FixedTimeEquals(frames[at + 1], Sign(parts)))
            throw new InvalidDataException("wrong signature");
        return new JupyterMessage(Parse(parts[0]), Parse(parts[1]), Parse(parts[2]), Parse(parts[3]))
        {
            Envelope = frames[..at],
        };
    }

    byte[] Sign(byte[][] parts)
    {
        if (key.Length == 0) return [];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (byte[] part in parts) hmac.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }

    static byte[] Bytes(JsonObject part) => JsonSerializer.SerializeToUtf8Bytes(part, Json);

    static JsonObject Parse(byte[] part)
    {
        try
        {
            return JsonNode.Parse(part, documentOptions: Depth) as JsonObject
                ?? throw new InvalidDataException("a part is not an object");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"a part is not JSON: {e.Message}");
        }
    }
}
