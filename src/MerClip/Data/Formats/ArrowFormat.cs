using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using MerClip.Data.Stored;

namespace MerClip.Data.Formats;

/// <summary>Arrow files, which Feather (version 2) is another name for: one row an utterance.</summary>
/// <remarks>Columns: <c>split</c> and <c>id</c> (texts; <c>mode</c>, and <c>video_id</c> with <c>clip_id</c>, do as well);
/// optional: <c>raw_text</c> and <c>annotation</c> (texts), <c>sentiment</c> (a number; also <c>label</c> and
/// <c>regression_labels</c>), <c>emotions</c> (a list of numbers, named by the schema's entry <c>emotion_names</c>, a JSON
/// list), and <c>text</c>, <c>audio</c>, <c>vision</c>: a list of steps, each a list of numbers, or one list for one step.
/// A <c>text</c> of texts is the transcript.</remarks>
sealed class ArrowFormat : TreeFormat
{
    public override string Name => "Arrow file";

    public override bool Starts(ReadOnlySpan<byte> head) => head.StartsWith("ARROW1"u8) || head.StartsWith("FEA1"u8);

    protected override object? Load(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        if (FileHead.Of(path).AsSpan().StartsWith("FEA1"u8))
            throw new InputException($"{name}: is Feather version 1; write it again as version 2, which is Arrow");
        using FileStream file = InputFile.Open(path);
        try
        {
            ArrowDescription.Check(file);
            using ArrowFileReader reader = new(file, new BoundedAllocator(file.Length), new CompressionCodecFactory());
            ArrowRows rows = new(name, file.Length > StoredFile.MostInMemory ? new Spool(name) : null);
            while (reader.ReadNextRecordBatch() is { } batch)
            {
                using (batch) rows.Add(batch);
            }
            return rows.Root();
        }
        // The library trusts files, and says in many ways that one is damaged.
        catch (Exception e) when (e is not (InputException or OutOfMemoryException))
        {
            throw new InputException($"{name}: is no Arrow file that can be read ({e.GetType().Name}); write it again", e);
        }
    }
}
