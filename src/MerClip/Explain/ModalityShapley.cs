using MerClip.Data;
using MerClip.Labels;
using static TorchSharp.torch;

namespace MerClip.Explain;

/// <summary>
/// How much each modality moved the prediction: exact Shapley values (Shapley 1953), the mean over all orders in which modalities can
/// come in of what each changes when it does. A modality that has not come in is missing, as in data that lack it. Without
/// any, the model has nothing but its labels: the queries E are compared as they are, and that is where the values begin.
/// </summary>
/// <param name="Empty">The quantity without any modality.</param>
/// <param name="Full">The quantity with all that the utterance has.</param>
/// <param name="Values">What each of these adds, in the order of the model; they sum to <paramref name="Full"/> −
/// <paramref name="Empty"/>.</param>
public sealed record ModalityShapley(double Empty, double Full, IReadOnlyDictionary<Modality, double> Values)
{
    /// <summary>Takes a prediction apart; 2^M predictions in one batch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="example">The utterance, with M modalities of the model; may be none.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="quantity">What is taken apart.</param>
    public static ModalityShapley Of(MerClipModel model, Example example, LabelInput labels, ExplainedQuantity quantity)
    {
        Modality[] present = [.. model.Spec.Order.Where(example.Inputs.ContainsKey)];
        int subsets = 1 << present.Length; // as bits: modality i is in subset s if bit i of s is set
        using var scope = NewDisposeScope();
        double[] worth = quantity.Values(model.Predict(
            [.. Enumerable.Range(0, subsets).Select(subset => example with
            {
                Inputs = present.Index().Where(m => (subset >> m.Index & 1) == 1).ToDictionary(m => m.Item, m => example.Inputs[m.Item]),
            })], labels));
        var values = new OrderedDictionary<Modality, double>();
        for (int i = 0; i < present.Length; i++)
            values[present[i]] = Enumerable.Range(0, subsets).Where(subset => (subset >> i & 1) == 0)
                .Sum(subset => Weight(int.PopCount(subset), present.Length) * (worth[subset | 1 << i] - worth[subset]));
        return new ModalityShapley(worth[0], worth[^1], values);
    }

    /// <summary>The share of all orders of n in which exactly k given ones come before the one that is looked at: k! (n − k − 1)! / n!.</summary>
    static double Weight(int before, int all) => 1 / (all * Choose(all - 1, before));

    static double Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;
}
