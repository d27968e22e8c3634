using System.Text.Json.Serialization;

namespace MerClip.Training;

/// <summary>What an epoch came to; a line of <c>history.csv</c>.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean over the utterances of the training split, as the weights changed.</param>
/// <param name="ValidLoss">Mean over the validation split, with the averaged weights.</param>
/// <param name="ValidMae">Mean absolute error on the validation split; null if labels have no values.</param>
/// <param name="Seconds">Wall-clock time.</param>
public sealed record EpochRecord(int Epoch, double TrainLoss, double ValidLoss, double? ValidMae, double Seconds)
{
    /// <summary>What the epoch to keep is chosen by: the error on valid where labels have values, else the loss; lower is
    /// better.</summary>
    [JsonIgnore]
    public double Score => ValidMae ?? ValidLoss;
}
