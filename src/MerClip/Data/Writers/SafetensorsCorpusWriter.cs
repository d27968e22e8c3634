using System.Text.Json;
using MerClip.Checkpoints;
using static TorchSharp.torch;

namespace MerClip.Data.Writers;

/// <summary>Writes MMSA's layout as tensors called <c>train.audio</c> and so on; texts are JSON lists in the header.</summary>
sealed class SafetensorsCorpusWriter : ICorpusWriter
{
    public string Name => "safetensors";

    public IReadOnlyList<string> Extensions => [".safetensors"];

    public void Write(Corpus corpus, Stream stream)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = [];
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
                Tensor all = zeros([.. features.Shape.Select(s => (long)s)], float32, CPU);
                using (Tensor flat = all.view(-1)) Fill(flat, features.Rows);
                tensors[$"{prefix}.{features.Key}"] = all;
                tensors[$"{prefix}.{features.Key}_lengths"] = tensor(features.Lengths.Select(l => (long)l).ToArray());
            }
            if (corpus.All.Any(u => !float.IsNaN(u.Sentiment)))
                tensors[$"{prefix}.regression_labels"] = tensor(utterances.Select(u => u.Sentiment).ToArray());
            if (corpus.Emotions.Count > 0)
                tensors[$"{prefix}.emotion_labels"] = tensor(utterances.SelectMany(u => EmotionRow.Of(u, corpus.Emotions.Count))
                    .ToArray(), [utterances.Count, corpus.Emotions.Count]);

            void Texts(string key, IEnumerable<string> values) => texts[$"{prefix}.{key}"] = JsonSerializer.Serialize(values);
        }
        if (corpus.Emotions.Count > 0) texts["emotion_names"] = JsonSerializer.Serialize(corpus.Emotions);
        new SafetensorsWriter(tensors, texts).Write(stream);
    }

    // A tensor can be longer than a span.
    static void Fill(Tensor flat, IEnumerable<ReadOnlyMemory<float>> rows)
    {
        long at = 0;
        foreach (ReadOnlyMemory<float> row in rows)
        {
            if (row.Length == 0) continue;
            using Tensor part = flat.narrow(0, at, row.Length);
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.Span).CopyTo(part.bytes);
            at += row.Length;
        }
    }
}
