using MerClip.Data.Pickle;
using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>
/// A file that <c>torch.save</c> or <c>torch.jit.save</c> wrote (torch 1.6 and later): a zip of entries, of which
/// <c>NAME/data.pkl</c> says what the tensors are and <c>NAME/data/KEY</c> holds their memory. Each tensor is read when it is asked
/// for. No code of the file is executed, and none of its sizes is believed before it is checked.
/// </summary>
public sealed class TorchZip : ITensorFile
{
    const int MostPickleBytes = 1 << 26;
    const int MostNesting = 64, MostContainers = 1 << 16;

    readonly string path;
    readonly TorchArchive archive;
    readonly OrderedDictionary<string, TorchTensor> tensors = [];

    TorchZip(string path, TorchArchive archive)
    {
        (this.path, this.archive) = (path, archive);
        if (archive.PickleLength > MostPickleBytes) throw archive.Damaged($"its data.pkl has {archive.PickleLength} bytes");
        using var stream = archive.OpenPickle();
        var source = new PickleSource(stream, $"{Path.GetFileName(path)}/data.pkl");
        var root = new PickleMachine(source, (s, _) => new TorchCalls(s)).Run();
        if (root is PickleDictionary whole && whole.GetValueOrDefault("state_dict") is PickleDictionary inner) root = inner;
        Collect(root, "", []);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => tensors.Keys;

    /// <summary>Whether it is TorchScript.</summary>
    public bool IsScript => archive.IsScript;

    /// <summary>Whether a file begins as torch's do, old or new.</summary>
    /// <exception cref="InputException">There is no such file, or it cannot be read.</exception>
    public static bool Looks(string path)
    {
        using var stream = InputFile.Open(path);
        var head = new byte[TorchArchive.LegacyHead.Length];
        return TorchArchive.Starts(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    /// <summary>Opens a file and reads what its tensors are.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be opened, is damaged, holds more than tensors, or is older than torch 1.6.</exception>
    public static TorchZip Open(string path)
    {
        var archive = TorchArchive.Open(path);
        try
        {
            return new TorchZip(path, archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public TensorInfo Info(string name)
    {
        var tensor = Find(name);
        return new TensorInfo(SafetensorsDtype.For(tensor.Storage.Type)!.Name, tensor.Shape,
            tensor.Offset * tensor.Storage.ItemSize, tensor.Count * tensor.Storage.ItemSize);
    }

    /// <inheritdoc/>
    public Tensor Read(string name)
    {
        var tensor = Find(name);
        using var flat = archive.Read(tensor.Storage, tensor.Offset, tensor.Span);
        if (tensor.Count == 0) return empty(tensor.Shape, tensor.Storage.Type, CPU);
        using var view = flat.as_strided(tensor.Shape, tensor.Strides);
        return view.is_contiguous() ? view.alias() : view.contiguous();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => archive.Dispose();

    // A container is walked once, however often the file mentions it: some contain themselves.
    void Collect(object? value, string name, HashSet<object> seen)
    {
        if (value is TorchTensor tensor && name.Length is > 0 and < 1000) tensors.TryAdd(name, tensor);
        var children = value as PickleDictionary ?? (value as TorchModule)?.Attributes;
        if (children is null || !seen.Add(children) || seen.Count > MostContainers || name.Count(c => c == '.') > MostNesting) return;
        foreach (var (key, child) in children)
            if (key is string text) Collect(child, name.Length == 0 ? text : $"{name}.{text}", seen);
    }

    TorchTensor Find(string name) => tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new InputException($"{path} has no tensor '{name}'; `merclip inspect` lists those it has");
}
