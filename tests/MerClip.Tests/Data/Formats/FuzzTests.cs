using System.Diagnostics;
using System.Globalization;
using MerClip.Data;
using MerClip.Data.Writers;

namespace MerClip.Tests.Data.Formats;

/// <summary>Damaged files of every format give a data set or an <see cref="InputException"/>, within bounds of memory.
/// MERCLIP_FUZZ=0-10000 chooses which files, by their seeds, keeps those that fail, and shows
/// what took longest.</summary>
public sealed class FuzzTests : IDisposable
{
    const int FewFiles = 400;

    /// <summary>For files of some kilobytes; each format allows itself a fixed slack.</summary>
    const long MostBytes = 100L << 20;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        string? wanted = Environment.GetEnvironmentVariable("MERCLIP_FUZZ");
        int[] range = [.. (wanted ?? $"0-{FewFiles}").Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        int files = range[1] - range[0];
        byte[][] originals = [.. Originals()];
        int refused = 0;
        (double Seconds, int Seed) longest = default;
        (long Bytes, int Seed) largest = default;
        string path = folder["x"];
        File.Copy(Fixtures.Committed("formats", "csd", "folds.json"), folder["folds.json"]);
        for (int seed = range[0]; seed < range[1]; seed++)
        {
            File.WriteAllBytes(path, Mutator.Mutate(originals[seed % originals.Length], new Random(seed)));
            Stopwatch watch = Stopwatch.StartNew();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                CorpusReader.Read(path);
            }
            catch (InputException e)
            {
                refused++;
                Assert.DoesNotContain(e.Message, char.IsControl);
            }
            catch (Exception e)
            {
                Fail(seed, $"{e}");
            }
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes > MostBytes) Fail(seed, $"{bytes:N0} bytes");
            if (watch.Elapsed.TotalSeconds > longest.Seconds) longest = (watch.Elapsed.TotalSeconds, seed);
            if (bytes > largest.Bytes) largest = (bytes, seed);
        }
        Assert.InRange(refused, files / 4, files);
        if (wanted is not null)
            TestContext.Current.SendDiagnosticMessage($"{files} files, {refused} refused; longest {longest}; most allocated {largest}; "
                + $"peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");

        void Fail(int seed, string why)
        {
            if (wanted is not null) File.Copy(path, Path.Combine(Path.GetTempPath(), $"fuzz-{seed}"), overwrite: true);
            Assert.Fail($"seed {seed}: {why}");
        }
    }

    IEnumerable<byte[]> Originals()
    {
        string[] names = ["mult-mosi.p2.pkl", "mult-mosei.pkl", "mult-iemocap.pkl", "tailor.pt", "tailor-tensors.pt", "flat.npz",
            "compressed.npz", "dictionaries.npz", "dictionary.npy", "rows.arrow", "labels-named.csd", "csd/labels.csd"];
        foreach (string name in names) yield return File.ReadAllBytes(Fixtures.Committed("formats", name));
        Corpus corpus = CorpusReader.Read(Fixtures.Committed("formats", "csd")).Corpus;
        foreach (string extension in new[] { ".pkl", ".arrow", ".safetensors" })
        {
            CorpusWriter.Write(corpus, folder["original" + extension]);
            yield return File.ReadAllBytes(folder["original" + extension]);
        }
    }
}
