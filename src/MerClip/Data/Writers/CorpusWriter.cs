namespace MerClip.Data.Writers;

/// <summary>Writes a data set so that other tools, and <see cref="CorpusReader"/>, read it. The name's ending decides the
/// format.</summary>
/// <remarks>What is written is what was read: padding is cut off or made anew, values that were not finite are 0. Reading
/// the file gives the same data set again, in every format.</remarks>
public static class CorpusWriter
{
    /// <summary>A new format is one line here.</summary>
    static readonly ICorpusWriter[] Writers = [new MmsaPickleWriter(), new ArrowWriter(), new SafetensorsCorpusWriter()];

    /// <summary>The endings that there are formats for, and what these are called.</summary>
    public static string Formats { get; } = string.Join(", ", Writers.Select(w => $"{string.Join(" or ", w.Extensions)} ({w.Name})"));

    /// <summary>Writes a file, which appears whole or not at all.</summary>
    /// <param name="corpus">The data set.</param>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <returns>The name of the format.</returns>
    /// <exception cref="InputException">The name ends like no format, or the data set has features of several
    /// widths.</exception>
    public static string Write(Corpus corpus, string path)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        ICorpusWriter writer = Array.Find(Writers, w => w.Extensions.Contains(extension))
            ?? throw new InputException($"{path} ends with '{extension}', which no format does; these can be written: {Formats}");
        IReadOnlyDictionary<Modality, int> widths = corpus.Widths;
        foreach (Utterance utterance in corpus.All)
            foreach ((Modality modality, FeatureSequence sequence) in utterance.Features)
                if (sequence.Width != widths[modality])
                    throw new InputException($"utterance {utterance.Id}: its {modality} has {sequence.Width} features a step, "
                        + $"others have {widths[modality]}; a file has one width");
        AtomicFile.Write(path, stream => writer.Write(corpus, stream));
        return writer.Name;
    }
}
