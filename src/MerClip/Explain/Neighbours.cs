using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Explain;

/// <summary>
/// What an utterance is near to in the space where the model compares. Two utterances are as alike as their labels found them: the
/// mean over the labels of cos(Z_c, Z'_c), which is the cosine of their fused representations with each Z_c at length 1.
/// </summary>
public sealed class Neighbours
{
    readonly MerClipModel model;
    readonly LabelInput labels;
    readonly IReadOnlyList<Example> training;
    readonly Func<Utterance, string?> truth;
    readonly float[][] directions;

    /// <summary>Represents the utterances of training.</summary>
    /// <param name="model">The model; used as long as this is.</param>
    /// <param name="labels">The labels; used as long as this is.</param>
    /// <param name="training">The utterances to look among; may be none.</param>
    /// <param name="truth">What is true of one, as results write it.</param>
    public Neighbours(MerClipModel model, LabelInput labels, IReadOnlyList<Example> training, Func<Utterance, string?> truth)
    {
        (this.model, this.labels, this.training, this.truth) = (model, labels, training, truth);
        using var scope = NewDisposeScope();
        directions = training.Count == 0 ? [] : Directions(model.Represent(training, labels).Fused);
    }

    /// <summary>The labels, those first whose queries found most of themselves.</summary>
    /// <param name="example">The utterance.</param>
    public IReadOnlyList<LabelNeighbour> Labels(Example example)
    {
        using var scope = NewDisposeScope();
        var (fused, embeddings) = model.Represent([example], labels);                                   // [1, C, d], [C, d]
        float[] cosines = nn.functional.cosine_similarity(fused.squeeze(0), embeddings, -1).data<float>().ToArray();
        return [.. labels.Set.Labels.Zip(cosines, (label, cosine) => new LabelNeighbour(label.Name, cosine))
            .OrderByDescending(n => n.Cosine)];
    }

    /// <summary>The utterances of training that are most alike; never the utterance itself.</summary>
    /// <param name="example">The utterance.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<UtteranceNeighbour> Utterances(Example example, int count)
    {
        if (count == 0 || directions.Length == 0) return [];
        using var scope = NewDisposeScope();
        float[] own = Directions(model.Represent([example], labels).Fused)[0];
        return [.. directions.Index().Where(d => training[d.Index].Utterance.Id != example.Utterance.Id)
            .Select(d => (d.Index, Cosine: Dot(own, d.Item)))
            .OrderByDescending(d => d.Cosine).ThenBy(d => d.Index).Take(count)
            .Select(d => new UtteranceNeighbour(
                training[d.Index].Utterance.Id, training[d.Index].Utterance.Text, truth(training[d.Index].Utterance), d.Cosine))];
    }

    static double Dot(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }

    /// <summary>Each utterance's Z, <c>[N, C, d]</c>, as one vector of length 1, [N][C·d].</summary>
    static float[][] Directions(Tensor fused)
    {
        var unit = nn.functional.normalize(fused, dim: -1).Times(1 / Math.Sqrt(fused.shape[1]));
        return [.. unit.contiguous().data<float>().ToArray().Chunk((int)(fused.shape[1] * fused.shape[2]))];
    }
}
