using MerClip.Charts;
using MerClip.Evaluation;
using MerClip.Evaluation.Statistics;
using MerClip.Explain;
using MerClip.Labels;
using MerClip.Robustness;
using MerClip.Training;

namespace MerClip.Report;

/// <summary>A run as a report shows it. <see cref="ReportReader"/> reads one from its folder.</summary>
public sealed record ReportRun
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>The metrics over its seeds.</summary>
    public required SeedSummary Summary { get; init; }

    /// <summary>How sure each metric is for other utterances of these speakers and other seeds: 95 % intervals; empty if that was not
    /// computed.</summary>
    public IReadOnlyDictionary<string, RunScore> Intervals { get; init; } = new Dictionary<string, RunScore>();

    /// <summary>The labels that were predicted.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>How the training of each seed went; empty if that is not known.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<EpochRecord>> Histories { get; init; } =
        new Dictionary<int, IReadOnlyList<EpochRecord>>();

    /// <summary>The seed whose predictions are shown.</summary>
    public required int Seed { get; init; }

    /// <summary>Every utterance of the split of <see cref="Summary"/> with that seed's prediction.</summary>
    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    /// <summary>Where that seed's model puts the utterances; null if that is not known.</summary>
    public EmbeddingSpace? Space { get; init; }

    /// <summary>Why <see cref="Space"/>, or the transcripts, are missing; null if they are not.</summary>
    public string? Missing { get; init; }

    /// <summary>How its models fare on damaged inputs; null if that was not measured.</summary>
    public RobustnessResults? Robustness { get; init; }

    /// <summary>Why that seed's model predicts what it predicts of some of the utterances, by their ids.</summary>
    public IReadOnlyDictionary<string, Explanation> Explanations { get; init; } = new Dictionary<string, Explanation>();

    /// <summary>What it was made from: command, data, versions, machine.</summary>
    public IReadOnlyDictionary<string, string> Origin { get; init; } = new Dictionary<string, string>();

    /// <summary>Every setting by its name, such as <c>training.epochs</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
