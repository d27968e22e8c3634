namespace MerClip.Runs;

/// <summary>Where the files of a run are. Other programs read these names.</summary>
/// <param name="Path">The folder.</param>
public sealed record RunFolder(string Path)
{
    /// <summary>What was run, on what, and how far it is.</summary>
    public string Manifest => In("run.json");

    /// <summary>The label set as used.</summary>
    public string Labels => In("labels.json");

    /// <summary>Metrics over the seeds, beside the floors.</summary>
    public string Summary => In("summary.json");

    /// <summary>The word vectors that texts were read with; the words that training corrects come first.</summary>
    public string TextWords => In("text-words.txt");

    /// <summary>The word vectors that labels were read with, if they are not those of the texts.</summary>
    public string LabelWords => In("label-words.txt");

    /// <summary>How the run fares when its inputs are damaged; there only if that was measured.</summary>
    public string Robustness => In("robustness.json");

    /// <summary>The same as a table.</summary>
    public string RobustnessTable => In("robustness.csv");

    /// <summary>The best weights of a seed.</summary>
    public string Model(int seed) => In($"seed-{seed}", "model.safetensors");

    /// <summary>What resuming needs, as of the last whole epoch.</summary>
    public string State(int seed) => In($"seed-{seed}", "state", "training.safetensors");

    /// <summary>A line an epoch.</summary>
    public string History(int seed) => In($"seed-{seed}", "history.csv");

    /// <summary>The metric cards of valid and test; written last, so a seed that has it is done.</summary>
    public string Metrics(int seed) => In($"seed-{seed}", "metrics.json");

    /// <summary>Every prediction on valid and test.</summary>
    public string Predictions(int seed) => In($"seed-{seed}", "predictions.csv");

    /// <summary>Held open by the process that trains here.</summary>
    public string Lock => In(".lock");

    /// <summary>Whether a process trains here now.</summary>
    public bool IsLocked
    {
        get
        {
            if (!File.Exists(Lock)) return false;
            try
            {
                using var stream = new FileStream(Lock, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
                return false;
            }
            catch (FileNotFoundException)
            {
                return false;
            }
            catch (IOException)
            {
                return true;
            }
        }
    }

    string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
