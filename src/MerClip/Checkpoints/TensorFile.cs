namespace MerClip.Checkpoints;

/// <summary>Opens tensors in whatever format they are.</summary>
public static class TensorFile
{
    /// <summary>Opens safetensors (one file, or the <c>.index.json</c> of several) or a file that torch saved.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be opened, is damaged, or is none of these.</exception>
    public static ITensorFile Open(string path) =>
        path.EndsWith(".index.json", StringComparison.OrdinalIgnoreCase) ? new ShardedSafetensors(path)
        : TorchZip.Looks(path) ? TorchZip.Open(path)
        : Safetensors.Open(path);
}
