using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using MerClip.Labels;

namespace MerClip.Tests.Evaluation.Statistics;

/// <summary>Sentiments and what models say of them, drawn from a population whose scores are known.</summary>
static class SimulatedRun
{
    /// <summary>A normal number.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Draws true sentiments, uniform on [−3, 3].</summary>
    public static double[] Truth(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => 6 * random.NextDouble() - 3)];

    /// <summary>Draws a run: prediction = (1 + seed's own scale) · truth + what all its models err on an utterance + what one errs.</summary>
    /// <param name="random">Where from.</param>
    /// <param name="truth">The true sentiments.</param>
    /// <param name="seeds">How many models.</param>
    /// <param name="common">Deviation of what all models of the run err on an utterance.</param>
    /// <param name="own">Deviation of what each errs for itself.</param>
    /// <param name="luck">Deviation of a seed's scale: how much seeds differ in how good they are.</param>
    /// <param name="by">The unit; four utterances are one speaker's.</param>
    public static RunSample Of(Random random, double[] truth, int seeds = 1, double common = 0.8, double own = 0.8,
        double luck = 0, SamplingUnit by = SamplingUnit.Utterance)
    {
        double[] shared = [.. truth.Select(_ => common * Normal(random))];
        var tables = Enumerable.Range(0, seeds).ToDictionary(s => s, _ =>
        {
            double scale = 1 + luck * Normal(random);
            return Table(truth, [.. truth.Select((t, i) => scale * t + shared[i] + own * Normal(random))]);
        });
        return new RunSample("run", tables, Split.Test, by);
    }

    /// <summary>Predictions of an ordinal set on the test split; four utterances a video.</summary>
    public static PredictionTable Table(double[] truth, double[] prediction)
    {
        var table = new PredictionTable(LabelKind.Ordinal, []);
        for (int i = 0; i < truth.Length; i++)
            table.Add(new(Split.Test, $"v{i / 4:000}$_${i % 4}", PredictionCell.Of(truth[i]), PredictionCell.Of(prediction[i]), []));
        return table;
    }
}
