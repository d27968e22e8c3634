using MerClip.Data;
using MerClip.Data.Writers;
using MerClip.Tests.Cli;

namespace MerClip.Tests.Data.Formats;

public sealed class CsdPartTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_alignment_that_was_stopped_anywhere_goes_on_and_gives_the_same_bytes()
    {
        CsdFolder.Write(folder["csd"], 30);
        byte[] expected = Written(CorpusReader.ReadAligned(folder["csd"], AlignmentMode.Corrected).Corpus);
        string part = folder["x.part"];
        foreach (int stopAfter in new[] { 1, 12, 29 })
        {
            File.Delete(part);
            Assert.Throws<OperationCanceledException>(() => Align(stopAfter));
            Close();
            byte[] whole = File.ReadAllBytes(part);
            foreach (int cut in new[] { 0, 1, 20, 300 }) // inside the last video, or a head
            {
                Close();
                File.WriteAllBytes(part, whole[..^cut]);
                var (bytes, aligned) = Align();
                Assert.Equal(expected, bytes);
                Assert.InRange(aligned, 30 - stopAfter, 30 - stopAfter + (cut == 0 ? 0 : 3));
            }
        }
    }

    [Fact]
    public void Damaged_videos_are_made_again()
    {
        CsdFolder.Write(folder["csd"], 6);
        var (expected, _) = Align();
        Close();
        byte[] part = File.ReadAllBytes(folder["x.part"]);
        for (int at = 0; at < part.Length; at += 97)
        {
            byte[] damaged = [.. part];
            damaged[at] ^= 4;
            Close();
            File.WriteAllBytes(folder["x.part"], damaged);
            var (bytes, aligned) = Align();
            Assert.Equal(expected, bytes);
            Assert.InRange(aligned, 1, 6);
        }
    }

    [Fact]
    public void Other_data_or_another_mode_begins_anew()
    {
        CsdFolder.Write(folder["csd"], 6);
        Align();
        Assert.Equal(0, Align().Aligned);
        Assert.Equal(6, Align(mode: AlignmentMode.Sdk).Aligned);
        CsdFolder.Write(folder["csd"], 6, seed: 2);
        var (bytes, aligned) = Align(mode: AlignmentMode.Sdk);
        Assert.Equal(6, aligned);
        Assert.Equal(Written(CorpusReader.ReadAligned(folder["csd"], AlignmentMode.Sdk).Corpus), bytes);
    }

    [Fact]
    public void Two_processes_do_not_write_one_part()
    {
        CsdFolder.Write(folder["csd"], 3);
        using FileStream other = new(folder["x.part"], FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Contains("x.part cannot be written", Assert.Throws<InputException>(() => Align()).Message);
    }

    [Fact]
    public void A_large_folder_is_read_through_a_temporary_file()
    {
        CsdFolder.Write(folder["csd"], 9);
        byte[] expected = Written(CorpusReader.Read(folder["csd"]).Corpus);
        using MemoryLimit limit = new();
        Corpus corpus = CorpusReader.Read(folder["csd"]).Corpus;
        Assert.Equal(expected, Written(corpus));
        FeatureSequence audio = corpus.All.First().Features[Modality.Audio];
        Assert.False(audio.Values.Equals(audio.Values));
    }

    [Fact]
    public void A_process_that_is_killed_goes_on_from_the_command_line()
    {
        CsdFolder.Write(folder["csd"], 1000);
        string[] command = ["convert", folder["csd"], folder["out.pkl"], "--align", "sdk"];
        using (CliProcess killed = new(command))
        {
            while (!killed.HasExited && !(File.Exists(folder["out.pkl.part"]) && new FileInfo(folder["out.pkl.part"]).Length > 10_000))
                Thread.Sleep(1);
            killed.Kill();
        }
        Assert.False(File.Exists(folder["out.pkl"]));
        long kept = new FileInfo(folder["out.pkl.part"]).Length;
        Assert.InRange(kept, 10_000, long.MaxValue);

        var (code, _, error) = CliProcess.Run(command);
        Assert.True(code == 0, error);
        Assert.Contains("going on with", error);
        Assert.False(File.Exists(folder["out.pkl.part"]));
        Assert.Equal(Written(CorpusReader.ReadAligned(folder["csd"], AlignmentMode.Sdk).Corpus), File.ReadAllBytes(folder["out.pkl"]));
    }

    (byte[] Bytes, int Aligned) Align(int stopAfter = int.MaxValue, AlignmentMode mode = AlignmentMode.Corrected)
    {
        Close();
        int aligned = 0;
        CorpusFile file = CorpusReader.ReadAligned(folder["csd"], mode, folder["x.part"], progress =>
        {
            if (++aligned == stopAfter) throw new OperationCanceledException();
        });
        return (Written(file.Corpus), aligned);
    }

    // A part closes when nothing refers to its corpus any more.
    static void Close()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    byte[] Written(Corpus corpus)
    {
        CorpusWriter.Write(corpus, folder["written.pkl"]);
        return File.ReadAllBytes(folder["written.pkl"]);
    }
}
