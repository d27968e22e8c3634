using static TorchSharp.torch;

namespace MerClip.Checkpoints;

/// <summary>Named tensors in a file or several, open for reading.</summary>
public interface ITensorFile : IDisposable
{
    /// <summary>The names of the tensors.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>What is said of a tensor, without reading it.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InputException">There is no such tensor.</exception>
    TensorInfo Info(string name);

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>A new tensor on the CPU with the type and shape of the file; the caller disposes of it.</returns>
    /// <exception cref="InputException">There is no such tensor, or it is damaged.</exception>
    Tensor Read(string name);
}
