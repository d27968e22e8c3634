using MerClip.Data;

namespace MerClip.Evaluation;

/// <summary>What was predicted of one utterance.</summary>
/// <param name="Split">The split that it belongs to.</param>
/// <param name="Id">Its id, unique within the split.</param>
/// <param name="Truth">What is true of it, as <see cref="PredictionCell"/> writes it.</param>
/// <param name="Prediction">What was predicted, written the same way.</param>
/// <param name="Probabilities">The probability of each label of the table, in [0, 1]; they need not sum to 1.</param>
public sealed record PredictionRow(
    Split Split, string Id, string Truth, string Prediction, IReadOnlyList<double> Probabilities);
