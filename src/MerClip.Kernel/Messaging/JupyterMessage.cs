using System.Text.Json.Nodes;

namespace MerClip.Kernel.Messaging;

/// <summary>One message of the Jupyter protocol, without its signature.</summary>
sealed record JupyterMessage(JsonObject Header, JsonObject ParentHeader, JsonObject Metadata, JsonObject Content)
{
    public const string ProtocolVersion = "5.3";

    /// <summary>Routing frames in front of the delimiter; a reply carries them back.</summary>
    public byte[][] Envelope { get; init; } = [];

    public string Type => (string?)Header["msg_type"] ?? "";

    /// <summary>A new message of this kernel run that answers, or belongs to, a parent.</summary>
    public static JupyterMessage Create(string type, JsonObject content, JsonObject? parentHeader, string session) => new(
        new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString(),
            ["session"] = session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'"),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        },
        (JsonObject?)parentHeader?.DeepClone() ?? [], [], content);
}
