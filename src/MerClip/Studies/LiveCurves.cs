using MerClip.Charts;
using MerClip.Training;
using Plotly.NET;

namespace MerClip.Studies;

/// <summary>Learning curves that grow while a model trains: the loss on train and valid after each epoch, a line a seed.</summary>
public sealed class LiveCurves : ITrainingWatcher
{
    readonly LiveOutput output = LiveOutput.New();
    readonly Dictionary<int, IReadOnlyList<EpochRecord>> seeds = [];

    /// <inheritdoc/>
    public void SeedStarted(int seed, TrainingState state) => Draw(seed, state);

    /// <inheritdoc/>
    public void Progressed(int seed, double share) { }

    /// <inheritdoc/>
    public void EpochEnded(int seed, EpochRecord epoch, TrainingState state) => Draw(seed, state);

    void Draw(int seed, TrainingState state)
    {
        seeds[seed] = state.History;
        if (state.History.Count > 0) output.Chart(() => GenericChart.toFigureJson(LearningCurves.Loss(seeds)));
    }
}
