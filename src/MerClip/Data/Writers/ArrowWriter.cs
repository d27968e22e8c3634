using System.Runtime.InteropServices;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace MerClip.Data.Writers;

/// <summary>Writes a row an utterance (see <c>ArrowFormat</c> for the columns) as an Arrow file, which is Feather version 2;
/// a column that says nothing is left out, a modality that is missing is null.</summary>
sealed class ArrowWriter : ICorpusWriter
{
    const int RowsPerBatch = 256;

    /// <summary>Numbers of one modality in a batch.</summary>
    const long NumbersPerBatch = 1 << 26;

    public string Name => "Arrow (Feather 2)";

    public IReadOnlyList<string> Extensions => [".arrow", ".feather"];

    public void Write(Corpus corpus, Stream stream)
    {
        Dictionary<Modality, byte[]> buffers = []; // of one batch after the other
        Dictionary<string, string> metadata = [];
        if (corpus.Emotions.Count > 0) metadata["emotion_names"] = JsonSerializer.Serialize(corpus.Emotions);
        Schema? schema = null;
        ArrowFileWriter? writer = null;
        foreach (Split split in Enum.GetValues<Split>())
        {
            // A split without rows still writes the schema, if it is the first.
            foreach (Utterance[] rows in Batches(corpus[split]).DefaultIfEmpty([]))
            {
                if (rows.Length == 0 && writer is not null) continue;
                (Field Field, IArrowArray Values)[] columns = [.. Columns(corpus, split, rows, buffers)];
                schema ??= new Schema(columns.Select(c => c.Field), metadata);
                writer ??= new ArrowFileWriter(stream, schema, leaveOpen: true);
                using RecordBatch batch = new(schema, columns.Select(c => c.Values), rows.Length);
                writer.WriteRecordBatch(batch);
            }
        }
        writer!.WriteEnd();
        writer.Dispose();
    }

    static IEnumerable<Utterance[]> Batches(IReadOnlyList<Utterance> utterances)
    {
        long longest = utterances.SelectMany(u => u.Features.Values).Max(s => (long?)s.Steps * s.Width) ?? 1;
        return utterances.Chunk((int)Math.Clamp(NumbersPerBatch / longest, 1, RowsPerBatch));
    }

    static IEnumerable<(Field, IArrowArray)> Columns(Corpus corpus, Split split, Utterance[] rows,
        Dictionary<Modality, byte[]> buffers)
    {
        yield return Texts("split", rows.Select(_ => (string?)split.ToString().ToLowerInvariant()));
        yield return Texts("id", rows.Select(u => (string?)u.Id));
        yield return Texts("raw_text", rows.Select(u => (string?)u.Text));
        if (corpus.All.Any(u => u.Annotation is not null)) yield return Texts("annotation", rows.Select(u => u.Annotation));
        if (corpus.All.Any(u => !float.IsNaN(u.Sentiment)))
        {
            FloatArray.Builder sentiments = new();
            foreach (Utterance row in rows)
            {
                if (float.IsNaN(row.Sentiment)) sentiments.AppendNull();
                else sentiments.Append(row.Sentiment);
            }
            yield return (new Field("sentiment", FloatType.Default, nullable: true), sentiments.Build());
        }
        if (corpus.Emotions.Count > 0) yield return Emotions(rows, corpus.Emotions.Count);
        foreach ((Modality modality, int width) in corpus.Widths.OrderBy(w => w.Key))
            yield return Features(rows, modality, width, buffers);
    }

    static (Field, IArrowArray) Texts(string name, IEnumerable<string?> texts)
    {
        StringArray.Builder column = new();
        foreach (string? text in texts) column.Append(text);
        return (new Field(name, StringType.Default, nullable: true), column.Build());
    }

    static (Field, IArrowArray) Emotions(Utterance[] rows, int count)
    {
        float[] values = [.. rows.SelectMany(u => EmotionRow.Of(u, count))];
        FixedSizeListType type = new(new Field("item", FloatType.Default, nullable: true), count);
        return (new Field("emotions", type, nullable: true), new FixedSizeListArray(
            type, rows.Length, Singles(values), ArrowBuffer.Empty, nullCount: 0));
    }

    // Rows are lists of steps, and steps are lists of as many numbers each.
    static (Field, IArrowArray) Features(Utterance[] rows, Modality modality, int width, Dictionary<Modality, byte[]> buffers)
    {
        int[] offsets = new int[rows.Length + 1];
        byte[] present = new byte[(rows.Length + 7) / 8];
        int missing = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            bool there = rows[i].Features.TryGetValue(modality, out FeatureSequence? sequence);
            offsets[i + 1] = offsets[i] + (there ? sequence!.Steps : 0);
            if (there) present[i / 8] |= (byte)(1 << i % 8);
            else missing++;
        }
        int bytes = offsets[^1] * width * sizeof(float);
        if (!buffers.TryGetValue(modality, out byte[]? buffer) || buffer.Length < bytes)
            buffers[modality] = buffer = new byte[bytes];
        Span<float> values = MemoryMarshal.Cast<byte, float>(buffer.AsSpan(0, bytes));
        for (int i = 0; i < rows.Length; i++)
            if (rows[i].Features.TryGetValue(modality, out FeatureSequence? sequence))
                sequence.CopyTo(values[(offsets[i] * width)..]);
        FixedSizeListType step = new(new Field("item", FloatType.Default, nullable: true), width);
        ListType type = new(new Field("item", step, nullable: true));
        FloatArray numbers = new(new ArrowBuffer(buffer.AsMemory(0, bytes)), ArrowBuffer.Empty, offsets[^1] * width, 0, 0);
        FixedSizeListArray steps = new(step, offsets[^1], numbers, ArrowBuffer.Empty, nullCount: 0);
        return (new Field(modality.ToString().ToLowerInvariant(), type, nullable: true),
            new ListArray(type, rows.Length, Buffer(offsets), steps, new ArrowBuffer(present), missing));
    }

    static FloatArray Singles(float[] values) => new(Buffer(values), ArrowBuffer.Empty, values.Length, 0, 0);

    static ArrowBuffer Buffer<T>(T[] values) where T : unmanaged => new(MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
