using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
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
            long before = GC.GetAllocatedBytesForCurrentThread(), resident = Environment.WorkingSet;
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
            // An array that the HDF5 library makes of a size that is claimed, and never fills, takes no memory.
            if (bytes > MostBytes && Environment.WorkingSet - resident > MostBytes) Fail(seed, $"{bytes:N0} bytes");
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

    // Splits around lists in lists, ten thousand deep.
    static byte[] Nested()
    {
        PickleWriter writer = new PickleWriter().Raw((byte)'}', (byte)'(');
        foreach (string split in new[] { "train", "valid", "test" })
            writer.Value(split).Repeat(10_000, (byte)']').Raw((byte)'N').Repeat(10_000, (byte)'a');
        return writer.Raw((byte)'u').Stop();
    }

    // 8 MiB of zeros in some 8 KiB.
    static byte[] ZipBomb()
    {
        using MemoryStream file = new();
        using (ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = zip.CreateEntry("train_audio.npy", CompressionLevel.SmallestSize).Open();
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0]);
            entry.Write(Encoding.ASCII.GetBytes("{'descr': '<f4', 'fortran_order': False, 'shape': (2097152,), }".PadRight(117) + "\n"));
            for (int i = 0; i < 8; i++) entry.Write(new byte[1 << 20]);
        }
        return file.ToArray();
    }

    IEnumerable<byte[]> Originals()
    {
        string[] names = ["mult-mosi.p2.pkl", "mult-mosei.pkl", "mult-iemocap.pkl", "tailor.pt", "tailor-tensors.pt", "flat.npz",
            "compressed.npz", "dictionaries.npz", "dictionary.npy", "rows.arrow", "labels-named.csd", "csd/labels.csd",
            "traps/bomb.csd", "traps/zeros.csd", "traps/self.csd"];
        foreach (string name in names) yield return File.ReadAllBytes(Fixtures.Committed("formats", name));
        yield return Nested();
        yield return ZipBomb();
        Corpus corpus = CorpusReader.Read(Fixtures.Committed("formats", "csd")).Corpus;
        foreach (string extension in new[] { ".pkl", ".arrow", ".safetensors" })
        {
            CorpusWriter.Write(corpus, folder["original" + extension]);
            yield return File.ReadAllBytes(folder["original" + extension]);
        }
    }
}
