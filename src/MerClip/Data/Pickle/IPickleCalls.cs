namespace MerClip.Data.Pickle;

/// <summary>What the instructions that name, call and build things may do in one kind of file.</summary>
interface IPickleCalls
{
    /// <summary>Whether <see cref="New"/> and <see cref="Persistent"/> mean anything.</summary>
    bool KnowsInstances { get; }

    /// <summary>The global of a name; any that is not known is refused by its name.</summary>
    object Find(string module, string name);

    /// <summary>Calls a global (REDUCE).</summary>
    object Call(object? callee, object? arguments);

    /// <summary>Sets the state of an object (BUILD).</summary>
    void Build(object? target, object? state);

    /// <summary>Makes an instance of a class (NEWOBJ).</summary>
    object New(object? type, object? arguments);

    /// <summary>Something that lies outside the pickle (BINPERSID).</summary>
    object Persistent(object? id);
}
