namespace MerClip.Encoders.Words;

/// <summary>Pretrained vectors of words, as GloVe and word2vec publish them: the rows of the words asked for.</summary>
public sealed class WordVectors
{
    readonly Dictionary<string, int> indices;

    internal WordVectors(IReadOnlyList<string> words, float[] values, int width, int duplicates)
    {
        Words = words;
        Values = values;
        Width = width;
        Duplicates = duplicates;
        indices = new Dictionary<string, int>(words.Select((word, index) => KeyValuePair.Create(word, index)));
        Vocabulary = indices.Keys.ToHashSet();
    }

    /// <summary>The words that have a vector, in the order of the file.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The same words, to ask whether one is among them.</summary>
    public IReadOnlySet<string> Vocabulary { get; }

    /// <summary>The vectors, row-major <c>[Words.Count, Width]</c>; every value is finite.</summary>
    public ReadOnlyMemory<float> Values { get; }

    /// <summary>How many numbers a word has.</summary>
    public int Width { get; }

    /// <summary>How many rows were left out because their word had one already.</summary>
    public int Duplicates { get; }

    /// <summary>Reads the vectors of some words out of a text file: a line <c>word v1 … vN</c> each, perhaps after
    /// word2vec's header <c>count width</c>. The file is read once, whatever its size; other lines are not parsed.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <param name="words">The words to look for, spelt as in the file. Those that it lacks are left out.</param>
    /// <exception cref="InputException">The file cannot be opened, is empty or cut off, or has a line of another width or a
    /// value that is no finite number; the message says which line.</exception>
    public static WordVectors Read(string path, IReadOnlySet<string> words)
    {
        using WordVectorFile file = new(path, words);
        return file.Read();
    }

    /// <summary>These vectors and, for words that have none here, those of another file of the same width.</summary>
    /// <exception cref="InputException">The widths differ.</exception>
    public WordVectors With(WordVectors more)
    {
        if (more.Width != Width)
            throw new InputException($"word vectors of {more.Width} and of {Width} numbers do not go together: use the file "
                + "that the run was trained with");
        var added = more.Words.Where(w => IndexOf(w) < 0).ToArray();
        return new WordVectors([.. Words, .. added],
            [.. Values.Span, .. added.SelectMany(w => more[more.IndexOf(w)].ToArray())], Width, Duplicates + more.Duplicates);
    }

    /// <summary>The row of a word in <see cref="Values"/>, or −1 if it has none.</summary>
    /// <param name="word">The word, spelt as in the file.</param>
    public int IndexOf(string word) => indices.GetValueOrDefault(word, -1);

    /// <summary>The vector of a row.</summary>
    /// <param name="index">The row, from <see cref="IndexOf"/>.</param>
    /// <returns><c>[Width]</c>, a view.</returns>
    public ReadOnlySpan<float> this[int index] => Values.Span.Slice(index * Width, Width);
}
