using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MerClip.Data.Pickle;
using MerClip.Data.Stored;

namespace MerClip.Data.Formats.Csd;

/// <summary>The videos that are finished, in a file: what was read of them need not stay in memory, and a process that is stopped in
/// whatever way goes on after the last whole one.</summary>
/// <remarks>The file: <c>MERPART3</c> and 32 bytes of what it was made of; then for each video int32 bytes of JSON, int64 bytes of
/// numbers, 16 bytes of the SHA-256 of both, the JSON, the numbers as float32. All little-endian. What a video starts with is
/// written last.</remarks>
sealed class CsdPart
{
    const int HeadBytes = 8 + 32, RecordHead = 4 + 8 + 16;
    const string Name = "the file of finished videos";

    static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    static readonly NumpyType Single = NumpyType.Parse("f4")!;

    readonly StoredFile file;
    readonly Dictionary<string, IReadOnlyList<CsdClip>> finished = [];
    long end = HeadBytes;

    CsdPart(StoredFile file, string madeOf)
    {
        this.file = file;
        byte[] head = [.. "MERPART3"u8, .. SHA256.HashData(Encoding.UTF8.GetBytes(madeOf))], found = new byte[HeadBytes];
        if (file.Length >= HeadBytes) file.Read(0, found);
        if (found.AsSpan().SequenceEqual(head))
            while (ReadVideo()) { }
        file.SetLength(end); // a video that was cut short goes, or all that was made of something else
        file.Write(0, head);
    }

    /// <summary>How many videos are finished.</summary>
    public int Count => finished.Count;

    /// <summary>A file for one reading.</summary>
    public static CsdPart Temporary() => new(StoredFile.Temporary(Name), "");

    /// <summary>A file that stays until it is deleted.</summary>
    /// <param name="path">The file; need not be there.</param>
    /// <param name="madeOf">What decides the content of videos: if the file was made of something else, it begins anew.</param>
    /// <exception cref="InputException">It cannot be written, or another process writes it.</exception>
    public static CsdPart Open(string path, string madeOf) => new(StoredFile.OpenOrCreate(path), madeOf);

    /// <summary>A video that is finished; null if it is not.</summary>
    public IReadOnlyList<CsdClip>? Find(string video) => finished.GetValueOrDefault(video);

    /// <summary>Finishes a video.</summary>
    /// <returns>The same with its numbers in the file.</returns>
    public IReadOnlyList<CsdClip> Add(string video, IReadOnlyList<CsdClip> clips)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(new Video(video, [.. clips.Select(c => new Clip(
            c.Id, c.Start, c.End, c.Text, c.Sentiment, c.Emotions, c.Features.ToDictionary(f => f.Key, f => f.Value?.Shape)))]), Json);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long start = end, at = start + RecordHead;
        Write(json);
        foreach (NdArray array in clips.SelectMany(c => c.Features.Values).OfType<NdArray>())
            Write(MemoryMarshal.AsBytes(array.ToSingles().AsSpan()));
        byte[] head = new byte[RecordHead];
        BinaryPrimitives.WriteInt32LittleEndian(head, json.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(4), at - start - RecordHead - json.Length);
        hash.GetHashAndReset().AsSpan(0, 16).CopyTo(head.AsSpan(12));
        file.Write(start, head);
        end = at;
        return Finish(json, start + RecordHead + json.Length);

        void Write(ReadOnlySpan<byte> bytes)
        {
            file.Write(at, bytes);
            hash.AppendData(bytes);
            at += bytes.Length;
        }
    }

    bool ReadVideo()
    {
        if (file.Length - end < RecordHead) return false;
        byte[] head = new byte[RecordHead];
        file.Read(end, head);
        long json = BinaryPrimitives.ReadInt32LittleEndian(head), numbers = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(4));
        if (json <= 0 || numbers < 0 || numbers > file.Length || json > file.Length - end - RecordHead - numbers) return false;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] text = new byte[json], chunk = new byte[1 << 20];
        file.Read(end + RecordHead, text);
        hash.AppendData(text);
        long start = end + RecordHead + json;
        for (long done = 0; done < numbers; done += chunk.Length)
        {
            Span<byte> part = chunk.AsSpan(0, (int)Math.Min(chunk.Length, numbers - done));
            file.Read(start + done, part);
            hash.AppendData(part);
        }
        if (!hash.GetHashAndReset().AsSpan(0, 16).SequenceEqual(head.AsSpan(12))) return false;
        Finish(text, start);
        end = start + numbers;
        return true;
    }

    IReadOnlyList<CsdClip> Finish(byte[] json, long numbers)
    {
        Video video = JsonSerializer.Deserialize<Video>(json, Json)!;
        return finished[video.Name] = [.. video.Clips.Select(c => new CsdClip(c.Id, c.Start, c.End, c.Text, c.Sentiment, c.Emotions,
            c.Features.ToDictionary(f => f.Key, f => f.Value is { } shape ? Array([.. shape]) : null)))];

        NdArray Array(int[] shape)
        {
            NdArray array = NdArray.Of(new StoredNumbers(file, numbers, Single), shape);
            numbers += array.Count * (long)sizeof(float);
            return array;
        }
    }

    sealed record Video(string Name, IReadOnlyList<Clip> Clips);

    sealed record Clip(
        string Id, double Start, double End, string Text, float Sentiment, float[]? Emotions, IReadOnlyDictionary<string, IReadOnlyList<int>?> Features);
}
