using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Robustness;
using MerClip.Runs;
using MerClip.Tests.Encoders.Clip;
using MerClip.Tests.Runs;

namespace MerClip.Tests.Robustness;

public class RobustnessGridTests : RunBench
{
    static Damage[] Some => [Damage.Parse("missing"), Damage.Parse("order")];

    RobustnessGrid Open(RunFolder run, string? data = null, Split split = Split.Test)
    {
        var file = CorpusReader.Read(data ?? Data);
        return new RobustnessGrid(run.Path, file, split, CorpusReader.Read(Data).Corpus);
    }

    [Fact]
    public void Clean_inputs_score_as_training_did_and_floors_are_those_of_the_run()
    {
        var run = Train("run");
        using var grid = Open(run);

        var results = grid.Measure(Some, [0.5, 1], [1111, 1112]);

        Assert.Equal(2 + 2 * 2 * 2 * 2, results.Cells.Count);
        var summary = SeedSummary.Read(run.Summary);
        foreach (int seed in new[] { 0, 1 })
            Assert.Equal(summary.Metrics["mae"].Values[seed], results.Cells.Single(c => c.Rate == 0 && c.Seed == seed).Scores["mae"], 1e-5);
        Assert.Equal(summary.Metrics["mae"].Floor, results.Floors["mae"]);
        var curve = results.Curve("missing", "mae")!;
        Assert.Equal([0, 0.5, 1], curve.Rates);
        Assert.Equal(results.Cells.Where(c => c is { Damage: "missing", Rate: 0.5 }).Average(c => c.Scores["mae"]), curve.Mean[1], 1e-12);
        Assert.True(double.IsNaN(results.Curve("missing", "corr")!.Mean[2])); // everything missing, all are predicted the same
    }

    [Fact]
    public void All_reversed_is_the_prediction_in_the_other_order()
    {
        var run = Train("run", Config with { Seeds = [0] });
        using var grid = Open(run);

        double mae = grid.Measure([Damage.Parse("order")], [1], [1]).Curve("order", "mae")!.Mean[1];

        using var model = new TrainedRun(run.Path).Model(0, TorchSharp.torch.CPU);
        var corpus = CorpusReader.Read(Data).Corpus;
        var inputs = new TrainedRun(run.Path).Inputs(corpus, new TrainedRun(run.Path).Labels, model.Spec);
        float[][] reversed = Predictions.Probabilities(model, inputs.LabelInput(TorchSharp.torch.CPU), inputs, inputs.Examples(Split.Test),
            [Modality.Vision, Modality.Audio, Modality.Text]);
        Assert.Equal(Predictions.Of(inputs, Split.Test, inputs.Examples(Split.Test), reversed).Score(Split.Test).Scores["mae"], mae, 1e-5);
        Assert.NotEqual(SeedSummary.Read(run.Summary).Metrics["mae"].Mean, mae, 1e-4);
    }

    [Fact]
    public void What_was_stopped_goes_on_and_ends_with_the_same_bytes()
    {
        var run = Train("run");
        using var grid = Open(run);
        var whole = new RunFolder(Folder["whole"]);
        grid.Measure(Some, [0.5, 1], [1111]).Write(whole);

        using var stop = new CancellationTokenSource();
        int steps = 0;
        Assert.Throws<OperationCanceledException>(() => grid.Measure(Some, [0.5, 1], [1111], null, (results, _) =>
        {
            results.Write(run);
            if (++steps == 3) stop.Cancel();
        }, stop.Token));
        int before = RobustnessResults.Read(run)!.Cells.Count, after = 0;
        grid.Measure(Some, [0.5, 1], [1111], RobustnessResults.Read(run), (results, _) =>
        {
            after++;
            results.Write(run);
        });

        Assert.Equal((3 * 2, 2), (before, after));
        Assert.Equal(File.ReadAllText(whole.Robustness), File.ReadAllText(run.Robustness));
        Assert.Equal(File.ReadAllText(whole.RobustnessTable), File.ReadAllText(run.RobustnessTable));
        Assert.Equal(1 + 10, File.ReadAllLines(run.RobustnessTable).Length);
    }

    [Fact]
    public void Results_of_other_data_models_or_splits_are_not_mixed()
    {
        var run = Train("run", Config with { Seeds = [0] });
        RobustnessResults known;
        using (var grid = Open(run)) known = grid.Measure([], [], []);

        using (var other = Open(run, split: Split.Valid))
            Assert.Contains("another split", Assert.Throws<InputException>(() => other.Measure([], [], [], known)).Message);
        SyntheticCorpus.WriteData(Folder["other.pkl"], SyntheticCorpus.Make(seed: 5, emotions: true));
        using (var other = Open(run, Folder["other.pkl"]))
            Assert.Contains("other models, data", Assert.Throws<InputException>(() => other.Measure([], [], [], known)).Message);
    }

    [Fact]
    public void A_damage_that_does_nothing_is_refused()
    {
        using var grid = Open(Train("run", Config with { Seeds = [0], Order = "text" }));

        Assert.Equal("damage order does nothing to this run, which reads transcripts: leave it out",
            Assert.Throws<InputException>(() => grid.Measure([Damage.Parse("order")], [1], [1])).Message);
    }

    [Fact]
    public void Encoders_run_anew_on_damaged_recordings_and_texts_and_keep_nothing()
    {
        using var clip = new TemporaryFolder();
        TinyClip.Write(clip);
        Recordings.Write(Folder.Path, 8);
        string labels = Folder["own.json"];
        File.WriteAllText(labels, """{"name": "few", "kind": "ordinal", "labels": [{"name": "sad", "value": -3}, {"name": "happy", "value": 3}]}""");
        var run = Train("run", Config with
        {
            Data = Folder["label.csv"], Labels = labels, Seeds = [0], Text = $"clip:{clip.Path}", Vision = $"clip:{clip.Path}", Audio = "mel",
            Cache = Folder["cache"],
        });
        string Cached() => string.Join(' ', Directory.GetFiles(Folder["cache"]).Order().Select(f => $"{f} {new FileInfo(f).Length}"));
        string before = Cached();

        using var grid = Open(run, Folder["label.csv"]);
        foreach (var modality in new[] { Modality.Audio, Modality.Vision })
        {
            var noisy = new Noise([modality]).Apply(grid.Clean, 0.5, 1).Examples;
            foreach (var (clean, damaged) in grid.Clean.Examples.Zip(noisy))
            {
                var (was, now) = (clean.Inputs[modality], damaged.Inputs[modality]);
                Assert.Equal((was.Steps, was.Width), (now.Steps, now.Width));
                Assert.NotEqual(was.Values.ToArray(), now.Values.ToArray());
            }
        }
        Assert.All(new MissingWords(null).Apply(grid.Clean, 1, 1).Examples, e => Assert.False(e.Inputs.ContainsKey(Modality.Text)));
        var results = grid.Measure(Damage.AllFor(grid.Clean), [0.5], [1]);

        Assert.Equal(8, results.Damages.Count);
        Assert.Equal(before, Cached());
    }
}
