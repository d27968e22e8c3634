using System.Text.Json;
using System.Text.Json.Serialization;

namespace MerClip.Kernel.Messaging;

/// <summary>What a Jupyter front end tells a kernel it starts: where to listen, and the key that signs messages.</summary>
sealed record ConnectionFile
{
    [JsonPropertyName("transport")] public string Transport { get; init; } = "tcp";
    [JsonPropertyName("ip")] public required string Address { get; init; }
    [JsonPropertyName("shell_port")] public required int ShellPort { get; init; }
    [JsonPropertyName("control_port")] public required int ControlPort { get; init; }
    [JsonPropertyName("stdin_port")] public required int StdinPort { get; init; }
    [JsonPropertyName("iopub_port")] public required int IoPubPort { get; init; }
    [JsonPropertyName("hb_port")] public required int HeartbeatPort { get; init; }
    [JsonPropertyName("key")] public string Key { get; init; } = "";
    [JsonPropertyName("signature_scheme")] public string SignatureScheme { get; init; } = "hmac-sha256";

    public static ConnectionFile Load(string path)
    {
        ConnectionFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ConnectionFile>(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: not a readable connection file: {e.Message}");
        }
        if (file is null) throw new InvalidDataException($"{path}: an empty connection file");
        if (file.Transport is not ("tcp" or "ipc"))
            throw new InvalidDataException($"{path}: transport '{file.Transport}' is not tcp or ipc");
        if (file.Key.Length > 0 && file.SignatureScheme != "hmac-sha256")
            throw new InvalidDataException($"{path}: signature scheme '{file.SignatureScheme}' is not hmac-sha256");
        return file;
    }
}
