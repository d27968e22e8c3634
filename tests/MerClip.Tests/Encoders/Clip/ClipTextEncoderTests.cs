using MerClip.Encoders.Clip;
using static TorchSharp.torch;

namespace MerClip.Tests.Encoders.Clip;

public sealed class ClipTextEncoderTests : TorchTest
{
    [Fact]
    public void A_text_is_the_sequence_of_its_tokens_and_the_end()
    {
        TinyClip.Write(Folder);
        var encoder = new ClipTextEncoder(ClipFolder.Open(Folder.Path));

        var steps = encoder.Encode("happy sad")!;
        float[] pooled = encoder.Pool("happy sad")!;

        Assert.Equal((3, 16), (steps.Steps, steps.Width));
        Assert.Equal(pooled, steps.Values[(2 * 16)..].ToArray());
        Assert.Null(encoder.Encode("  "));
        Assert.Null(encoder.Pool(""));
        Assert.Equal(19, encoder.Encode(string.Concat(Enumerable.Repeat("low ", 50)))!.Steps); // 20 positions less the start
        Assert.Equal(3, encoder.Tokens("happy sad")!.Steps);
        Assert.Null(encoder.Tokens(" "));
    }

    [Fact]
    public void Texts_in_the_cache_need_no_weights()
    {
        TinyClip.Write(Folder);
        string[] texts = ["happy sad", "low", "", "sad"];
        var first = new ClipTextEncoder(ClipFolder.Open(Folder.Path), Folder["cache"]);
        var watcher = new EncodingLog();
        first.Prepare(texts, watcher, TestContext.Current.CancellationToken);
        Assert.Equal("text 4/4", watcher.Lines[^1]);
        float[] steps = first.Encode("happy sad")!.Values.ToArray();

        // The same files, opened anew: its weights have not been read, and cannot be.
        File.SetLastWriteTimeUtc(Folder["model.safetensors"], DateTime.UtcNow.AddMinutes(1));
        var clip = ClipFolder.Open(Folder.Path);
        var second = new ClipTextEncoder(clip, Folder["cache"]);
        string identity = clip.Identity;
        File.Delete(Folder["model.safetensors"]);
        second.Prepare(texts, watcher, TestContext.Current.CancellationToken);

        Assert.Single(watcher.Lines);
        Assert.Equal(steps, second.Encode("happy sad")!.Values.ToArray());
        Assert.Equal(first.Pool("low"), second.Pool("low"));
        Assert.Null(second.Encode(""));
        Assert.StartsWith("clip ", identity);
        Assert.Contains("model.safetensors", Assert.ThrowsAny<Exception>(() => second.Encode("happy")).Message);
    }

    [Fact]
    public void Batches_change_nothing()
    {
        TinyClip.Write(Folder);
        string[] texts = [.. Enumerable.Range(1, 70).Select(n => string.Concat(Enumerable.Repeat("happy low ", n % 9 + 1)) + n)];
        using var scope = NewDisposeScope();
        using var model = ClipModel.Load(Folder.Path);
        var batched = new ClipTextEncoder(model, ClipVocabulary.Read(Folder.Path));
        var single = new ClipTextEncoder(model, ClipVocabulary.Read(Folder.Path));
        batched.Prepare(texts);
        foreach (string text in texts)
            Assert.All(batched.Pool(text)!.Zip(single.Pool(text)!), p => Assert.Equal(p.First, p.Second, 1e-4));
    }

    [Fact]
    public void A_model_without_its_vocabulary_or_with_another_says_so()
    {
        TinyClip.Write(Folder);
        File.Move(Folder["vocab.json"], Folder["other.json"]);
        Assert.Contains("put vocab.json and merges.txt", Assert.Throws<InputException>(() => new ClipTextEncoder(ClipFolder.Open(Folder.Path))).Message);

        File.WriteAllText(Folder["vocab.json"], File.ReadAllText(Folder["other.json"])[..^1] + ", \"more\": 100000}");
        Assert.Contains("the vocabulary of this model", Assert.Throws<InputException>(() => new ClipTextEncoder(ClipFolder.Open(Folder.Path))).Message);
    }
}
