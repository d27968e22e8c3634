using System.Text.Json.Nodes;
using MerClip.Kernel.Messaging;

namespace MerClip.Kernel.Protocol;

/// <summary>A message that came in, and the way back to who sent it.</summary>
sealed record Request(JupyterMessage Message, ZmtpConnection Sender, MessageCodec Codec, string Session)
{
    public JsonObject Content => Message.Content;

    public void Reply(JsonObject content)
    {
        string type = Message.Type.Replace("_request", "_reply");
        var reply = JupyterMessage.Create(type, content, Message.Header, Session) with { Envelope = Message.Envelope };
        Sender.Send(Codec.Encode(reply));
    }

    public string Text(string name) => Content[name] is JsonValue v && v.TryGetValue(out string? text) ? text : "";

    public bool Flag(string name, bool otherwise) => Content[name] is JsonValue v && v.TryGetValue(out bool flag) ? flag : otherwise;

    public int Number(string name, int otherwise) => Content[name] is JsonValue v && v.TryGetValue(out int number) ? number : otherwise;
}
