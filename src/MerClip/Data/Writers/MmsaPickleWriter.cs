namespace MerClip.Data.Writers;

/// <summary>Writes MMSA's layout (see <see cref="MmsaReader"/>) as a pickle that NumPy 1 and 2 load.</summary>
sealed class MmsaPickleWriter : ICorpusWriter
{
    public string Name => "MMSA pickle";

    public IReadOnlyList<string> Extensions => [".pkl", ".pickle"];

    public void Write(Corpus corpus, Stream stream)
    {
        PickleOutput output = new(stream);
        output.Start();
        output.Dictionary(() =>
        {
            foreach (Split split in Enum.GetValues<Split>())
            {
                output.Text(split.ToString().ToLowerInvariant());
                output.Dictionary(() => Write(corpus, split, output));
            }
            if (corpus.Emotions.Count == 0) return;
            output.Text("emotion_names");
            output.Texts(corpus.Emotions);
        });
        output.End();
    }

    static void Write(Corpus corpus, Split split, PickleOutput output)
    {
        IReadOnlyList<Utterance> utterances = corpus[split];
        Texts("raw_text", u => u.Text);
        foreach (PaddedFeatures features in PaddedFeatures.Of(corpus, split))
        {
            output.Text(features.Key);
            output.Singles(features.Shape, features.Rows);
            output.Text($"{features.Key}_lengths");
            output.Integers(features.Lengths);
        }
        Texts("id", u => u.Id);
        if (corpus.All.Any(u => u.Annotation is not null)) Texts("annotations", u => u.Annotation ?? "");
        if (corpus.All.Any(u => !float.IsNaN(u.Sentiment)))
            Numbers("regression_labels", [utterances.Count], u => [u.Sentiment]);
        if (corpus.Emotions.Count > 0)
            Numbers("emotion_labels", [utterances.Count, corpus.Emotions.Count], u => EmotionRow.Of(u, corpus.Emotions.Count));

        void Texts(string key, Func<Utterance, string> text)
        {
            output.Text(key);
            output.Texts(utterances.Select(text));
        }

        void Numbers(string key, int[] shape, Func<Utterance, float[]> row)
        {
            output.Text(key);
            output.Singles(shape, utterances.Select(u => (ReadOnlyMemory<float>)row(u)));
        }
    }
}
