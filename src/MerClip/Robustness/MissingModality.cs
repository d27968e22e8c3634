using MerClip.Data;

namespace MerClip.Robustness;

/// <summary>Whole modalities are missing, each of each utterance by chance; at rate 1 all utterances are without.</summary>
/// <param name="only">The modalities that it may touch; null for all.</param>
public sealed class MissingModality(IReadOnlyList<Modality>? only) : Damage("whole", only)
{
    /// <inheritdoc/>
    public override Damaged Apply(CleanInputs inputs, double rate, int seed, CancellationToken stop = default)
    {
        var reached = Reaches(inputs);
        var kept = MissingSteps.Kept(inputs.Examples.Count, Enum.GetValues<Modality>().Length, rate, seed); // a column a modality
        return new Damaged([.. inputs.Examples.Select((e, i) => e with
        {
            Inputs = e.Inputs.Where(x => !reached.Contains(x.Key) || kept[i, (int)x.Key]).ToDictionary(x => x.Key, x => x.Value),
        })]);
    }

    /// <inheritdoc/>
    protected override bool CanReach(CleanInputs inputs, Modality modality) => true;
}
