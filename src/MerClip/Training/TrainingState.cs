using System.Text.Json;
using MerClip.Checkpoints;
using static TorchSharp.torch;

namespace MerClip.Training;

/// <summary>How far a training is. Saved after every epoch as one file, so that a state is either whole or not there.</summary>
public sealed class TrainingState
{
    const string Key = "training";

    /// <summary>What the epochs came to, from the first on.</summary>
    public List<EpochRecord> History { get; init; } = [];

    /// <summary>The epoch with the best validation score, from 1; 0 before the first.</summary>
    public int BestEpoch { get; set; }

    /// <summary>The best validation score; lower is better.</summary>
    public double BestScore { get; set; } = double.MaxValue;

    /// <summary>Steps that the optimiser has taken.</summary>
    public long Steps { get; set; }

    /// <summary>The state after some epochs, as far as their scores tell it.</summary>
    /// <param name="history">The epochs, from the first on.</param>
    internal static TrainingState Of(IReadOnlyList<EpochRecord> history)
    {
        var best = history.MinBy(e => e.Score);
        return new TrainingState { History = [.. history], BestEpoch = best?.Epoch ?? 0, BestScore = best?.Score ?? double.MaxValue };
    }

    /// <summary>Writes the state with the tensors that belong to it.</summary>
    /// <param name="path">The file, replaced as a whole.</param>
    /// <param name="tensors">The optimiser's tensors and the best weights.</param>
    public void Save(string path, IReadOnlyDictionary<string, Tensor> tensors) =>
        Safetensors.Save(path, tensors, new Dictionary<string, string> { [Key] = JsonSerializer.Serialize(this) });

    /// <summary>Reads a state back.</summary>
    /// <param name="file">A file of <see cref="Save"/>.</param>
    /// <exception cref="InputException">The file is no training state.</exception>
    public static TrainingState Read(Safetensors file) =>
        file.Metadata.TryGetValue(Key, out var json) && JsonSerializer.Deserialize<TrainingState>(json) is { } state
            ? state
            : throw new InputException("the file holds no training state: delete the folder 'state' to train that seed anew");
}
