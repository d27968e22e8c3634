using MerClip.Checkpoints;
using MerClip.Data.Formats.Layouts;
using MerClip.Data.Pickle;
using MerClip.Data.Stored;
using static TorchSharp.torch;

namespace MerClip.Data.Formats;

/// <summary>Data that <c>torch.save</c> wrote (torch 1.6 and later): tensors and NumPy arrays in dictionaries and lists.</summary>
sealed class TorchFormat : TreeFormat
{
    const int Depth = 3; // of a file's dictionary: splits, their entries, one item an utterance

    public override string Name => "torch file";

    public override bool Starts(ReadOnlySpan<byte> head) => TorchArchive.Starts(head);

    public override bool HoldsData(string path)
    {
        try
        {
            using TorchArchive archive = TorchArchive.Open(path);
            return Root(archive, path) is PickleDictionary root && SplitNames.In(SplitNames.Renamed(root)).Any();
        }
        catch (InputException)
        {
            return false; // checkpoints hold more than data does
        }
    }

    protected override object? Load(string path)
    {
        using TorchArchive archive = TorchArchive.Open(path);
        object? root = Root(archive, path);
        using TorchArrays arrays = new(archive, new FileInfo(path).Length > StoredFile.MostInMemory ? new Spool(Path.GetFileName(path)) : null);
        return Converted(root, arrays, Depth);
    }

    static object? Root(TorchArchive archive, string path)
    {
        StoredFile? file = archive.PickleLength > StoredFile.MostInMemory ? archive.SpoolPickle() : null;
        using Stream pickle = file?.OpenStream() ?? archive.OpenPickle();
        PickleSource source = new(pickle, $"{Path.GetFileName(path)}/data.pkl", file);
        return new PickleMachine(source, (s, budget) => new TorchDataCalls(s, budget)).Run();
    }

    // A copy, so that a container that contains itself is no danger.
    static object? Converted(object? value, TorchArrays arrays, int depth)
    {
        switch (value)
        {
            case TorchTensor tensor: return arrays.Of(tensor);
            case PickleDictionary dictionary when depth > 0:
                PickleDictionary copy = new();
                foreach ((object key, object? item) in dictionary) copy.TrySet(key, Converted(item, arrays, depth - 1));
                return copy;
            case List<object?> list when depth > 0: return list.ConvertAll(v => Converted(v, arrays, depth - 1));
            default: return value;
        }
    }

    /// <summary>Tensors as arrays. Each storage is read once, however many tensors are views of it.</summary>
    /// <param name="archive">The file.</param>
    /// <param name="spool">Takes storages whose tensors can stay there; null keeps all in memory.</param>
    sealed class TorchArrays(TorchArchive archive, Spool? spool) : IDisposable
    {
        const long Slack = 1 << 20;

        readonly Dictionary<string, Tensor> storages = [];
        readonly Dictionary<string, long> spooled = [];
        long budget = Slack;

        public NdArray Of(TorchTensor tensor)
        {
            if (tensor.Shape.Any(s => s > int.MaxValue) || tensor.Count > Array.MaxLength)
                throw archive.Damaged("a tensor is too large");
            if (spool is not null && tensor.Count > 0 && tensor.IsContiguous && TypeOf(tensor.Storage.Type) is { } type)
                return Spooled(tensor, type, spool);
            if (!storages.TryGetValue(tensor.Storage.Key, out Tensor? storage))
            {
                storages[tensor.Storage.Key] = storage = archive.Read(tensor.Storage, 0, tensor.Storage.Count);
                budget += 2 * tensor.Storage.Count;
            }
            Take(tensor.Count);
            int[] shape = [.. tensor.Shape.Select(s => (int)s)];
            if (tensor.Count == 0) return NdArray.Of(Array.Empty<float>(), shape);
            if (storage.dtype != tensor.Storage.Type) throw archive.Damaged("a storage has two types");
            using Tensor view = storage.as_strided(tensor.Shape, tensor.Strides, tensor.Offset);
            bool whole = storage.dtype is not (ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64);
            using Tensor typed = view.to_type(whole ? ScalarType.Int64 : ScalarType.Float32);
            using Tensor dense = typed.contiguous();
            return NdArray.Of(whole ? dense.data<long>().ToArray() : dense.data<float>().ToArray(), shape);
        }

        NdArray Spooled(TorchTensor tensor, NumpyType type, Spool spool)
        {
            if (!spooled.TryGetValue(tensor.Storage.Key, out long start))
            {
                spooled[tensor.Storage.Key] = start = archive.Copy(tensor.Storage, spool);
                budget += 2 * tensor.Storage.Count;
            }
            Take(tensor.Count);
            return NdArray.Of(new StoredNumbers(spool.File, start + tensor.Offset * tensor.Storage.ItemSize, type),
                [.. tensor.Shape.Select(s => (int)s)]);
        }

        // Views may overlap, but no data set is mostly views of the same numbers.
        void Take(long count)
        {
            if ((budget -= count) < 0) throw archive.Damaged("its tensors are views of the same numbers many times over");
        }

        static NumpyType? TypeOf(ScalarType type) => type switch
        {
            ScalarType.Float64 => NumpyType.Parse("f8"),
            ScalarType.Float32 => NumpyType.Parse("f4"),
            ScalarType.Float16 => NumpyType.Parse("f2"),
            ScalarType.Int64 => NumpyType.Parse("i8"),
            ScalarType.Int32 => NumpyType.Parse("i4"),
            _ => null,
        };

        public void Dispose()
        {
            foreach (Tensor storage in storages.Values) storage.Dispose();
        }
    }
}
