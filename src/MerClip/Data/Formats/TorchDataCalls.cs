using MerClip.Checkpoints;
using MerClip.Data.Pickle;

namespace MerClip.Data.Formats;

/// <summary>What the pickle of a torch file with data may do: describe tensors, make NumPy's arrays, and carry an
/// <c>argparse.Namespace</c> of settings, which is passed over. Nothing is executed.</summary>
sealed class TorchDataCalls(PickleSource source, PickleBudget budget) : IPickleCalls
{
    readonly TorchCalls torch = new(source);
    readonly PickleCalls numpy = new(source, budget);

    /// <summary>The settings of whoever made the file, and what is in their place.</summary>
    enum Settings
    {
        Class,
        Value,
    }

    public bool KnowsInstances => true;

    public object Find(string module, string name) => (module, name) switch
    {
        ("argparse", "Namespace") => Settings.Class,
        ("torch" or "torch._utils", _) => torch.Find(module, name),
        _ => numpy.Find(module, name),
    };

    public object Call(object? callee, object? arguments) => callee switch
    {
        PickleGlobal => numpy.Call(callee, arguments),
        _ => torch.Call(callee, arguments),
    };

    public void Build(object? target, object? state)
    {
        if (target is Settings.Value) return;
        if (target is PickleDictionary) torch.Build(target, state);
        else numpy.Build(target, state);
    }

    public object New(object? type, object? arguments) =>
        type is Settings.Class ? Settings.Value : torch.New(type, arguments);

    public object Persistent(object? id) => torch.Persistent(id);
}
