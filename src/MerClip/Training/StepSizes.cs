using System.IO.Enumeration;
using MerClip.Data;

namespace MerClip.Training;

/// <summary>Which weights training changes, and by how much compared with the others.</summary>
/// <param name="options">The table of patterns and the step size of everything else.</param>
public sealed class StepSizes(TrainingOptions options)
{
    /// <summary>Whether the CLIP of a modality is trained with the model.</summary>
    public bool TrainsClip(Modality modality) =>
        options.Tune.Keys.Any(pattern => pattern.StartsWith(ClipName(modality), StringComparison.Ordinal));

    /// <summary>The step size of a weight as a share of <see cref="TrainingOptions.LearningRate"/>; 0 freezes it.</summary>
    /// <param name="name">The weight's name in the checkpoint.</param>
    public double ShareOf(string name)
    {
        double? rate = null;
        foreach (var (pattern, value) in options.Tune)
            if (FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)) rate = value;
        if (rate is { } own) return own / options.LearningRate;
        return Enum.GetValues<Modality>().Any(m => name.StartsWith(ClipName(m) + ".", StringComparison.Ordinal)) ? 0 : 1;
    }

    /// <summary>Requires that every pattern fits a weight.</summary>
    /// <param name="names">The names of all weights.</param>
    /// <exception cref="InputException">A pattern fits none.</exception>
    public void Require(IReadOnlyCollection<string> names)
    {
        foreach (string pattern in options.Tune.Keys)
            if (!names.Any(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false)))
                throw new InputException($"training.tune: no weight of the model fits '{pattern}'; weights are called like "
                    + $"{names.First()}, and merclip inspect RUN/seed-N/model.safetensors lists them");
    }

    static string ClipName(Modality modality) => $"encoders.{modality.ToString().ToLowerInvariant()}.clip";
}
