using TorchSharp;
using static TorchSharp.torch;

namespace MerClip.Tests;

/// <summary>
/// Tests that draw from torch's random state, count its tensors or set its threads: all of these belong to the process, so
/// these tests run one at a time, and alone.
/// </summary>
[CollectionDefinition(nameof(TorchTests), DisableParallelization = true)]
public sealed class TorchTests;

/// <summary>What every test with tensors has: a seed, one thread, a folder, and a scope that frees its tensors.</summary>
[Collection(nameof(TorchTests))]
public abstract class TorchTest : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    protected TorchTest()
    {
        set_num_threads(1);
        random.manual_seed(1);
    }

    protected TemporaryFolder Folder { get; } = new();

    public virtual void Dispose()
    {
        scope.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>How many tensors there are in the process, after all are gone that nothing refers to.</summary>
    protected static long LiveTensors()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return Tensor.TotalCount;
    }

    /// <summary>The numbers of a tensor, row by row.</summary>
    protected static float[] Numbers(Tensor x) => x.detach().cpu().contiguous().data<float>().ToArray();

    /// <summary>Requires two tensors to have the same shape and, within a tolerance, the same numbers.</summary>
    protected static void AssertClose(Tensor expected, Tensor actual, double tolerance = 1e-6)
    {
        Assert.Equal(expected.shape, actual.shape);
        foreach (var (e, a) in Numbers(expected).Zip(Numbers(actual))) Assert.InRange(a, e - tolerance, e + tolerance);
    }

    /// <summary>Requires two tensors to be the same to the last bit.</summary>
    protected static void AssertSame(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(Numbers(expected), Numbers(actual));
    }
}
