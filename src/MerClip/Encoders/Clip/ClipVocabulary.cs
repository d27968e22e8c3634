using System.IO.Compression;
using System.Text.Json;

namespace MerClip.Encoders.Clip;

/// <summary>The tokens of a CLIP and the merges that make them, from the file that comes with its checkpoint.</summary>
public sealed class ClipVocabulary
{
    /// <summary>What ends a word in tokens.</summary>
    public const string EndOfWord = "</w>";

    /// <summary>The name of OpenAI's vocabulary.</summary>
    public const string OpenAIFile = "bpe_simple_vocab_16e6.txt.gz";

    // OpenAI's file has more merges than CLIP has tokens: 49,408 less two alphabets and the two special tokens.
    const int OpenAIMerges = 48894;
    const int MostBytes = 1 << 26, MostTokens = 1 << 24;

    ClipVocabulary(string path, Dictionary<string, int> tokens, List<string> merges)
    {
        (Path, Tokens, Merges) = (path, tokens, merges);
        Start = Special("<|startoftext|>", "<start_of_text>");
        End = Special("<|endoftext|>", "<end_of_text>");
    }

    /// <summary>The file, or the folder of several.</summary>
    public string Path { get; }

    /// <summary>The ids of the tokens; the last token of a word ends in <see cref="EndOfWord"/>.</summary>
    public IReadOnlyDictionary<string, int> Tokens { get; }

    /// <summary>Pairs of tokens, with a space between, in the order in which they are merged.</summary>
    public IReadOnlyList<string> Merges { get; }

    /// <summary>The id of the token that texts start with.</summary>
    public int Start { get; }

    /// <summary>The id of the token that texts end with.</summary>
    public int End { get; }

    /// <summary>Reads a vocabulary.</summary>
    /// <param name="path">OpenAI's <c>bpe_simple_vocab_16e6.txt.gz</c> (or unpacked), or a folder that has that or Hugging Face's
    /// <c>vocab.json</c> and <c>merges.txt</c>.</param>
    /// <exception cref="InputException">There is none, or it is damaged.</exception>
    public static ClipVocabulary Read(string path)
    {
        if (!Directory.Exists(path)) return OpenAI(path);
        string In(string name) => System.IO.Path.Combine(path, name);
        if (File.Exists(In("vocab.json")) && File.Exists(In("merges.txt"))) return HuggingFace(path, In("vocab.json"), In("merges.txt"));
        if (File.Exists(In(OpenAIFile))) return OpenAI(In(OpenAIFile));
        if (File.Exists(In(OpenAIFile[..^3]))) return OpenAI(In(OpenAIFile[..^3]));
        throw new InputException($"{path} has no vocabulary, without which CLIP reads no text: put vocab.json and merges.txt of the "
            + $"model, or OpenAI's {OpenAIFile}, into that folder");
    }

    static ClipVocabulary OpenAI(string path)
    {
        string[] lines = Text(path).Split('\n');
        if (!lines[0].Contains("#version"))
            throw new InputException($"{path} is no vocabulary of CLIP: its first line has no #version; download it again");
        return Of(path, lines.Skip(1).Take(OpenAIMerges).Where(line => line.Length > 0).ToList());
    }

    /// <summary>A vocabulary in OpenAI's order: bytes, bytes that end a word, what is merged of them, start and end.</summary>
    /// <param name="path">Where it comes from, for messages.</param>
    /// <param name="merges">Pairs of tokens, with a space between, in the order in which they are merged.</param>
    /// <exception cref="InputException">A merge is none.</exception>
    public static ClipVocabulary Of(string path, IReadOnlyList<string> merges)
    {
        var tokens = new Dictionary<string, int>();
        foreach (string end in new[] { "", EndOfWord })
            foreach (char symbol in ByteSymbols.InOrder) tokens.Add(symbol + end, tokens.Count);
        foreach (string merge in merges) tokens.TryAdd(Merged(path, merge), tokens.Count);
        tokens.Add("<|startoftext|>", tokens.Count);
        tokens.Add("<|endoftext|>", tokens.Count);
        return new ClipVocabulary(path, tokens, [.. merges]);
    }

    /// <summary>Writes Hugging Face's <c>vocab.json</c> and <c>merges.txt</c>.</summary>
    /// <param name="folder">Where to.</param>
    public void Write(string folder)
    {
        AtomicFile.WriteText(System.IO.Path.Combine(folder, "vocab.json"), JsonSerializer.Serialize(
            Tokens.OrderBy(t => t.Value).ToDictionary(t => t.Key, t => t.Value),
            new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n");
        AtomicFile.WriteText(System.IO.Path.Combine(folder, "merges.txt"), $"#version: 0.2\n{string.Join('\n', Merges)}\n");
    }

    static ClipVocabulary HuggingFace(string folder, string vocabulary, string mergesFile)
    {
        Dictionary<string, int> tokens;
        try
        {
            tokens = JsonSerializer.Deserialize<Dictionary<string, int>>(Text(vocabulary))
                ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InputException($"{vocabulary} is no list of tokens with ids ({e.Message}); download it again", e);
        }
        if (tokens.Any(t => t.Value is < 0 or > MostTokens))
            throw new InputException($"{vocabulary} has ids that are no positions in a list of tokens; download it again");
        var merges = Text(mergesFile).Split('\n').Select(line => line.TrimEnd('\r'))
            .Where(line => line.Length > 0 && !line.StartsWith("#version", StringComparison.Ordinal)).ToList();
        foreach (string merge in merges)
            if (!tokens.ContainsKey(Merged(mergesFile, merge)))
                throw new InputException($"{mergesFile}: '{InputException.Shown(merge)}' makes a token that vocab.json lacks; "
                    + "the two files belong to different models");
        return new ClipVocabulary(folder, tokens, merges);
    }

    static string Merged(string path, string merge) => merge.Split(' ') is [{ Length: > 0 } first, { Length: > 0 } second]
        ? first + second
        : throw new InputException($"{path}: '{InputException.Shown(merge)}' is no merge of two tokens; download it again");

    static string Text(string path)
    {
        using var file = InputFile.Open(path);
        try
        {
            bool packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            using Stream stream = packed ? new GZipStream(file, CompressionMode.Decompress) : new BufferedStream(file);
            var bytes = new byte[MostBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length == bytes.Length) throw new InputException($"{path} is too large for a vocabulary; download it again");
            return System.Text.Encoding.UTF8.GetString(bytes, 0, length);
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"{path} cannot be unpacked ({e.Message}); download it again", e);
        }
    }

    int Special(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (Tokens.TryGetValue(name, out int id)) return id;
        throw new InputException($"{Path}: the vocabulary has no token {names[0]}; it is no vocabulary of CLIP");
    }
}
