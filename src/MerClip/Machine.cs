using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MerClip;

/// <summary>The machine that computes: what it is, and how fast.</summary>
public static class Machine
{
    /// <summary>Versions of the libraries that numbers depend on.</summary>
    public static IReadOnlyDictionary<string, string> Versions => new Dictionary<string, string>
    {
        ["merclip"] = typeof(Machine).Assembly.GetName().Version!.ToString(3),
        ["torchsharp"] = typeof(torch).Assembly.GetName().Version!.ToString(3),
        ["libtorch"] = __version__,
        ["dotnet"] = Environment.Version.ToString(),
    };

    /// <summary>What computes.</summary>
    /// <param name="device">The device in use.</param>
    public static IReadOnlyDictionary<string, string> Describe(Device device) => new Dictionary<string, string>
    {
        ["system"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["cores"] = Environment.ProcessorCount.ToString(),
        ["threads"] = get_num_threads().ToString(),
        ["device"] = device.ToString(),
    };

    /// <summary>The device that a setting asks for.</summary>
    /// <param name="name"><c>auto</c> (CUDA where there is one), <c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">The name is another, or there is no CUDA.</exception>
    public static Device DeviceFor(string name) => name switch
    {
        "auto" => cuda.is_available() ? CUDA : CPU,
        "cpu" => CPU,
        "cuda" when cuda.is_available() => CUDA,
        "cuda" => throw new InputException("no CUDA device is here: use --device cpu, or build with -p:Cuda=true on a "
            + "machine that has one"),
        _ => throw new InputException($"device '{name}' does not exist: use auto, cpu or cuda"),
    };

    /// <summary>Measures float32 matrix products: the yardstick for how fast anything here can be.</summary>
    /// <param name="device">Where to multiply.</param>
    /// <param name="size">Rows and columns of the square matrices.</param>
    /// <returns>GFLOP/s, the best of a few.</returns>
    public static double MatmulRate(Device device, int size = 1024)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (a, b) = (randn(size, size, device: device), randn(size, size, device: device));
        double best = double.MaxValue;
        for (int i = 0; i < 8; i++)
        {
            var clock = Stopwatch.StartNew();
            a.mm(b).sum().Single(); // reading a number waits for a GPU
            if (i > 0) best = Math.Min(best, clock.Elapsed.TotalSeconds); // the first warms up
        }
        return 2.0 * size * size * size / best / 1e9;
    }
}
