using System.CommandLine;

namespace MerClip.Cli;

/// <summary><c>merclip quickstart</c>: everything once, without a download.</summary>
static class QuickstartCommand
{
    public static Command Create()
    {
        var output = new Option<string>("--out")
        {
            Description = "Folder to make; what is there already is not made again",
            HelpName = "DIR",
            DefaultValueFactory = _ => "quickstart",
        };
        var small = new Option<bool>("--small") { Description = "A tenth of everything, to see that it works" };
        var command = new ExampleCommand("quickstart",
            "Make up a corpus, encode, train, swap labels, leave modalities out, and write report.html: some three minutes, no download.",
            "merclip quickstart",
            "merclip quickstart --out /tmp/first")
        {
            output, small,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(output)!;
            using var interrupt = new Interrupt();
            try
            {
                new Quickstart(path, parsed.GetValue(small)).Run(interrupt.Token);
                return 0;
            }
            catch (OperationCanceledException)
            {
                throw new InputException($"stopped; {path} holds what is done: give the same command again to go on");
            }
        });
        return command;
    }
}
