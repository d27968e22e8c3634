using System.Text.Json;
using MerClip.Data;
using MerClip.Labels;
using MerClip.Runs;

namespace MerClip.Tests.Runs;

public class TrainingRunTests : RunBench
{
    static readonly string[] Card =
        ["n", "has0_acc2", "has0_f1", "non0_acc2", "non0_f1", "acc3", "acc5", "acc7", "acc7_sdk", "mae", "corr"];

    static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    static string[] Keys(JsonElement json) => [.. json.EnumerateObject().Select(p => p.Name)];

    [Fact]
    public void The_folder_has_every_file_of_the_contract()
    {
        var run = Train("run");

        Assert.Equal(
            ["labels.json", "run.json", "seed-0/history.csv", "seed-0/metrics.json", "seed-0/model.safetensors",
                "seed-0/predictions.csv", "seed-0/state/training.safetensors", "seed-1/history.csv", "seed-1/metrics.json",
                "seed-1/model.safetensors", "seed-1/predictions.csv", "seed-1/state/training.safetensors", "summary.json",
                "text-words.txt"],
            Directory.GetFiles(run.Path, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(run.Path, f).Replace('\\', '/')).Order(StringComparer.Ordinal));

        var manifest = Json(run.Manifest);
        Assert.Equal("done", manifest.GetProperty("status").GetString());
        Assert.Equal("merclip train", manifest.GetProperty("command").GetString());
        Assert.Equal(InputHash(Data), manifest.GetProperty("dataSha256").GetString());
        Assert.Equal(Path.GetFullPath(Data), manifest.GetProperty("config").GetProperty("data").GetString());
        Assert.Equal(16, manifest.GetProperty("config").GetProperty("model").GetProperty("width").GetInt32());
        Assert.Subset(Keys(manifest).ToHashSet(), new HashSet<string> { "versions", "machine", "started", "finished" });
        Assert.Equal(LabelSetFile.Write(SyntheticCorpus.Ordinal()), File.ReadAllText(run.Labels));
    }

    [Fact]
    public void Histories_metrics_predictions_and_the_summary_have_the_stated_columns_and_keys()
    {
        var run = Train("run");
        var corpus = SyntheticCorpus.Make();

        string[] history = File.ReadAllLines(run.History(1));
        Assert.Equal("epoch,train_loss,valid_loss,valid_mae,seconds", history[0]);
        Assert.Equal(["1", "2", "3"], history[1..].Select(l => l.Split(',')[0]));
        Assert.All(history[1..], l => Assert.All(l.Split(','), c => Assert.True(double.IsFinite(double.Parse(c)))));

        var metrics = Json(run.Metrics(0));
        Assert.Equal(["valid", "test"], Keys(metrics));
        Assert.Equal(Card, Keys(metrics.GetProperty("valid")));
        Assert.Equal(16, metrics.GetProperty("test").GetProperty("n").GetInt32());

        string[] predictions = File.ReadAllLines(run.Predictions(0));
        Assert.Equal("split,id,truth,prediction,p_label0,p_label1,p_label2", predictions[0]);
        Assert.Equal(corpus[Split.Valid].Select(u => $"valid,{u.Id}").Concat(corpus[Split.Test].Select(u => $"test,{u.Id}")),
            predictions[1..].Select(l => string.Join(',', l.Split(',')[..2])));
        Assert.Equal(corpus[Split.Valid].Concat(corpus[Split.Test]).Select(u => u.Sentiment),
            predictions[1..].Select(l => float.Parse(l.Split(',')[2])));
        Assert.All(predictions[1..], l => Assert.Equal(1, l.Split(',')[4..].Sum(double.Parse), 1e-5));

        var summary = Json(run.Summary);
        Assert.Equal("test", summary.GetProperty("split").GetString());
        Assert.Equal([0, 1], summary.GetProperty("seeds").EnumerateArray().Select(s => s.GetInt32()));
        Assert.Subset(Keys(summary).ToHashSet(), Card.ToHashSet());
    }

    [Fact]
    public void The_same_config_gives_the_same_bytes_and_another_seed_others()
    {
        var (one, two) = (Train("one"), Train("two"));

        Assert.Equal(Results(one), Results(two));
        Assert.Equal(File.ReadAllBytes(one.Model(0)), File.ReadAllBytes(two.Model(0)));
        Assert.NotEqual(File.ReadAllText(one.Predictions(0)), File.ReadAllText(one.Predictions(1)));
    }

    [Fact]
    public void A_seed_does_not_depend_on_those_before_it()
    {
        Assert.Equal(File.ReadAllText(Train("both").Predictions(1)),
            File.ReadAllText(Train("one", Config with { Seeds = [1] }).Predictions(1)));
    }

    [Theory, InlineData("ordinal"), InlineData("single"), InlineData("multi")]
    public void Every_kind_of_label_set_is_trained_and_scored(string kind)
    {
        var set = kind switch
        {
            "ordinal" => SyntheticCorpus.Ordinal(5),
            "single" => SyntheticCorpus.Single,
            _ => SyntheticCorpus.Multi,
        };
        File.WriteAllText(Labels, LabelSetFile.Write(set));

        var run = Train("run", Config with { Seeds = [0], Training = SyntheticCorpus.Quick(1) });

        string[] names = Keys(Json(run.Metrics(0)).GetProperty("test"));
        if (kind == "multi")
            Assert.Equal(["n", "accuracy", "hamming_loss", "precision", "recall", "micro_f1", "macro_f1", "per_label"], names);
        Assert.Equal("n", names[0]);
        string history = File.ReadAllLines(run.History(0))[1];
        Assert.Equal(kind != "ordinal", history.Split(',')[3].Length == 0); // no values, no absolute error
    }

    [Fact]
    public void Without_a_test_split_the_summary_is_of_valid()
    {
        SyntheticCorpus.WriteData(Data, SyntheticCorpus.Make(test: 0));

        var run = Train("run", Config with { Seeds = [0] });

        Assert.Equal("valid", Json(run.Summary).GetProperty("split").GetString());
        Assert.Equal(["valid"], Keys(Json(run.Metrics(0))));
    }

    [Fact]
    public void Seeds_data_and_settings_that_do_not_fit_are_told_before_anything_is_written()
    {
        void Refused(RunConfig config, string message)
        {
            Assert.Equal(message, Assert.Throws<InputException>(() => Train("run", config)).Message);
            Assert.False(Directory.Exists(Folder["run"]));
        }

        Refused(Config with { Seeds = [] }, "seeds: give at least one, and none twice");
        Refused(Config with { Seeds = [1, 2, 1] }, "seeds: give at least one, and none twice");
        Refused(Config with { Data = "" }, "no data: give --data PATH");
        Refused(Config with { Training = new() { Epochs = 0 } }, "training.epochs is 0: use at least 1");
        Refused(Config with { Device = "tpu" }, "device 'tpu' does not exist: use auto, cpu or cuda");
        Refused(Config with { Order = "text,audio", Text = "features" },
            "the data has no text features: leave it out, --order vision,audio, or give --text words:FILE or clip:FOLDER to read its transcripts");
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_refused()
    {
        var run = Train("run", Config with { Seeds = [0] });
        string before = Results(run);

        var error = Assert.Throws<InputException>(() => Train("run", Config with { Seeds = [5] }));

        Assert.Equal($"{run.Path} holds a run already: resume it with --resume {run.Path}, or choose another --out", error.Message);
        Assert.Equal(before, Results(run));
    }

    [Fact]
    public void Two_at_once_in_one_folder_are_refused_and_the_first_goes_on()
    {
        string path = Folder["run"];
        InputException? refused = null;

        var run = Train("run", watcher: new Watcher(epochEnded: (seed, epoch) =>
        {
            if ((seed, epoch) == (0, 2)) refused = Assert.Throws<InputException>(() => Resume(path));
        }));

        Assert.Equal($"{path} is being trained by another process: wait for it, or stop it", refused!.Message);
        Assert.Equal(RunStatus.Done, Status(run));
        Assert.Equal(Results(Train("other")), Results(run));
        Assert.False(File.Exists(run.Lock));
    }

    static string InputHash(string path) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
}
