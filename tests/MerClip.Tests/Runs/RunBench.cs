using MerClip.Labels;
using MerClip.Runs;
using MerClip.Training;

namespace MerClip.Tests.Runs;

/// <summary>Runs on the synthetic corpus, in a temporary folder.</summary>
public abstract class RunBench : TorchTest
{
    protected RunBench()
    {
        SyntheticCorpus.WriteData(Data, SyntheticCorpus.Make(emotions: true));
        SyntheticCorpus.WriteWords(Words);
        File.WriteAllText(Labels, LabelSetFile.Write(SyntheticCorpus.Ordinal()));
    }

    protected string Data => Folder["data.pkl"];

    protected string Words => Folder["words.txt"];

    protected string Labels => Folder["labels.json"];

    protected RunConfig Config => new()
    {
        Data = Data, Text = $"words:{Words}", Labels = Labels, Order = "text,audio,vision", Seeds = [0, 1], Device = "cpu",
        Model = SyntheticCorpus.Tiny, Training = SyntheticCorpus.Quick(3),
    };

    protected RunFolder Train(string name, RunConfig? config = null, ITrainingWatcher? watcher = null)
    {
        TrainingRun.Create(config ?? Config, Folder[name], "merclip train").Run(watcher ?? new Watcher());
        return new RunFolder(Folder[name]);
    }

    protected static void Resume(string path) => TrainingRun.Resume(path).Run(new Watcher());

    protected static RunStatus Status(RunFolder run) => RunManifest.Read(run).Status;

    /// <summary>What <c>predictions.csv</c> and <c>metrics.json</c> of all seeds, and the summary, hold to the last byte.</summary>
    protected static string Results(RunFolder run) => string.Join('\n', RunManifest.Read(run).Config.Seeds
        .SelectMany(s => new[] { run.Predictions(s), run.Metrics(s) }).Append(run.Summary).Select(File.ReadAllText));

    /// <summary>Copies a run as a process that was killed now would leave it.</summary>
    protected static RunFolder Snapshot(RunFolder run, string path)
    {
        foreach (string file in Directory.GetFiles(run.Path, "*", SearchOption.AllDirectories).Where(f => f != run.Lock))
        {
            string copy = Path.Combine(path, Path.GetRelativePath(run.Path, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return new RunFolder(path);
    }

    /// <summary>Does something at chosen moments.</summary>
    protected sealed class Watcher(Action<int, double>? progressed = null, Action<int, int>? epochEnded = null) : ITrainingWatcher
    {
        public List<(int Seed, int Epochs)> Started { get; } = [];

        public void SeedStarted(int seed, TrainingState state) => Started.Add((seed, state.History.Count));

        public void Progressed(int seed, double share) => progressed?.Invoke(seed, share);

        public void EpochEnded(int seed, EpochRecord epoch, TrainingState state) => epochEnded?.Invoke(seed, epoch.Epoch);
    }
}
