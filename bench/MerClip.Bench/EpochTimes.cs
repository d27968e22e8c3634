using System.Diagnostics;
using static TorchSharp.torch;

namespace MerClip.Bench;

/// <summary>Times whole epochs as <c>merclip train</c> runs them: training, averaging, validation.</summary>
static class EpochTimes
{
    public static Measurement Measure(string folder, int count)
    {
        var experiment = Experiment.Open(folder);
        using var scope = NewDisposeScope();
        using var model = experiment.Model(experiment.Config.Model);
        using var trainer = experiment.Trainer(model, experiment.Config.Training);
        var (wall, cpu) = (new double[count], new double[count]);
        trainer.Epoch(); // the first compiles
        using var process = Process.GetCurrentProcess();
        for (int i = 0; i < count; i++)
        {
            process.Refresh();
            var before = process.TotalProcessorTime;
            wall[i] = trainer.Epoch().Seconds;
            process.Refresh();
            cpu[i] = (process.TotalProcessorTime - before).TotalSeconds;
        }
        return new Measurement($"C#, TorchSharp {Machine.Versions["torchsharp"]}, libtorch {__version__}",
            wall, cpu, Machine.MatmulRate(CPU));
    }
}
