using System.Text;
using System.Text.Json.Nodes;
using MerClip.Kernel.Messaging;

namespace MerClip.Kernel.Tests;

public class MessageCodecTests
{
    static readonly JupyterMessage Sample =
        JupyterMessage.Create("execute_request", new JsonObject { ["code"] = "ä😀" }, null, "s") with { Envelope = ["peer"u8.ToArray()] };

    [Fact]
    public void A_message_comes_back_as_it_went()
    {
        var codec = new MessageCodec("key");
        var back = codec.Decode(codec.Encode(Sample));
        Assert.Equal("execute_request", back.Type);
        Assert.Equal("ä😀", (string?)back.Content["code"]);
        Assert.Equal("peer", Encoding.UTF8.GetString(back.Envelope[0]));
    }

    [Fact]
    public void The_signature_is_hmac_sha256_in_hex()
    {
        byte[][] frames = new MessageCodec("key").Encode(Sample);
        using var hmac = new System.Security.Cryptography.HMACSHA256("key"u8.ToArray());
        string expected = Convert.ToHexStringLower(hmac.ComputeHash([.. frames[3], .. frames[4], .. frames[5], .. frames[6]]));
        Assert.Equal(expected, Encoding.ASCII.GetString(frames[2]));
    }

    [Theory]
    [InlineData(2, "another signature")]
    [InlineData(3, "{}")]
    [InlineData(6, """{"code":"evil"}""")]
    public void A_changed_part_is_refused(int part, string text)
    {
        byte[][] frames = new MessageCodec("key").Encode(Sample);
        frames[part] = Encoding.UTF8.GetBytes(text);
        Assert.Throws<InvalidDataException>(() => new MessageCodec("key").Decode(frames));
    }

    [Fact]
    public void Truncated_frames_are_refused()
    {
        byte[][] frames = new MessageCodec("key").Encode(Sample);
        for (int length = 0; length < frames.Length; length++)
            Assert.Throws<InvalidDataException>(() => new MessageCodec("key").Decode(frames[..length]));
    }

    [Fact]
    public void Without_a_key_nothing_is_signed()
    {
        byte[][] frames = new MessageCodec("").Encode(Sample);
        Assert.Empty(frames[2]);
        Assert.Equal("execute_request", new MessageCodec("").Decode(frames).Type);
    }
}
