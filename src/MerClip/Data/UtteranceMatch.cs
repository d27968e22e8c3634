using System.Globalization;

namespace MerClip.Data;

/// <summary>Finds the utterances of one data set in another: by id, or where clips are numbered otherwise, by what ids stand for.
/// </summary>
/// <remarks>CMU-MOSEI's clips are numbered by MMSA as its transcripts are cut, by the SDK as its labels lie in the file, and MulT gives
/// their times. So three ways are tried: the ids; the times, where both have them; and the order in the video, where there is only one
/// way in which the sentiments of all its utterances agree in this order.</remarks>
static class UtteranceMatch
{
    /// <summary>Labels closer than this are the same label, written with other digits.</summary>
    const float SameLabel = 0.05f;

    /// <summary>Times closer than this are the same time, in seconds.</summary>
    const double SameTime = 0.01;

    /// <summary>The part of the utterances found by id or time whose sentiment must agree, if both have one.</summary>
    const double Agreeing = 0.95;

    /// <summary>The part of the utterances of common videos that must be found by order: fewer are found by chance.</summary>
    const double Ordered = 0.5;

    /// <summary>Finds them.</summary>
    /// <returns>Those of <paramref name="others"/> by the id that they have in <paramref name="utterances"/>, and what they were found
    /// by.</returns>
    /// <exception cref="InputException">None is found, or the sentiments differ.</exception>
    public static (IReadOnlyDictionary<string, Utterance> Found, string By) Of(
        IReadOnlyList<Utterance> utterances, IReadOnlyList<Utterance> others)
    {
        Dictionary<string, Utterance> byId = others.ToDictionary(u => u.Id);
        (Utterance, Utterance)[] same = [.. utterances.Where(u => byId.ContainsKey(u.Id)).Select(u => (u, byId[u.Id]))];
        if (Agree(same)) return (Found(same), "by id");
        ILookup<string, Utterance> ofVideo = others.ToLookup(u => u.Video);
        (Utterance, Utterance)[] timed = [.. utterances.SelectMany(u => ofVideo[u.Video].Where(o => SameTimes(u, o)).Take(1).Select(o => (u, o)))];
        if (Agree(timed)) return (Found(timed), "by their times");
        Utterance[] common = [.. utterances.Where(u => ofVideo.Contains(u.Video))];
        (Utterance, Utterance)[] ordered = [.. common.GroupBy(u => u.Video).SelectMany(v => InOrder([.. v], [.. ofVideo[v.Key]]))];
        if (ordered.Length > Ordered * common.Length) return (Found(ordered), "by their order in the video, which the sentiments confirm");
        throw same.Length == 0
            ? new InputException($"no utterance has the same id in both data sets: {First(utterances)} here, {First(others)} there; "
                + "give data sets whose ids are VIDEO$_$CLIP")
            : new InputException($"the sentiments of only {Agreed(same)} of {same.Count(Both)} utterances agree with those of the same id, nor "
                + "do they in order of time, so the clips are others; use one source for both");
    }

    static bool Agree((Utterance, Utterance)[] pairs) => pairs.Length > 0 && Agreed(pairs) >= Agreeing * pairs.Count(Both);

    static int Agreed((Utterance, Utterance)[] pairs) => pairs.Count(p => Both(p) && SameSentiment(p.Item1, p.Item2));

    static bool Both((Utterance, Utterance) pair) => float.IsFinite(pair.Item1.Sentiment) && float.IsFinite(pair.Item2.Sentiment);

    static bool SameSentiment(Utterance a, Utterance b) => Math.Abs(a.Sentiment - b.Sentiment) < SameLabel;

    static bool SameTimes(Utterance a, Utterance b) => a.Time is { } one && b.Time is { } two
        && Math.Abs(one.Start - two.Start) < SameTime && Math.Abs(one.End - two.End) < SameTime;

    // The utterances of a video in both data sets, one of which may have fewer.
    static IEnumerable<(Utterance, Utterance)> InOrder(Utterance[] ours, Utterance[] theirs)
    {
        if (ours.Length > theirs.Length) return InOrder(theirs, ours).Select(p => (p.Item2, p.Item1));
        (ours, theirs) = ([.. ours.OrderBy(Place)], [.. theirs.OrderBy(Place)]);
        if (ours.Concat(theirs).Any(u => double.IsNaN(Place(u)) || !float.IsFinite(u.Sentiment))) return [];
        // ways[i, j]: how many ways there are to find the utterances from i on among theirs from j on; more than one are two
        int[,] ways = new int[ours.Length + 1, theirs.Length + 1];
        for (int j = 0; j <= theirs.Length; j++) ways[ours.Length, j] = 1;
        for (int i = ours.Length - 1; i >= 0; i--)
            for (int j = theirs.Length - 1; j >= 0; j--)
                ways[i, j] = Math.Min(2, ways[i, j + 1] + (SameSentiment(ours[i], theirs[j]) ? ways[i + 1, j + 1] : 0));
        if (ways[0, 0] != 1) return [];
        List<(Utterance, Utterance)> pairs = [];
        for (int i = 0, j = 0; i < ours.Length; j++)
            if (SameSentiment(ours[i], theirs[j]) && ways[i + 1, j + 1] > 0) pairs.Add((ours[i++], theirs[j]));
        return pairs;
    }

    // In its video: when it starts, or else its number.
    static double Place(Utterance utterance) => utterance.Time?.Start
        ?? (double.TryParse(utterance.Id[utterance.Video.Length..].TrimStart('$', '_'), CultureInfo.InvariantCulture, out double clip) ? clip : double.NaN);

    static Dictionary<string, Utterance> Found((Utterance, Utterance)[] pairs) => pairs.ToDictionary(p => p.Item1.Id, p => p.Item2);

    static string First(IReadOnlyList<Utterance> utterances) => InputException.Shown(utterances.Count == 0 ? "none" : utterances[0].Id);
}
