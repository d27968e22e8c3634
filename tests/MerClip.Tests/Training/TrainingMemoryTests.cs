using static TorchSharp.torch;

namespace MerClip.Tests.Training;

public class TrainingMemoryTests : TorchTest
{
    [Fact]
    public void Tensors_and_memory_do_not_grow_over_thirty_epochs()
    {
        using var bench = new TrainingBench(Folder, 0, epochs: 30);
        long tensors = 0, bytes = 0;
        for (int epoch = 1; epoch <= 30; epoch++)
        {
            bench.Trainer.Epoch();
            bench.Trainer.Save(Folder["state"]);
            if (epoch == 3) tensors = LiveTensors();
            if (epoch == 5)
            {
                LiveTensors();
                bytes = Resident();
            }
        }

        Assert.Equal(tensors, LiveTensors());
        Assert.InRange(Resident() - bytes, long.MinValue, 10 << 20);
    }

    [Fact]
    public void Tensors_are_freed_at_once_and_not_by_the_garbage_collector()
    {
        using var bench = new TrainingBench(Folder, 0, epochs: 30);
        for (int i = 0; i < 3; i++) bench.Trainer.Epoch();
        long before = LiveTensors();

        bench.Trainer.Epoch();

        Assert.Equal(before, Tensor.TotalCount);
        Assert.Equal(before, LiveTensors());
    }

    [Fact]
    public void Collections_on_another_thread_change_nothing()
    {
        float[] quiet = TrainingBench.Train(Folder, 8, SyntheticCorpus.Tiny with { Context = 1, ModalityDropout = 0.2 });

        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        float[] disturbed;
        try
        {
            disturbed = TrainingBench.Train(Folder, 8, SyntheticCorpus.Tiny with { Context = 1, ModalityDropout = 0.2 });
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }

        Assert.Equal(quiet, disturbed);
    }

    static long Resident()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive); // gives back what tests before this one have left free
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
