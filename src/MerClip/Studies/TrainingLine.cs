using System.Globalization;
using MerClip.Runs;
using MerClip.Training;

namespace MerClip.Studies;

/// <summary>Shows a training as one line: how far it is, then what it came to.</summary>
/// <param name="name">What is trained.</param>
/// <param name="config">Its settings.</param>
sealed class TrainingLine(string name, RunConfig config) : ITrainingWatcher
{
    readonly LiveOutput output = LiveOutput.New();
    readonly SortedDictionary<int, TrainingState> seeds = [];

    public void SeedStarted(int seed, TrainingState state)
    {
        seeds[seed] = state;
        Show(state);
    }

    public void Progressed(int seed, double share) { }

    public void EpochEnded(int seed, EpochRecord epoch, TrainingState state)
    {
        seeds[seed] = state;
        Show(state);
    }

    void Show(TrainingState state)
    {
        string scores = string.Join(", ", seeds.Values.Where(s => s.History.Count > 0)
            .Select(s => s.BestScore.ToString("F3", CultureInfo.InvariantCulture)));
        string measure = state.History.All(e => e.ValidMae is not null) ? "MAE" : "loss";
        output.Text($"{name}: seed {seeds.Count} of {config.Seeds.Count}, epoch {state.History.Count} of {config.Training.Epochs}, "
            + $"best {measure} on valid {(scores.Length == 0 ? "not known yet" : scores)}");
    }
}
