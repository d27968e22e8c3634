using System.Diagnostics;
using MerClip.Media;

namespace MerClip.Tests.Media;

/// <summary>ffmpeg that is missing, hangs, or is stopped: a script in its place, first on the PATH. The PATH belongs to the process, so
/// these tests run alone.</summary>
[Collection(nameof(TorchTests))]
public sealed class MediaProgramTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly string? path = Environment.GetEnvironmentVariable("PATH");
    readonly string sound;

    public MediaProgramTests()
    {
        sound = folder["a.mp3"];
        File.WriteAllText(sound, "some sound");
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", path);
        folder.Dispose();
    }

    [Fact]
    public void A_missing_program_says_how_to_install_it()
    {
        Environment.SetEnvironmentVariable("PATH", folder.Path);
        string message = Assert.Throws<InputException>(() => AudioReader.Read(sound)).Message;
        Assert.StartsWith("ffprobe is not installed", message);
        Assert.Contains("apt-get install ffmpeg", message);
        Assert.Equal(3, AudioReader.Read(Recordings.WriteWav(folder["a.wav"], [1, 2, 3])).Length); // needs none
    }

    [Fact]
    public async Task A_program_is_killed_when_its_work_is_cancelled()
    {
        Replace();
        using var cancel = new CancellationTokenSource();
        var reading = Task.Run(() => AudioReader.Read(sound, cancel: cancel.Token));
        int id = await RunningFfmpeg(reading);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.False(IsRunning(id));
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed()
    {
        Replace();
        var reading = Task.Run(() => AudioReader.Read(sound, limit: TimeSpan.FromSeconds(1)));
        int id = await RunningFfmpeg(reading);
        string message = (await Assert.ThrowsAsync<InputException>(() => reading)).Message;
        Assert.Contains("a.mp3: ffmpeg was stopped because it took longer than 0:00:01", message);
        Assert.False(IsRunning(id));
    }

    [Fact]
    public void What_a_program_complains_of_last_is_said()
    {
        Script("ffprobe", "echo '[mp3 @ 0x1234] first' >&2; echo \"[mp3 @ 0x1234] it is $0\" >&2; exit 1");
        string message = Assert.Throws<InputException>(() => MediaInfo.Read(sound)).Message;
        Assert.Equal($"{sound} cannot be decoded (it is {folder["ffprobe"]}); give a file that ffmpeg can play", message);
    }

    // An ffprobe that finds a sound and an ffmpeg that notes its process and hangs.
    void Replace()
    {
        Script("ffprobe", """echo '{"streams": [{"codec_type": "audio"}], "format": {}}'""");
        Script("ffmpeg", $"echo $$ > '{folder["part"]}'; mv '{folder["part"]}' '{folder["id"]}'; exec sleep 600");
    }

    void Script(string name, string commands)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in is a shell script");
        File.WriteAllText(folder[name], $"#!/bin/sh\n{commands}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder[name], (UnixFileMode)0b111_101_101);
        Environment.SetEnvironmentVariable("PATH", $"{folder.Path}:/usr/bin:/bin");
    }

    async Task<int> RunningFfmpeg(Task reading)
    {
        while (!File.Exists(folder["id"]) && !reading.IsCompleted) await Task.Delay(10, TestContext.Current.CancellationToken);
        return int.Parse(await File.ReadAllTextAsync(folder["id"], TestContext.Current.CancellationToken));
    }

    static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
