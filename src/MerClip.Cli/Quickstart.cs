using System.Diagnostics;
using System.Text.Json;
using MerClip.Data;
using MerClip.Encoders.Clip;
using MerClip.Evaluation;
using MerClip.Labels;
using MerClip.Report;
using MerClip.Runs;
using MerClip.Sample;
using MerClip.Sweeps;
using MerClip.Training;
using Spectre.Console;
using static TorchSharp.torch;

namespace MerClip.Cli;

/// <summary>Everything once, in a folder: a made-up corpus is encoded, trained on, scored with its own and with other labels, trained on
/// again with parts missing or in another order, and reported. What is there already is not made again.</summary>
/// <param name="path">The folder.</param>
/// <param name="small">Whether a tenth of everything is enough, to see that it works.</param>
sealed class Quickstart(string path, bool small)
{
    static readonly string[] Orders = ["text,vision,audio", "text,audio,vision", "vision,text,audio", "vision,audio,text", "audio,text,vision", "audio,vision,text"];
    static readonly string[] Subsets = ["text", "vision", "audio", "text,vision", "text,audio", "vision,audio"];
    static readonly string[] Controls = ["shuffled", "onehot"];
    static readonly string[] Swaps = ["sentiment5", "sentiment3", "sentiment2"];

    readonly Stopwatch clock = Stopwatch.StartNew();

    RunConfig Config => new()
    {
        Data = Path.Combine(path, "sample"),
        Text = ClipFolder.ShippedSource,
        Vision = ClipFolder.ShippedSource,
        Audio = "mel",
        Cache = Path.Combine(path, "features"),
        Order = Orders[0],
        Seeds = small ? [0] : [0, 1, 2],
        Device = "cpu",
        Training = new TrainingOptions { Epochs = small ? 2 : 6, Patience = 6 },
    };

    /// <summary>Does all of it.</summary>
    /// <param name="stop">Stops it; the next call goes on.</param>
    public void Run(CancellationToken stop)
    {
        Directory.CreateDirectory(path);
        Step(1, "a made-up corpus of words, voices and faces");
        if (!Directory.Exists(Config.Data)) SampleFiles.Write(new SampleCorpus(small ? new SampleOptions { Utterances = 90, Speakers = 9, Frames = 2 } : new SampleOptions()), Config.Data, new PercentLine("utterances").Show, stop);
        Step(2, "frozen encoders run once over it");
        var corpus = CorpusReader.Read(Config.Data).Corpus;
        set_num_threads(Environment.ProcessorCount);
        var encoding = new EncodingProgress();
        RunInputs.ForTraining(Config, corpus, encoding, stop);
        encoding.Summarise();

        var main = new Variation("all", Config, new RunFolder(Path.Combine(path, "run")));
        var orders = Varied("order", Orders[1..], order => Config with { Order = order });
        var subsets = Varied("modalities", Subsets, subset => Config with { Order = subset });
        var controls = Varied("labels", Controls, kind => Config with { Model = Config.Model with { LabelEncoder = kind } });
        Step(3, $"training: {Config.Seeds.Count} seeds of the model, then of {orders.Count + subsets.Count + controls.Count} variations of it");
        Train([main, .. orders, .. subsets, .. controls], stop);

        Step(4, "the trained model with labels that it was not trained with");
        var run = new TrainedRun(main.Folder.Path);
        var swaps = Swaps.Select(name => new NamedSummary(name, Swapped(run, corpus, name))).ToArray();

        Step(5, "results");
        AnsiConsole.Write(CardTable.Of(run.Summary));
        string report = Path.Combine(path, "report.html");
        ReportFile.Write(report, Content(main, orders, subsets, controls, swaps));
        Console.WriteLine($"""
            The same model with other labels, and models with parts missing or in another order, are in the report.
            {report}

            Go on with:
              ./merclip predict {main.Folder.Path} --text "the concert was wonderful"
              ./merclip predict {main.Folder.Path} --text "well, that was great" --video {Path.Combine(Config.Data, "Raw", corpus[Split.Test][0].Video, "1")} --labels sentiment3
              ./merclip notebooks
            """);
    }

    void Step(int number, string what) => Console.Error.WriteLine($"[{number}/5] {what}  ({clock.Elapsed.TotalSeconds:F0} s so far)");

    IReadOnlyList<Variation> Varied(string folder, string[] values, Func<string, RunConfig> config) =>
        [.. values.Select(v => new Variation(v, config(v), new RunFolder(Path.Combine(path, "variations", folder, v.Replace(',', '-')))))];

    /// <summary>Trains runs as processes, as many at a time as there are cores.</summary>
    void Train(IReadOnlyList<Variation> variations, CancellationToken stop)
    {
        int done = 0;
        var training = Parallel.ForEachAsync(variations, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop },
            async (variation, token) =>
            {
                string folder = variation.Folder.Path, name = Path.GetRelativePath(path, folder);
                if (!File.Exists(variation.Folder.Summary))
                {
                    string config = folder + ".json";
                    Directory.CreateDirectory(Path.GetDirectoryName(config)!);
                    AtomicFile.WriteText(config, JsonSerializer.Serialize(variation.Config, ConfigFile.Json) + "\n");
                    if (await new TrainProcess().Train(config, variation.Folder, _ => { }, token) is { } failure)
                    {
                        token.ThrowIfCancellationRequested();
                        throw new InputException($"{name}: {failure}");
                    }
                }
                var summary = SeedSummary.Read(variation.Folder.Summary).Metrics["mae"];
                Console.Error.WriteLine($"  {Interlocked.Increment(ref done),2}/{variations.Count}  {name,-32} MAE {summary.Mean:F3} ± {summary.Std:F3}");
            });
        training.GetAwaiter().GetResult();
    }

    SeedSummary Swapped(TrainedRun run, Corpus corpus, string labels)
    {
        var set = LabelSet.Load(labels);
        var summary = run.Score(run.Evaluate(corpus, set, Split.Test), set, Split.Test, corpus);
        summary.Write(Path.Combine(Directory.CreateDirectory(Path.Combine(path, "other-labels", labels)).FullName, "summary.json"));
        return summary;
    }

    static ReportContent Content(Variation main, IReadOnlyList<Variation> orders, IReadOnlyList<Variation> subsets,
        IReadOnlyList<Variation> controls, IReadOnlyList<NamedSummary> swaps)
    {
        var run = new ReportReader().Read(main.Folder.Path, "text, vision and audio");
        NamedSummary Named(Variation v) => new(v.Name.Replace(",", ", "), SeedSummary.Read(v.Folder.Summary));
        return new ReportContent("MER-CLIP quick start", [run],
        [
            new Comparison("Modalities", "The same model, trained anew with modalities left out. In the made-up corpus none tells all of it.",
                [new("text, vision, audio", run.Summary), .. subsets.Reverse().Select(Named)]),
            new Comparison("Fusion order", "The same model, trained anew with the modalities asked in another order.",
                [new("text, vision, audio", run.Summary), .. orders.Select(Named)]),
            new Comparison("Other labels, without training", "The trained model, asked with label sets that it was not trained with.",
                [new("sentiment7 (trained)", run.Summary), .. swaps]),
            new Comparison("What the label encoder reads", "Controls, trained anew: label texts dealt out at random, and labels without texts.",
                [new("texts", run.Summary), .. controls.Select(Named)]),
        ]);
    }
}
