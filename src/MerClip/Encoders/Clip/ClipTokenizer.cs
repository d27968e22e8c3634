using System.Collections.Concurrent;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace MerClip.Encoders.Clip;

/// <summary>
/// CLIP's tokenizer: cleaning, CLIP's split into words, byte-level BPE (by Microsoft.ML.Tokenizers), start and end tokens. Source:
/// openai/CLIP <c>simple_tokenizer.py</c>; open_clip and Hugging Face where the mode says so. May be used by several threads.
/// </summary>
public sealed class ClipTokenizer
{
    const int MostCached = 1 << 16;
    const string StartText = "<|startoftext|>", EndText = "<|endoftext|>";

    static readonly ClipSplitter Plain = new([]);

    readonly BpeTokenizer bpe;
    readonly ClipSplitter splitter;
    readonly int[] specials;
    readonly ConcurrentDictionary<string, int[]> words = new();
    readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> known;
    readonly Lazy<string[]> names;

    /// <summary>Makes a tokenizer.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="mode">Whose rules to follow.</param>
    /// <param name="length">How many positions a text has, start and end included; at least 2.</param>
    /// <param name="padding">The id after the end; null takes the mode's: 0, and the end token for Hugging Face.</param>
    public ClipTokenizer(ClipVocabulary vocabulary, ClipTokenizerMode mode = ClipTokenizerMode.OpenAI, int length = 77, int? padding = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        (Vocabulary, Mode, Length) = (vocabulary, mode, length);
        Padding = padding ?? (mode == ClipTokenizerMode.HuggingFace ? vocabulary.End : 0);
        bpe = BpeTokenizer.Create(new BpeOptions(vocabulary.Tokens)
        {
            Merges = vocabulary.Merges,
            ByteLevel = true,
            EndOfWordSuffix = ClipVocabulary.EndOfWord,
            UnknownToken = vocabulary.Tokens.First(t => t.Value == vocabulary.End).Key,
        });
        specials = [vocabulary.Start, vocabulary.End];
        splitter = new ClipSplitter(mode == ClipTokenizerMode.OpenClip
            ? ["<start_of_text>", "<end_of_text>"]
            : [StartText, EndText]);
        known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        names = new(() =>
        {
            var byId = new string[vocabulary.Tokens.Values.Max() + 1];
            foreach (var (token, id) in vocabulary.Tokens) byId[id] = token;
            return byId;
        });
    }

    /// <summary>The tokens.</summary>
    public ClipVocabulary Vocabulary { get; }

    /// <summary>Whose rules are followed.</summary>
    public ClipTokenizerMode Mode { get; }

    /// <summary>How many positions a text has, start and end included.</summary>
    public int Length { get; }

    /// <summary>The id after the end.</summary>
    public int Padding { get; }

    /// <summary>A text as it is split: repaired and in lower case, as the mode says.</summary>
    public string Clean(string text) => ClipCleaner.Clean(text, Mode);

    /// <summary>The ids of a text, without start and end, however many they are.</summary>
    public IReadOnlyList<int> Encode(string text)
    {
        var ids = new List<int>();
        if (Mode != ClipTokenizerMode.HuggingFace)
        {
            Append(ids, ClipCleaner.Clean(text, Mode), splitter);
            return ids;
        }
        // Special tokens are taken out of the raw text, anywhere.
        for (int at = 0; at < text.Length;)
        {
            int start = text.IndexOf(StartText, at, StringComparison.Ordinal), end = text.IndexOf(EndText, at, StringComparison.Ordinal);
            bool isEnd = end >= 0 && (start < 0 || end < start);
            int next = isEnd ? end : start;
            Append(ids, ClipCleaner.Clean(next < 0 ? text[at..] : text[at..next], Mode), Plain);
            if (next < 0) break;
            ids.Add(isEnd ? Vocabulary.End : Vocabulary.Start);
            at = next + (isEnd ? EndText : StartText).Length;
        }
        return ids;
    }

    /// <summary>A text as the model takes it: start, ids, end, padding.</summary>
    /// <param name="text">The text.</param>
    /// <param name="used">How many ids come before the padding, the end included.</param>
    /// <returns><see cref="Length"/> ids. A text that is too long is cut, and the last id is the end token.</returns>
    public long[] Tokenize(string text, out int used)
    {
        var ids = Encode(text);
        int kept = Math.Min(ids.Count, Length - 2);
        var tokens = new long[Length];
        Array.Fill(tokens, Padding);
        tokens[0] = Vocabulary.Start;
        for (int i = 0; i < kept; i++) tokens[i + 1] = ids[i];
        tokens[kept + 1] = Vocabulary.End;
        used = kept + 2;
        return tokens;
    }

    /// <summary>The text of ids: lower case, with a space after every word. Bytes that are no UTF-8 become U+FFFD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public string Decode(IEnumerable<int> ids)
    {
        // A character may have its bytes in two tokens, so all symbols are decoded together.
        var symbols = new StringBuilder();
        foreach (int id in ids)
            symbols.Append(id >= 0 && id < names.Value.Length && names.Value[id] is { } token
                ? token
                : throw new ArgumentOutOfRangeException(nameof(ids), id, "the vocabulary has no such id"));
        return ByteSymbols.Decode(symbols.Replace(ClipVocabulary.EndOfWord, "Ġ").ToString()); // the symbol of a space
    }

    void Append(List<int> ids, string text, ClipSplitter split)
    {
        foreach (var piece in split.Split(text))
        {
            if (piece.Special >= 0)
            {
                ids.Add(specials[piece.Special]);
                continue;
            }
            var word = text.AsSpan(piece.Start, piece.Length);
            if (!known.TryGetValue(word, out int[]? tokens))
            {
                tokens = [.. bpe.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false)];
                if (words.Count < MostCached) known.TryAdd(word, tokens);
            }
            ids.AddRange(tokens);
        }
    }
}
