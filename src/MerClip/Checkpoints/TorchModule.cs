using MerClip.Data.Pickle;

namespace MerClip.Checkpoints;

/// <summary>A module of TorchScript: nothing of its class is known or run, only its attributes are kept.</summary>
sealed class TorchModule
{
    /// <summary>Tensors, modules and other values by name; null before they are set.</summary>
    public PickleDictionary? Attributes { get; set; }
}
