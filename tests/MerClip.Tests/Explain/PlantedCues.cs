using MerClip.Data;

namespace MerClip.Tests.Explain;

/// <summary>
/// Utterances of which one step of one modality alone decides the sentiment: a word, a tone or a face among others that mean
/// nothing. Where it stands is known, so that explanations can be judged.
/// </summary>
static class PlantedCues
{
    static readonly string[] Empty = ["bo", "ka", "lun", "mef", "tiv", "sor", "wup"];

    /// <summary>Makes a corpus, and tells of each test utterance where its cue is.</summary>
    public static (Corpus Corpus, IReadOnlyList<(Modality Modality, int Step)> Cues) Make(int train, int valid, int test, int seed)
    {
        var random = new Random(seed);
        var cues = new List<(Modality, int)>();
        Utterance[] Some(string split, int count, List<(Modality, int)> where) =>
            [.. Enumerable.Range(0, count).Select(i => One($"{split}{i}$_$0", (Modality)(i % 3), random, where, whole: split == "test"))];
        return (new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>>
        {
            [Split.Train] = Some("train", train, []), [Split.Valid] = Some("valid", valid, []), [Split.Test] = Some("test", test, cues),
        }), cues);
    }

    static Utterance One(string id, Modality cued, Random random, List<(Modality, int)> where, bool whole)
    {
        bool glad = random.Next(2) == 1;
        int steps = random.Next(4, 9), place = random.Next(steps);
        where.Add((cued, place));
        string[] words = [.. Enumerable.Range(0, steps).Select(_ => Empty[random.Next(Empty.Length)])];
        if (cued == Modality.Text) words[place] = glad ? "zarp" : "zub";
        FeatureSequence Sequence(Modality modality, int width)
        {
            var values = new float[steps * width];
            for (int i = 0; i < values.Length; i++) values[i] = 0.6f * (random.NextSingle() - 0.5f);
            if (modality == cued) values[place * width] = glad ? 3 : -3;
            return new FeatureSequence(values, steps, width);
        }
        var features = new Dictionary<Modality, FeatureSequence>();
        foreach (var (modality, width) in new[] { (Modality.Audio, SyntheticCorpus.AudioWidth), (Modality.Vision, SyntheticCorpus.VisionWidth) })
            if (whole || modality == cued || random.Next(3) > 0) features[modality] = Sequence(modality, width);
        return new Utterance
        {
            Id = id, Text = whole || cued == Modality.Text || random.Next(3) > 0 ? string.Join(' ', words) : "", Sentiment = glad ? 0.6f : -0.6f, Annotation = glad ? "Positive" : "Negative",
            Features = features,
        };
    }
}
