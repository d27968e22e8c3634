using System.Text.Json;
using MerClip.Encoders.Clip;

namespace MerClip.Tests.Encoders.Clip;

public sealed class ClipTokenizerTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Gives_the_ids_of_the_original()
    {
        var tokenizer = Original();
        using var vectors = JsonDocument.Parse(File.ReadAllText(Fixtures.Shared("fixtures", "tokenizer", "openai_vectors.json")));
        var texts = vectors.RootElement.EnumerateArray().ToArray();
        string[] wrong = [.. texts
            .Select(v => (Text: v.GetProperty("text").GetString()!, Ids: v.GetProperty("ids").EnumerateArray().Select(i => i.GetInt32())))
            .Where(v => !tokenizer.Encode(v.Text).SequenceEqual(v.Ids))
            .Select(v => $"{v.Text}: {string.Join(' ', tokenizer.Encode(v.Text))}")];
        Assert.NotEmpty(texts);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("happy", "happy</w>")]
    [InlineData("HAPPY Happy", "happy</w>happy</w>")]
    [InlineData("sad.low", "sad</w>.</w>low</w>")]
    [InlineData("12", "1</w>2</w>")]
    [InlineData("it's", "it</w>'s</w>")]
    [InlineData("''s", "''</w>s</w>")]
    [InlineData("'tis", "'t</w>is</w>")]
    [InlineData("a_b", "a</w>_</w>b</w>")]
    [InlineData("\U0001D400\U0001D401!", "ðĿĲĢðĿĲģ</w>!</w>")] // astral letters are letters
    [InlineData("é", "Ã©</w>")]
    [InlineData("   ", "")]
    public void Splits_as_the_original(string text, string tokens)
    {
        var tokenizer = Tiny();
        var names = tokenizer.Vocabulary.Tokens.ToDictionary(t => t.Value, t => t.Key);
        Assert.Equal(tokens, string.Concat(tokenizer.Encode(text).Select(id => names[id])));
    }

    [Theory]
    [InlineData(ClipTokenizerMode.OpenAI, "a<|endoftext|>b", true)]
    [InlineData(ClipTokenizerMode.OpenAI, "a<|ENDOFTEXT|>b", true)]
    [InlineData(ClipTokenizerMode.OpenAI, "a!<|endoftext|>b", false)] // the symbols before swallow it
    [InlineData(ClipTokenizerMode.OpenClip, "a<|endoftext|>b", false)]
    [InlineData(ClipTokenizerMode.OpenClip, "a<end_of_text>b", true)]
    [InlineData(ClipTokenizerMode.HuggingFace, "a!<|endoftext|>b", true)]
    [InlineData(ClipTokenizerMode.HuggingFace, "a<|ENDOFTEXT|>b", false)]
    public void Special_tokens_in_texts_are_known_as_the_mode_knows_them(ClipTokenizerMode mode, string text, bool known)
    {
        var tokenizer = Tiny(mode);
        Assert.Equal(known, tokenizer.Encode(text).Contains(tokenizer.Vocabulary.End));
    }

    [Fact]
    public void A_text_is_started_ended_and_padded()
    {
        var tokenizer = Tiny();
        int start = tokenizer.Vocabulary.Start, end = tokenizer.Vocabulary.End;
        int happy = tokenizer.Vocabulary.Tokens["happy</w>"];

        long[] ids = tokenizer.Tokenize("happy", out int used);
        Assert.Equal(77, ids.Length);
        Assert.Equal(3, used);
        Assert.Equal([start, happy, end, 0, 0], ids[..5]);

        long[] cut = tokenizer.Tokenize(string.Concat(Enumerable.Repeat("happy ", 100)), out used);
        Assert.Equal(77, used);
        Assert.Equal([start, .. Enumerable.Repeat((long)happy, 75), end], cut);

        Assert.Equal(end, Tiny(ClipTokenizerMode.HuggingFace).Tokenize("happy", out _)[^1]);
    }

    [Theory]
    [InlineData("Happy, low! it's", "happy , low ! it 's ")]
    [InlineData("café 😀", "café 😀 ")]
    public void Ids_become_text_again(string text, string expected)
    {
        var tokenizer = Tiny();
        Assert.Equal(expected, tokenizer.Decode(tokenizer.Encode(text)));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([1_000_000]));
    }

    [Fact]
    public void Unknown_symbols_of_a_small_vocabulary_are_the_end_token()
    {
        // The vocabulary and the sentence of Hugging Face's own test of its tokenizer.
        string[] tokens = ["l", "o", "w", "e", "r", "s", "t", "i", "d", "n", "lo", "l</w>", "w</w>", "r</w>", "t</w>", "low</w>",
            "er</w>", "lowest</w>", "newer</w>", "wider", "<unk>", "<|startoftext|>", "<|endoftext|>"];
        File.WriteAllText(folder["vocab.json"], JsonSerializer.Serialize(tokens.Select((t, i) => (t, i)).ToDictionary()));
        File.WriteAllText(folder["merges.txt"], "#version: 0.2\nl o\nlo w</w>\ne r</w>");
        var tokenizer = new ClipTokenizer(ClipVocabulary.Read(folder.Path), ClipTokenizerMode.HuggingFace);
        Assert.Equal([10, 2, 16, 9, 3, 2, 16], tokenizer.Encode("lower newer"));
        Assert.Contains(22, tokenizer.Encode("x"));
    }

    [Fact]
    public void A_folder_without_vocabulary_says_what_to_put_there()
    {
        var e = Assert.Throws<InputException>(() => ClipVocabulary.Read(folder.Path));
        Assert.Contains("vocab.json and merges.txt", e.Message);
        Assert.Contains(ClipVocabulary.OpenAIFile, e.Message);
    }

    ClipTokenizer Tiny(ClipTokenizerMode mode = ClipTokenizerMode.OpenAI) =>
        new(ClipVocabulary.Read(TinyVocabulary.OpenAI(folder)), mode);

    static ClipTokenizer Original(ClipTokenizerMode mode = ClipTokenizerMode.OpenAI) =>
        new(ClipVocabulary.Read(Fixtures.Shared("fixtures", "tokenizer", ClipVocabulary.OpenAIFile)), mode);
}
