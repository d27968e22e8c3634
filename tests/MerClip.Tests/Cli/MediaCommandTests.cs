using System.Text.Json;
using MerClip.Tests.Encoders.Clip;
using MerClip.Tests.Runs;

namespace MerClip.Tests.Cli;

/// <summary>From recordings to predictions, by the program.</summary>
public sealed class MediaCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new(), clip = new();

    public MediaCommandTests()
    {
        TinyClip.Write(clip);
        File.WriteAllText(folder["labels.json"], """
            {"name": "few", "kind": "ordinal", "labels": [{"name": "sad", "value": -3}, {"name": "low", "value": 0}, {"name": "happy", "value": 3}]}
            """);
    }

    public void Dispose()
    {
        folder.Dispose();
        clip.Dispose();
    }

    string[] Encode => ["encode", "--data", folder["label.csv"], "--vision", $"clip:{clip.Path}", "--audio", "mel",
        "--labels", folder["labels.json"], "--cache", folder["cache"]];

    [Fact]
    public void A_run_on_recordings_predicts_from_files_of_ones_own()
    {
        Recordings.Write(folder.Path, 16);
        string run = folder["run"];
        var (code, _, error) = CliProcess.Run("train", "--data", folder["label.csv"], "--text", $"clip:{clip.Path}", "--vision", $"clip:{clip.Path}",
            "--audio", "mel", "--labels", folder["labels.json"], "--cache", folder["cache"], "--set", "training.epochs=2",
            "--set", "model.width=16", "--out", run);
        Assert.True(code == 0, error);
        Assert.Contains("vision: 32 encoded", error);

        string Predict(params string[] input)
        {
            var result = CliProcess.Run(["predict", run, "--json", .. input]);
            Assert.True(result.Code == 0, result.Error);
            return result.Output;
        }
        string Modalities(string json) => string.Join(' ',
            JsonDocument.Parse(json).RootElement.GetProperty("modalities").EnumerateArray().Select(m => m.GetString()));

        string video = Path.Combine(folder.Path, "Raw", "of-test", "0"), sound = video + ".wav";
        Assert.Equal("text vision audio", Modalities(Predict("--text", "happy", "--video", video, "--audio", sound)));
        Assert.Equal("vision", Modalities(Predict("--video", video)));
        Assert.Equal("audio", Modalities(Predict("--audio", sound)));

        Assert.Contains("does not exist", CliProcess.Run("predict", run, "--audio", folder["no.wav"]).Error);
        Assert.Equal(2, CliProcess.Run("predict", run).Code);
    }

    [Fact]
    public void Encoding_that_is_killed_goes_on_with_what_is_missing_and_does_nothing_twice()
    {
        Recordings.Write(folder.Path, 200);
        using (var cli = new CliProcess(Encode))
        {
            var until = DateTime.UtcNow.AddMinutes(1);
            while (Size() < 30_000 && !cli.HasExited && DateTime.UtcNow < until) Thread.Sleep(1);
            Assert.False(cli.HasExited, "it was done before it could be killed");
            cli.Kill();
        }
        var (code, output, error) = CliProcess.Run(Encode);
        Assert.True(code == 0, error);
        Assert.Equal(folder["cache"], output.Trim());
        Assert.DoesNotContain("vision: 400 encoded", error);
        Assert.Contains("everything was encoded already", CliProcess.Run(Encode).Error);

        byte[] resumed = File.ReadAllBytes(Vision());
        Directory.Delete(folder["cache"], recursive: true);
        Assert.Equal(0, CliProcess.Run(Encode).Code);
        Assert.Equal(resumed, File.ReadAllBytes(Vision()));
    }

    [Fact]
    public void Two_processes_at_once_encode_everything_once()
    {
        Recordings.Write(folder.Path, 60);
        using var first = new CliProcess(Encode);
        using var second = new CliProcess(Encode);
        Assert.Equal((0, 0), (first.Wait().Code, second.Wait().Code));
        long size = Directory.GetFiles(folder["cache"]).Sum(f => new FileInfo(f).Length);
        Directory.Delete(folder["cache"], recursive: true);
        Assert.Equal(0, CliProcess.Run(Encode).Code);
        Assert.Equal(size, Directory.GetFiles(folder["cache"]).Sum(f => new FileInfo(f).Length));
    }

    [Fact]
    public void Zero_shot_scores_a_corpus_by_its_frames()
    {
        Recordings.Write(folder.Path, 16);
        var (code, output, error) = CliProcess.Run("zeroshot", clip.Path, "--data", folder["label.csv"], "--modality", "vision",
            "--labels", folder["labels.json"]);
        Assert.True(code == 0, error);
        Assert.Contains("test, n = 8", output);
        Assert.Contains("zero-shot", output);

        var (_, json, _) = CliProcess.Run("zeroshot", clip.Path, "--text", "happy", "--labels", folder["labels.json"], "--json");
        Assert.Equal(1, JsonDocument.Parse(json).RootElement.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-5);
    }

    string Vision() => Directory.GetFiles(folder["cache"], "*.features").Order().First(f => File.ReadAllText(f).Split(" FrameSampling")[0].EndsWith("image"));

    long Size() => Directory.Exists(folder["cache"]) ? Directory.GetFiles(folder["cache"]).Sum(f => new FileInfo(f).Length) : 0;
}
