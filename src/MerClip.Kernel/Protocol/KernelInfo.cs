using System.Text.Json.Nodes;
using MerClip.Kernel.Messaging;

namespace MerClip.Kernel.Protocol;

/// <summary>What the kernel says of itself. The language is described as .NET Interactive did, so that notebooks do not change.</summary>
static class KernelInfo
{
    static readonly string Version = typeof(KernelInfo).Assembly.GetName().Version!.ToString(3);

    public static JsonObject Reply() => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = JupyterMessage.ProtocolVersion,
        ["implementation"] = "csharp-kernel",
        ["implementation_version"] = Version,
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "14.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["banner"] = $"C# kernel {Version} on .NET {Environment.Version}",
        ["help_links"] = new JsonArray(),
    };
}
