using MerClip.Data;

namespace MerClip.Explain;

/// <summary>Why a model predicts what it predicts of one utterance.</summary>
public sealed record Explanation
{
    /// <summary>The utterance's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its transcript; empty if it has none.</summary>
    public required string Text { get; init; }

    /// <summary>What is true of it, as results write it; null if that is not known.</summary>
    public string? Truth { get; init; }

    /// <summary>What is predicted, written the same way.</summary>
    public required string Prediction { get; init; }

    /// <summary>The seed whose model it is.</summary>
    public required int Seed { get; init; }

    /// <summary>The probability of each label, in the order of the set.</summary>
    public required IReadOnlyDictionary<string, double> Probabilities { get; init; }

    /// <summary>What <see cref="Shapley"/> and <see cref="Steps"/> take apart: the score, or the probability or logit of a label.</summary>
    public required string Quantity { get; init; }

    /// <summary>How much each modality moved it.</summary>
    public required ModalityShapley Shapley { get; init; }

    /// <summary>How much each word, frame and piece of time moved it, by modality in the order of the model.</summary>
    public required IReadOnlyList<StepEffect> Steps { get; init; }

    /// <summary>Whether occlusion and gradient × input put the steps in the same order: Spearman's rank correlation by modality;
    /// modalities of less than three steps are left out.</summary>
    public IReadOnlyDictionary<Modality, double> Agreement => Steps.GroupBy(e => e.Step.Modality)
        .Select(g => (Modality: g.Key, Value: StepEffect.Agreement([.. g])))
        .Where(g => g.Value is not null).ToDictionary(g => g.Modality, g => g.Value!.Value);

    /// <summary>Where each label looked, stage by stage.</summary>
    public required IReadOnlyList<AttentionMap> Attention { get; init; }

    /// <summary>The labels, nearest first.</summary>
    public required IReadOnlyList<LabelNeighbour> NearestLabels { get; init; }

    /// <summary>The utterances of training that are most alike to the model, nearest first.</summary>
    public required IReadOnlyList<UtteranceNeighbour> NearestUtterances { get; init; }

    /// <summary>The steps of a modality that moved the quantity most, by occlusion.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<StepEffect> Top(Modality modality, int count) =>
        [.. Steps.Where(e => e.Step.Modality == modality).OrderByDescending(e => Math.Abs(e.Occlusion)).Take(count)];
}
