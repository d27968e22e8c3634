using System.Text.Json;
using MerClip.Checkpoints;

namespace MerClip.Data.Writers;

/// <summary>Writes MMSA's layout as tensors called <c>train.audio</c> and so on; texts are JSON lists in the header.</summary>
sealed class SafetensorsCorpusWriter : ICorpusWriter
{
    public string Name => "safetensors";

    public IReadOnlyList<string> Extensions => [".safetensors"];

    public void Write(Corpus corpus, Stream stream)
    {
        List<SafetensorsEntry> tensors = [];
        Dictionary<string, string> texts = [];
        foreach (Split split in Enum.GetValues<Split>())
        {
            string prefix = split.ToString().ToLowerInvariant();
            IReadOnlyList<Utterance> utterances = corpus[split];
            Texts("id", utterances.Select(u => u.Id));
            Texts("raw_text", utterances.Select(u => u.Text));
            if (corpus.All.Any(u => u.Annotation is not null)) Texts("annotations", utterances.Select(u => u.Annotation ?? ""));
            foreach (PaddedFeatures features in PaddedFeatures.Of(corpus, split))
            {
                tensors.Add(SafetensorsEntry.Of($"{prefix}.{features.Key}", features.Shape, features.Rows));
                tensors.Add(SafetensorsEntry.Of($"{prefix}.{features.Key}_lengths", [.. features.Lengths.Select(l => (long)l)]));
            }
            if (corpus.All.Any(u => !float.IsNaN(u.Sentiment)))
                Numbers("regression_labels", [utterances.Count], u => [u.Sentiment]);
            if (corpus.Emotions.Count > 0)
                Numbers("emotion_labels", [utterances.Count, corpus.Emotions.Count], u => EmotionRow.Of(u, corpus.Emotions.Count));

            void Texts(string key, IEnumerable<string> values) => texts[$"{prefix}.{key}"] = JsonSerializer.Serialize(values);

            void Numbers(string key, int[] shape, Func<Utterance, float[]> row) => tensors.Add(
                SafetensorsEntry.Of($"{prefix}.{key}", shape, utterances.Select(u => (ReadOnlyMemory<float>)row(u))));
        }
        if (corpus.Emotions.Count > 0) texts["emotion_names"] = JsonSerializer.Serialize(corpus.Emotions);
        new SafetensorsWriter(tensors, texts).Write(stream);
    }
}
