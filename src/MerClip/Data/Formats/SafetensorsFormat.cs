using System.Text.Json;
using MerClip.Checkpoints;
using MerClip.Data.Formats.Layouts;
using MerClip.Data.Pickle;
using MerClip.Data.Stored;
using static TorchSharp.torch;

namespace MerClip.Data.Formats;

/// <summary>A data set in safetensors: arrays called <c>train.audio</c> as in MMSA's layout, texts as JSON lists in the
/// header's free entries, called alike (<c>train.id</c>, <c>train.raw_text</c>, <c>emotion_names</c>).</summary>
sealed class SafetensorsFormat : TreeFormat
{
    public override string Name => "safetensors";

    public override bool Starts(ReadOnlySpan<byte> head) =>
        head is [_, _, _, _, _, _, _, _, (byte)'{', ..] && BitConverter.ToUInt64(head) <= 100_000_000;

    public override bool HoldsData(string path)
    {
        using Safetensors file = Safetensors.Open(path);
        // One name may begin so by chance, as a checkpoint's do.
        return file.Names.Concat(file.Metadata.Keys).Select(n => SplitNames.Canonical(n.Split('.', '/', '_')[0]))
            .OfType<string>().Distinct().Count() > 1;
    }

    protected override object? Load(string path)
    {
        using Safetensors file = Safetensors.Open(path);
        PickleDictionary content = new();
        StoredFile? stored = new FileInfo(path).Length > StoredFile.MostInMemory ? StoredFile.Open(path) : null;
        foreach ((string key, string text) in file.Metadata)
            if (Texts(text) is { } texts) content.TrySet(key, texts);
        foreach (string name in file.Names)
        {
            TensorInfo info = file.Info(name);
            if (info.Shape.Any(s => s > int.MaxValue))
                throw new InputException($"{path}: {InputException.Shown(name)} is too large; give a file of features");
            int[] shape = [.. info.Shape.Select(s => (int)s)];
            long count = info.Shape.Aggregate(1L, (product, size) => product * size);
            if (count > Array.MaxLength)
                throw new InputException($"{path}: {InputException.Shown(name)} has more elements than one array can; split the file");
            if (stored is not null && count > StoredFile.SmallValue && TypeOf(info.Dtype) is { } type)
            {
                content.TrySet(name, NdArray.Of(new StoredNumbers(stored, file.Position(info), type), shape));
                continue;
            }
            using Tensor tensor = file.Read(name);
            bool whole = tensor.dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64);
            using Tensor typed = tensor.to_type(whole ? ScalarType.Int64 : ScalarType.Float32);
            Array data = tensor.numel() == 0 ? Array.Empty<float>()
                : whole ? typed.data<long>().ToArray()
                : typed.data<float>().ToArray();
            content.TrySet(name, NdArray.Of(data, shape));
        }
        return content;
    }

    static NumpyType? TypeOf(string dtype) => dtype switch
    {
        "F64" or "F32" or "F16" or "I64" or "I32" or "I16" or "I8" or "U8" =>
            NumpyType.Parse($"{char.ToLowerInvariant(dtype[0])}{int.Parse(dtype.AsSpan(1)) / 8}"),
        _ => null,
    };

    // Entries that are no lists of texts are somebody's notes.
    static List<object?>? Texts(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(json) is { } texts ? [.. texts] : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
