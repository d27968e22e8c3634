using System.Globalization;
using MerClip.Data.Formats;
using MerClip.Data.Formats.Csd;

namespace MerClip.Data.Sources;

/// <summary>Says what of the field's data is in a folder, and whether it is complete.</summary>
public static class DataFolder
{
    /// <summary>MOSI has 93 videos, MOSEI 3,228: a sequence of more than this many is MOSEI's.</summary>
    const int ManyVideos = 1000;

    /// <summary>Looks at every file of a folder and of the folders in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="InputException">There is no such folder.</exception>
    public static IReadOnlyList<CheckedFile> Check(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException($"{folder} is no folder; give the folder that the data is in");
        return [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(f => !Path.GetFileName(f).StartsWith('.')).Select(File)];
    }

    /// <summary>What the kit knows of a data set that a folder has begun to collect and not finished: its labels, words and
    /// one sequence for each modality are what training needs.</summary>
    /// <param name="files">What <see cref="Check"/> found.</param>
    /// <returns>Published computational sequences of the same data set that are not there.</returns>
    public static IReadOnlyList<PublishedFile> Missing(IReadOnlyList<CheckedFile> files)
    {
        bool Has(PublishedFile file) => files.Any(f => f.State == FileState.Complete && f.What.Contains(file.File));
        PublishedFile[] sequences = [.. PublishedFile.All.Where(f => f.Root is not null)];
        return sequences.Any(Has) ? [.. sequences.Where(f => !Has(f))] : [];
    }

    static CheckedFile File(string path)
    {
        try
        {
            byte[] head = FileHead.Of(path);
            if (CsdFile.Starts(head)) return Sequence(path);
            long bytes = InputFile.Length(path);
            // Hashing gigabytes takes a while, so only what may be a published file is hashed.
            if (new PickleFormat().Starts(head) && PublishedFile.All.Any(f => f.Sha256 is not null && (f.Bytes ?? bytes) == bytes)
                && InputFile.Sha256(path) is var hash && PublishedFile.All.FirstOrDefault(f => f.Sha256 == hash) is { } known)
                return new CheckedFile(path, FileState.Complete, $"{known.Corpus}: {known.File}, byte for byte");
            if (!CorpusReader.Holds(path)) return new CheckedFile(path, FileState.Other, "no data set");
            CorpusFile file = CorpusReader.Read(path);
            string counts = string.Join(" / ", Enum.GetValues<Split>()
                .Select(s => file.Corpus[s].Count.ToString("N0", CultureInfo.InvariantCulture)));
            return new CheckedFile(path, FileState.Readable, $"{file.Format}, {counts} utterances");
        }
        catch (InputException e)
        {
            bool other = e.Message.Contains("is no data set") || e.Message.Contains("holds one split");
            return new CheckedFile(path, other ? FileState.Other : FileState.Wrong, e.Message);
        }
    }

    static CheckedFile Sequence(string path)
    {
        using CsdFile sequence = CsdFile.Open(path);
        int videos = sequence.Entries.Select(CsdSequences.VideoOf).Distinct().Count();
        string what = string.Create(CultureInfo.InvariantCulture, $"computational sequence '{sequence.RootName}' of {videos:N0} videos");
        PublishedFile? known = videos < ManyVideos ? null
            : PublishedFile.All.FirstOrDefault(f => f.Root == sequence.RootName);
        long bytes = InputFile.Length(path);
        if (known is null) return new CheckedFile(path, FileState.Readable, what);
        return known.Bytes == bytes
            ? new CheckedFile(path, FileState.Complete, $"{known.Corpus}: {known.File}, {what}, of the published size")
            : new CheckedFile(path, FileState.Wrong, string.Create(CultureInfo.InvariantCulture,
                $"{known.Corpus}: {known.File}, {what}: {bytes:N0} bytes where {known.Bytes:N0} were published; download it again"));
    }
}
