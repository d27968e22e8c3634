namespace MerClip.Data;

/// <summary>Puts together what two data sets have of the same utterances, never by row.</summary>
public static class CorpusJoin
{
    /// <summary>A corpus with the emotions of another, such as MMSA's MOSEI with those of the SDK's labels.</summary>
    /// <param name="corpus">The utterances; their emotions, if they have some, are replaced.</param>
    /// <param name="emotions">Where the emotions are; its splits do not matter.</param>
    /// <returns>The corpus; how many utterances were found, the others have no emotions; and what they were found by: ids, times, or
    /// their order in the video, where sentiments confirm it.</returns>
    /// <exception cref="InputException">The other has no emotions or no utterance of the corpus, or the sentiments differ.</exception>
    public static (Corpus Corpus, int Found, string By) WithEmotions(Corpus corpus, Corpus emotions)
    {
        if (emotions.Emotions.Count == 0) throw new InputException("the data set that emotions are taken from has none; give another");
        var (found, by) = UtteranceMatch.Of([.. corpus.All], [.. emotions.All.Where(u => u.Emotions is not null)]);
        Dictionary<Split, IReadOnlyList<Utterance>> splits = Enum.GetValues<Split>().ToDictionary(s => s, s =>
            (IReadOnlyList<Utterance>)[.. corpus[s].Select(u => u with { Emotions = found.GetValueOrDefault(u.Id)?.Emotions })]);
        return (new Corpus(splits, emotions.Emotions), found.Count, by);
    }
}
