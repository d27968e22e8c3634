using System.Globalization;
using System.Text;
using MerClip.Data;

namespace MerClip.Encoders.Words;

/// <summary>
/// Texts as sequences of pretrained word vectors. Words without a vector are left out. Words that training may correct
/// are numbered from 1; a step's last feature is that number, 0 for any other word.
/// </summary>
public sealed class WordTextEncoder : ITextEncoder
{
    readonly WordVectors vectors;
    readonly WordTokenizer tokenizer;
    readonly Dictionary<string, int> rows;

    /// <summary>Makes an encoder of vectors.</summary>
    /// <param name="vectors">The vectors of all words that will be met.</param>
    /// <param name="tuned">The words that training corrects, in the order of their rows; may be empty.</param>
    public WordTextEncoder(WordVectors vectors, IReadOnlyList<string> tuned)
    {
        this.vectors = vectors;
        Tuned = tuned;
        tokenizer = new WordTokenizer(vectors.Vocabulary);
        rows = tuned.Select((word, i) => (word, i)).ToDictionary(p => p.word, p => p.i + 1);
    }

    /// <summary>The words that training corrects, in the order of their rows.</summary>
    public IReadOnlyList<string> Tuned { get; }

    /// <inheritdoc/>
    public int StepWidth => vectors.Width + (Tuned.Count > 0 ? 1 : 0);

    /// <inheritdoc/>
    public int Width => vectors.Width;

    /// <summary>Reads the vectors that some texts need.</summary>
    /// <param name="path">Word vectors in GloVe's text format.</param>
    /// <param name="texts">All texts that will be encoded.</param>
    /// <param name="tuned">Gives the words to correct, from the tokenizer; by default none.</param>
    /// <exception cref="InputException">The file is not readable as word vectors.</exception>
    public static WordTextEncoder Read(
        string path, IEnumerable<string> texts, Func<WordTokenizer, IReadOnlyList<string>>? tuned = null)
    {
        var vectors = WordVectors.Read(path, texts.SelectMany(WordTokenizer.Candidates).ToHashSet());
        var chosen = tuned?.Invoke(new WordTokenizer(vectors.Vocabulary)) ?? [];
        return new WordTextEncoder(vectors, [.. chosen.Where(vectors.Vocabulary.Contains)]);
    }

    /// <summary>Brings back the encoder of a run for some texts. The run's own vectors come first; words that it has not met
    /// are looked up in the file that it was trained with, if that is still there.</summary>
    /// <param name="saved">What <see cref="Save"/> wrote.</param>
    /// <param name="original">The file of all vectors; need not exist.</param>
    /// <param name="texts">All texts that will be encoded.</param>
    /// <param name="tuned">How many words training corrects.</param>
    public static WordTextEncoder Reopen(string saved, string original, IEnumerable<string> texts, int tuned)
    {
        var wanted = texts.SelectMany(WordTokenizer.Candidates).ToHashSet();
        var vectors = WordVectors.Read(saved, wanted);
        wanted.ExceptWith(vectors.Words);
        if (wanted.Count > 0 && File.Exists(original)) vectors = vectors.With(WordVectors.Read(original, wanted));
        return new WordTextEncoder(vectors, [.. File.ReadLines(saved).Take(tuned).Select(line => line.Split(' ')[0])]);
    }

    /// <summary>How many words of some texts have no vector, and which.</summary>
    public WordCoverage Coverage(IEnumerable<string> texts) => WordCoverage.Of(texts, tokenizer, vectors.Vocabulary);

    /// <inheritdoc/>
    public FeatureSequence? Encode(string text)
    {
        var known = Known(text);
        if (known.Count == 0) return null;
        var values = new float[known.Count * StepWidth];
        for (int step = 0; step < known.Count; step++)
        {
            var row = values.AsSpan(step * StepWidth, StepWidth);
            vectors[vectors.IndexOf(known[step])].CopyTo(row);
            if (Tuned.Count > 0) row[^1] = rows.GetValueOrDefault(known[step]); // exact in float32 up to 16 million words
        }
        return new FeatureSequence(values, known.Count, StepWidth);
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string Word, int Steps)> Words(string text) => [.. Known(text).Select(word => (word, 1))];

    /// <summary>The mean of the vectors of the words, <c>[W]</c>.</summary>
    public float[]? Pool(string text)
    {
        var known = Known(text);
        if (known.Count == 0) return null;
        var mean = new float[Width];
        foreach (string word in known)
        {
            var vector = vectors[vectors.IndexOf(word)];
            for (int f = 0; f < Width; f++) mean[f] += vector[f] / known.Count;
        }
        return mean;
    }

    /// <summary>Writes the vectors in GloVe's text format, corrected words first, so that a run can be used without the file
    /// that they came from.</summary>
    public void Save(string path)
    {
        var lines = new StringBuilder();
        foreach (string word in Tuned.Concat(vectors.Words.Where(w => !rows.ContainsKey(w))))
        {
            lines.Append(word);
            foreach (float x in vectors[vectors.IndexOf(word)])
                lines.Append(' ').Append(x.ToString("R", CultureInfo.InvariantCulture));
            lines.Append('\n');
        }
        AtomicFile.WriteText(path, lines.ToString());
    }

    List<string> Known(string text) => [.. tokenizer.Tokenize(text).Where(w => vectors.IndexOf(w) >= 0)];
}
