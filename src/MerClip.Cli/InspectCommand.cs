using System.CommandLine;
using System.Globalization;
using MerClip.Checkpoints;
using MerClip.Data;
using MerClip.Data.Audit;
using MerClip.Report;
using MerClip.Runs;
using Spectre.Console;
using TorchSharp;

namespace MerClip.Cli;

/// <summary><c>merclip inspect</c>: what a file, a run, or this machine's torch is.</summary>
static class InspectCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "Data set, checkpoint, folder of a run or a CLIP, or the word torch" };
        var json = new Option<bool>("--json") { Description = "Print a data file's audit as JSON" };
        var audit = new Option<bool>("--audit") { Description = "Take PATH for a data set, whatever it looks like" };
        var html = new Option<string?>("--html")
        {
            Description = "Write the audit of a data set as a page, with charts, that opens without a network",
            HelpName = "FILE",
        };
        var command = new ExampleCommand("inspect",
            "Show what a data file, checkpoint or run holds and what is wrong with it; 'torch' shows the machine.",
            "merclip inspect mosi.pkl",
            "merclip inspect mosi.pkl --json > audit.json",
            "merclip inspect mosi.pkl --audit --html audit.html",
            "merclip inspect cmu-mosi-csd/",
            "merclip inspect MOSI/label.csv",
            "merclip inspect runs/first",
            "merclip inspect runs/first/seed-0/model.safetensors",
            "merclip inspect clip-vit-base-patch32",
            "merclip inspect torch")
        {
            path, json, audit, html,
        };
        command.SetAction(parsed =>
        {
            string target = parsed.GetValue(path)!;
            if (parsed.GetValue(json) || parsed.GetValue(audit) || parsed.GetValue(html) is not null)
            {
                CorpusAudit found = CorpusAudit.Run(target);
                if (parsed.GetValue(html) is { } page) AuditFile.Write(page, found);
                if (parsed.GetValue(json)) Console.WriteLine(found.ToJson());
                else InspectCorpus.Print(found, AnsiConsole.Console);
            }
            else if (target == "torch") Torch();
            else if (CorpusReader.Holds(target)) InspectCorpus.Print(CorpusAudit.Run(target), AnsiConsole.Console);
            else if (InspectClip.Looks(target)) InspectClip.Print(target, AnsiConsole.Console);
            else if (Directory.Exists(target)) Run(target);
            else if (Safetensors.Looks(target) || TorchZip.Looks(target)) Checkpoint(target);
            else Corpus(target);
            return 0;
        });
        return command;
    }

    static void Corpus(string path) => InspectCorpus.Print(CorpusAudit.Run(path), AnsiConsole.Console);

    static void Torch()
    {
        var table = Pairs();
        foreach (var (name, version) in Machine.Versions) table.AddRow(name, version);
        table.AddRow("devices", string.Join(", ", Enumerable.Range(0, torch.cuda.is_available() ? torch.cuda.device_count() : 0)
            .Select(i => $"cuda:{i}").Prepend("cpu")));
        table.AddRow("threads", torch.get_num_threads().ToString(CultureInfo.InvariantCulture));
        foreach (var device in torch.cuda.is_available() ? new[] { torch.CPU, torch.CUDA } : [torch.CPU])
            table.AddRow($"matmul, {device}", string.Create(CultureInfo.InvariantCulture,
                $"{Machine.MatmulRate(device):F0} GFLOP/s float32, 1024 x 1024"));
        AnsiConsole.Write(table);
    }

    static void Run(string path)
    {
        var manifest = RunManifest.Read(new RunFolder(path));
        var config = manifest.Config;
        var table = Pairs();
        string error = manifest.Error is null ? "" : ": " + manifest.Error;
        table.AddRow("status", Markup.Escape(manifest.Status.ToString().ToLowerInvariant() + error));
        table.AddRow("command", Markup.Escape(manifest.Command));
        table.AddRow("data", Markup.Escape($"{config.Data} ({manifest.DataSha256[..12]}…)"));
        table.AddRow("labels", Markup.Escape(config.Labels));
        table.AddRow("order", config.Order ?? "");
        table.AddRow("started", manifest.Started.ToString("u", CultureInfo.InvariantCulture));
        if (manifest.Finished is { } end)
            table.AddRow("took", (end - manifest.Started).ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture));
        foreach (var (name, value) in manifest.Machine.Concat(manifest.Versions)) table.AddRow(name, Markup.Escape(value));
        AnsiConsole.Write(table);
        if (manifest.Status == RunStatus.Done) AnsiConsole.Write(CardTable.Of(new TrainedRun(path).Summary));
        else Console.WriteLine($"go on with: merclip train --resume {path}");
    }

    static void Checkpoint(string path)
    {
        using var file = TensorFile.Open(path);
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("tensor", "dtype", "shape");
        long numbers = 0;
        foreach (string name in file.Names)
        {
            var info = file.Info(name);
            numbers += info.Shape.Aggregate(1L, (a, b) => a * b);
            table.AddRow(Markup.Escape(name), info.Dtype, Markup.Escape($"[{string.Join(", ", info.Shape)}]"));
        }
        AnsiConsole.Write(table);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Names.Count} tensors, {numbers:N0} numbers"));
    }

    static Table Pairs()
    {
        var table = new Table { Border = TableBorder.Simple, ShowHeaders = false };
        table.AddColumns("what", "value");
        return table;
    }
}
