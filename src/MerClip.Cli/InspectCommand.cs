using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TorchSharp;

namespace MerClip.Cli;

/// <summary><c>merclip inspect</c>: what a file, a run, or this machine's torch is.</summary>
static class InspectCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "Data file, checkpoint, run folder, or the word torch" };
        var command = new ExampleCommand("inspect", "Show what a data file, checkpoint or run holds and what is wrong with it; 'torch' shows the machine.",
            "merclip inspect mosi.pkl",
            "merclip inspect runs/first",
            "merclip inspect runs/first/seed-0/model.safetensors",
            "merclip inspect torch")
        {
            path,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(path) == "torch") Torch();
            return 0;
        });
        return command;
    }

    static void Torch()
    {
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = false };
        table.AddColumns("what", "value");
        foreach (var (name, version) in Machine.Versions) table.AddRow(name, version);
        table.AddRow("devices", string.Join(", ", Enumerable.Range(0, torch.cuda.is_available() ? torch.cuda.device_count() : 0)
            .Select(i => $"cuda:{i}").Prepend("cpu")));
        table.AddRow("threads", torch.get_num_threads().ToString(CultureInfo.InvariantCulture));
        foreach (var device in torch.cuda.is_available() ? new[] { torch.CPU, torch.CUDA } : [torch.CPU])
            table.AddRow($"matmul, {device}", string.Create(CultureInfo.InvariantCulture,
                $"{Machine.MatmulRate(device):F0} GFLOP/s float32, 1024 x 1024"));
        AnsiConsole.Write(table);
    }
}
