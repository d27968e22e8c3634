using MerClip.Runs;
using MerClip.Runs.Verification;

namespace MerClip.Tests.Runs.Verification;

public sealed class RunVerificationTests : RunBench
{
    static Dictionary<string, Check> Failing(RunFolder run) =>
        new RunVerification(run.Path).Checks().Where(c => c.Result == CheckResult.Fails).ToDictionary(c => c.What);

    static void Change(string file, Func<string, string> change)
    {
        string before = File.ReadAllText(file), after = change(before);
        Assert.NotEqual(before, after);
        File.WriteAllText(file, after);
    }

    [Fact]
    public void A_run_is_what_it_says_and_comes_again_to_the_byte()
    {
        var run = Train("run");

        var checks = new RunVerification(run.Path).Checks().ToArray();
        Assert.All(checks, c => Assert.Equal(CheckResult.Holds, c.Result));
        Assert.Equal(["seeds", "seed 0, scores", "seed 1, scores", "labels", "versions", "data", "summary", "encoders", "weights"],
            checks.Select(c => c.What));

        string before = Results(run);
        var again = new RunVerification(run.Path).Rerun(new Watcher());
        Assert.Equal(7, again.Count);
        Assert.All(again, c => Assert.Equal((CheckResult.Holds, "the same to the byte"), (c.Result, c.Says)));
        Assert.Equal(before, Results(run));
    }

    [Fact]
    public void Whatever_is_changed_is_found()
    {
        var run = Train("run", Config with { Seeds = [0] });
        var copies = 0;
        RunFolder Copy() => Snapshot(run, Folder[$"copy{copies++}"]);

        var scores = Copy();
        Change(scores.Metrics(0), text => text.Replace("\"mae\": 0", "\"mae\": 9", StringComparison.Ordinal)
            .Replace("\"mae\": 1", "\"mae\": 9", StringComparison.Ordinal));
        Assert.Equal(["seed 0, scores"], Failing(scores).Keys);

        var summary = Copy();
        Change(summary.Summary, text => text.Replace("\"mean\": ", "\"mean\": 1", StringComparison.Ordinal));
        Assert.Equal(["summary"], Failing(summary).Keys);

        // A better prediction with metrics and summary that fit it: only the weights know.
        var better = Copy();
        Change(better.Predictions(0), text => string.Join('\n', text.Split('\n').Select((line, i) =>
        {
            string[] cells = line.Split(',');
            return i == 0 || cells.Length < 4 ? line : string.Join(',', [.. cells[..3], cells[2], .. cells[4..]]);
        })));
        Assert.Equal(["seed 0, scores", "summary", "weights"], Failing(better).Keys);
        Assert.Contains("that its own probabilities do not give", Failing(better)["weights"].Says);

        var labels = Copy();
        Change(labels.Labels, text => text.Replace("zub", "zarp", StringComparison.Ordinal));
        Assert.Contains("is another label set now", Failing(labels)["labels"].Says);

        var weights = Copy();
        byte[] bytes = File.ReadAllBytes(weights.Model(0));
        for (int i = bytes.Length - 4000; i < bytes.Length; i += 4) bytes[i + 3] ^= 0x80; // signs of the last thousand
        File.WriteAllBytes(weights.Model(0), bytes);
        Assert.Equal(["weights"], Failing(weights).Keys);
    }

    [Fact]
    public void Data_that_is_another_or_gone_is_told_and_not_trained_on()
    {
        var run = Train("run", Config with { Seeds = [0] });
        SyntheticCorpus.WriteData(Data, SyntheticCorpus.Make(seed: 4, emotions: true));
        Assert.Contains("is another file now: its SHA-256 is ", Failing(run)["data"].Says);
        Assert.Throws<InputException>(() => new RunVerification(run.Path).Rerun(new Watcher()));

        File.Delete(Data);
        Assert.Contains("does not exist", Failing(run)["data"].Says);
    }

    [Fact]
    public void Other_versions_are_a_remark()
    {
        var run = Train("run", Config with { Seeds = [0] });
        var manifest = RunManifest.Read(run);
        (manifest with { Versions = new Dictionary<string, string>(manifest.Versions) { ["libtorch"] = "1.0" } }).Write(run);

        Assert.Empty(Failing(run));
        var remark = new RunVerification(run.Path).Checks().Single(c => c.Result == CheckResult.Remark);
        Assert.StartsWith("libtorch 1.0 is now ", remark.Says);
    }

    [Fact]
    public void Training_that_comes_out_otherwise_does_not_reproduce()
    {
        var run = Train("run", Config with { Seeds = [0] });
        var manifest = RunManifest.Read(run);
        (manifest with { Config = manifest.Config with { Training = manifest.Config.Training with { LearningRate = 1e-2 } } }).Write(run);

        var again = new RunVerification(run.Path).Rerun(new Watcher()).ToDictionary(c => c.What);
        Assert.Equal((CheckResult.Fails, "training again gives another predictions.csv"),
            (again["seed 0, predictions again"].Result, again["seed 0, predictions again"].Says));
    }

    [Fact]
    public void A_seed_that_is_missing_is_told()
    {
        var run = Train("run");
        File.Delete(run.Metrics(1));
        Assert.Equal(["seeds", "summary"], Failing(run).Keys);
    }
}
