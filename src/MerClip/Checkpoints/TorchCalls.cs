using MerClip.Data.Pickle;
using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>What the pickle of a torch file may do: describe tensors as views of storages, and hold them in dictionaries and
/// TorchScript modules. Nothing else, and nothing is executed.</summary>
sealed class TorchCalls(PickleSource source) : IPickleCalls
{
    const string ToDo = "save the tensors alone: torch.save(model.state_dict(), file)";

    /// <summary>Globals that are not types.</summary>
    enum Known
    {
        Tensor,
        Parameter,
        OrderedDict,
        Value, // gives back its first argument
        Class, // of TorchScript
    }

    public bool KnowsInstances => true;

    public object Find(string module, string name) => (module, name) switch
    {
        ("torch._utils", "_rebuild_tensor_v2") => Known.Tensor,
        ("torch._utils", "_rebuild_parameter") => Known.Parameter,
        ("collections", "OrderedDict") => Known.OrderedDict,
        ("torch.jit._pickle", "build_intlist" or "build_doublelist" or "build_boollist" or "build_tensorlist" or "restore_type_tag")
            => Known.Value,
        ("torch", _) when StorageType(name) is { } type => type,
        _ when module == "__torch__" || module.StartsWith("__torch__.", StringComparison.Ordinal) => Known.Class,
        _ => throw source.Error($"refuses {InputException.Shown(module)}.{InputException.Shown(name)}: nothing in a checkpoint is executed", ToDo),
    };

    public object Call(object? callee, object? arguments) => (callee, arguments) switch
    {
        (Known.Tensor, object?[] { Length: >= 4 } args) => Tensor(args),
        (Known.Parameter, object?[] { Length: > 0 } args) when args[0] is TorchTensor tensor => tensor,
        (Known.OrderedDict, object?[] { Length: 0 }) => new PickleDictionary(),
        (Known.Value, object?[] { Length: > 0 } args) when args[0] is { } value => value,
        _ => throw source.Error("calls something in a way that torch does not", ToDo),
    };

    public void Build(object? target, object? state)
    {
        // A state dictionary's own state is _metadata, versions of modules, which nothing here needs.
        if (target is PickleDictionary) return;
        if (target is not TorchModule { Attributes: null } module || state is not PickleDictionary attributes)
            throw source.Error("sets the state of something that is no module", ToDo);
        module.Attributes = attributes;
    }

    public object New(object? type, object? arguments) => (type, arguments) is (Known.Class, object?[] { Length: 0 })
        ? new TorchModule()
        : throw source.Error("makes an instance of a class", ToDo);

    public object Persistent(object? id) =>
        id is object?[] { Length: >= 5 } parts && parts[0] is "storage" && parts[1] is ScalarType type && parts[2] is string key
        && parts[4] is long and >= 0
            ? new TorchStorage(type, key, (long)parts[4]!)
            : throw source.Error("refers to a storage that has no plain type", ToDo);

    TorchTensor Tensor(object?[] args)
    {
        if (args is not [TorchStorage storage, long offset, object?[] size, object?[] stride, ..]
            || Integers(size) is not { } shape || Integers(stride) is not { } strides)
            throw source.Broken("a tensor is not described as torch does");
        var tensor = new TorchTensor(storage, offset, shape, strides);
        return tensor.Problem() is { } problem ? throw source.Broken($"a tensor of storage {InputException.Shown(storage.Key)} {problem}") : tensor;
    }

    static long[]? Integers(object?[] values) => values.All(v => v is long) ? [.. values.Select(v => (long)v!)] : null;

    static ScalarType? StorageType(string name) => name switch
    {
        "FloatStorage" => ScalarType.Float32,
        "HalfStorage" => ScalarType.Float16,
        "BFloat16Storage" => ScalarType.BFloat16,
        "DoubleStorage" => ScalarType.Float64,
        "LongStorage" => ScalarType.Int64,
        "IntStorage" => ScalarType.Int32,
        "ShortStorage" => ScalarType.Int16,
        "CharStorage" => ScalarType.Int8,
        "ByteStorage" => ScalarType.Byte,
        "BoolStorage" => ScalarType.Bool,
        _ => null,
    };
}
