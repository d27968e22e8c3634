using MerClip.Data;
using MerClip.Robustness;
using MerClip.Runs;

namespace MerClip.Tests.Robustness;

/// <summary>Clean inputs of the synthetic corpus, with transcripts and features.</summary>
public abstract class DamageBench : TorchTest
{
    protected DamageBench()
    {
        Corpus = SyntheticCorpus.Make();
        Inputs = SyntheticCorpus.Inputs(SyntheticCorpus.WriteWords(Folder["words.txt"]), Corpus, SyntheticCorpus.Ordinal());
        Clean = new CleanInputs(Inputs, Split.Test, Corpus);
    }

    protected Corpus Corpus { get; }

    protected RunInputs Inputs { get; }

    protected CleanInputs Clean { get; }

    protected IReadOnlyList<Example> Apply(string damage, double rate, int seed = 1111) => Damage.Parse(damage).Apply(Clean, rate, seed).Examples;

    /// <summary>Every number of a modality of some examples; a missing one has none.</summary>
    protected static float[][] Values(IEnumerable<Example> examples, Modality modality) =>
        [.. examples.Select(e => e.Inputs.TryGetValue(modality, out var s) ? s.Values[..(s.Steps * s.Width)].ToArray() : [])];

    protected static int Steps(IEnumerable<Example> examples, Modality modality) =>
        examples.Sum(e => e.Inputs.GetValueOrDefault(modality)?.Steps ?? 0);

    /// <summary>The same seed gives the same, another another, and the clean inputs stay as they are.</summary>
    protected void AssertDrawnBySeed(string damage, Modality modality, double rate = 0.5)
    {
        var before = Values(Clean.Examples, modality);
        Assert.Equal(Values(Apply(damage, rate), modality), Values(Apply(damage, rate), modality));
        Assert.NotEqual(Values(Apply(damage, rate), modality), Values(Apply(damage, rate, 7), modality));
        Assert.NotEqual(before, Values(Apply(damage, rate), modality));
        Assert.Equal(before, Values(Clean.Examples, modality));
    }
}
