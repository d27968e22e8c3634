using MerClip.Data.Audit;
using MerClip.Tests.Cli;
using MerClip.Tests.Media;

namespace MerClip.Tests.Data.Audit;

public sealed class LabelCsvAuditTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public LabelCsvAuditTests() => File.WriteAllText(folder["label.csv"], """
        video_id,clip_id,text,label,mode
        a,1,good,1,train
        a,2,,2,train
        b,1,bad,,train
        a,3,fine,-1,test

        """);

    public void Dispose() => folder.Dispose();

    string Raw(string video, string name)
    {
        string raw = Path.Combine(folder.Path, "Raw", video);
        Directory.CreateDirectory(raw);
        return Path.Combine(raw, name);
    }

    [Fact]
    public void Recordings_and_problems_are_counted()
    {
        Recordings.WriteWav(Raw("a", "1.wav"), Recordings.Noise(8000));
        Recordings.WriteWav(Raw("a", "2.wav"), Recordings.Noise(24000));
        Recordings.WriteWav(Raw("b", "1.wav"), Recordings.Noise(10), stated: 1000);
        Recordings.WritePng(Raw("a", "1.png"), 1);

        var audit = CorpusAudit.Run(folder.Path);
        Assert.Equal(folder.Path, audit.Path);
        Assert.Equal([(3, 2), (0, 0), (1, 1)], audit.Splits.Select(s => (s.Count, s.Videos)));
        Assert.Equal([0, 0, 0, 0, 1, 1, 0], audit.Splits[0].Labels!.Histogram);
        Assert.Equal(
            [new("train", 3, 1, 2, 0.5, 1, 1, 1.5), new RecordingAudit("test", 0, 0, 0, 0, 0, 0, 0)], audit.Recordings);

        (AuditSeverity, string, string, string, string)[] expected =
        [
            (AuditSeverity.Error, "train", "sound", "1.wav is cut short", "b$_$1"),
            (AuditSeverity.Warning, "train", "text", "empty texts", "a$_$2"),
            (AuditSeverity.Warning, "train", "frames", "no recording is there", "a$_$2 b$_$1"),
            (AuditSeverity.Warning, "test", "video_id", "another split", "a"),
            (AuditSeverity.Warning, "test", "sound", "no recording is there", "a$_$3"),
            (AuditSeverity.Warning, "test", "frames", "no recording is there", "a$_$3"),
            (AuditSeverity.Note, "train", "label", "without a label", "b$_$1"),
        ];
        Assert.Equal(expected.Length, audit.Problems.Count);
        foreach (var ((severity, split, key, what, ids), problem) in expected.Zip(audit.Problems))
        {
            Assert.Equal((severity, split, key, ids), (problem.Severity, problem.Split, problem.Key, string.Join(' ', problem.Examples)));
            Assert.Contains(what, problem.What);
        }
    }

    [Fact]
    public void Videos_without_sound_are_named()
    {
        Recordings.WriteVideo(Raw("a", "3.mkv"), sound: false);
        var audit = CorpusAudit.Run(folder["label.csv"]);
        Assert.Equal(new RecordingAudit("test", 1, 1, 1, 2, 2, 2, 2), audit.Recordings[^1]);
        Assert.Contains(audit.Problems, p => p.What == "videos without sound" && p.Examples.Single() == "a$_$3");
    }

    [Fact]
    public void The_command_prints_them()
    {
        Recordings.WriteWav(Raw("a", "1.wav"), Recordings.Noise(8000));
        var (code, output, error) = CliProcess.Run("inspect", folder.Path);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("train (3 of 2 videos)", output);
        Assert.Contains("Raw/VIDEO/CLIP.mp4", output);
        Assert.Matches("train +1 +0 +1 +0.5 +0.5 +0.5 +0.5", output);
        Assert.Matches("test +0 +0 +0 +– +– +– +–", output);
        Assert.Contains("\"recordings\": [", CliProcess.Run("inspect", folder.Path, "--json").Output);
    }
}
