namespace MerClip.Data;

/// <summary>Puts together what two data sets have of the same utterances, by id and never by row.</summary>
public static class CorpusJoin
{
    /// <summary>Labels closer than this are the same label, written with other digits.</summary>
    const float SameLabel = 0.05f;

    /// <summary>The part of the common utterances whose sentiment must agree, if both have one.</summary>
    const double Agreeing = 0.95;

    /// <summary>A corpus with the emotions of another, such as MMSA's MOSEI with those of the SDK's labels.</summary>
    /// <param name="corpus">The utterances; their emotions, if they have some, are replaced.</param>
    /// <param name="emotions">Where the emotions are; its splits do not matter.</param>
    /// <returns>The corpus, and how many utterances were found; the others have no emotions.</returns>
    /// <exception cref="InputException">The other has no emotions or no utterance of the corpus, or ids mean other
    /// utterances there: the sentiments differ.</exception>
    public static (Corpus Corpus, int Found) WithEmotions(Corpus corpus, Corpus emotions)
    {
        if (emotions.Emotions.Count == 0) throw new InputException("the data set that emotions are taken from has none; give another");
        Dictionary<string, Utterance> byId = emotions.All.Where(u => u.Emotions is not null).ToDictionary(u => u.Id);
        (Utterance Ours, Utterance Theirs)[] common = [.. corpus.All.Where(u => byId.ContainsKey(u.Id)).Select(u => (u, byId[u.Id]))];
        if (common.Length == 0)
            throw new InputException($"no utterance has the same id in both data sets: {First(corpus)} here, {First(emotions)} there; "
                + "give data sets whose ids are VIDEO$_$CLIP");
        (Utterance Ours, Utterance Theirs)[] both = [.. common.Where(p => float.IsFinite(p.Ours.Sentiment) && float.IsFinite(p.Theirs.Sentiment))];
        int agree = both.Count(p => Math.Abs(p.Ours.Sentiment - p.Theirs.Sentiment) < SameLabel);
        if (agree < Agreeing * both.Length)
            throw new InputException($"the sentiments of only {agree} of {both.Length} utterances agree with those of the same id, "
                + "so the clips are numbered differently; use one source for both");
        Dictionary<Split, IReadOnlyList<Utterance>> splits = Enum.GetValues<Split>().ToDictionary(s => s, s =>
            (IReadOnlyList<Utterance>)[.. corpus[s].Select(u => u with { Emotions = byId.GetValueOrDefault(u.Id)?.Emotions })]);
        return (new Corpus(splits, emotions.Emotions), common.Length);
    }

    static string First(Corpus corpus) => InputException.Shown(corpus.All.FirstOrDefault()?.Id ?? "none");
}
