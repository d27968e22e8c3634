using System.CommandLine;
using MerClip.Data.Sources;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary><c>merclip data</c>: what data there is.</summary>
static class DataCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Folder with data; the folders in it are looked at too" };
        var check = new ExampleCommand("check",
            "Say what each file in a folder is and whether it is complete. data/README.md says where to get data.",
            "merclip data check ~/data")
        {
            folder,
        };
        check.SetAction(parsed =>
        {
            IReadOnlyList<CheckedFile> files = DataFolder.Check(parsed.GetValue(folder)!);
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns("file", "state", "what it is");
            foreach (CheckedFile file in files)
                table.AddRow(new Text(Path.GetRelativePath(parsed.GetValue(folder)!, file.Path)),
                    new Text(file.State.ToString().ToLowerInvariant()), new Text(file.What));
            AnsiConsole.Write(table);
            foreach (PublishedFile missing in DataFolder.Missing(files))
                Console.WriteLine($"not there: {missing.Corpus}: {missing.File}");
            return files.Any(f => f.State == FileState.Wrong) ? 1 : 0;
        });
        return new Command("data", "What data there is.") { check };
    }
}
