using System.CommandLine;
using System.CommandLine.Help;
using Spectre.Console;

namespace MerClip.Cli;

/// <summary>The <c>merclip</c> program: parses, calls the library, prints. Results go to stdout, progress to stderr.</summary>
public static class Cli
{
    const int Failed = 1, WrongUsage = 2;

    /// <summary>Shows where an error came from; understood by every command.</summary>
    static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show where an error came from",
        Recursive = true,
    };

    /// <summary>Runs a command line.</summary>
    /// <returns>0 done, 1 failed, 2 wrong usage.</returns>
    public static int Run(string[] args)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Console = PlainConsole();
        var root = new Command("merclip",
            "MER-CLIP: emotion recognition from text, voice and face, guided by labels that are texts.")
        {
            new HelpOption { Action = new ExampleCommand.Help() },
            new VersionOption(),
            Verbose,
            QuickstartCommand.Create(),
            SampleCommand.Create(),
            PretrainCommand.Create(),
            EncodeCommand.Create(),
            TrainCommand.Create(),
            SweepCommand.Create(),
            EvaluateCommand.Create(),
            PredictCommand.Create(),
            ZeroShotCommand.Create(),
            CompareCommand.Create(),
            ErrorsCommand.Create(),
            RobustnessCommand.Create(),
            ExplainCommand.Create(),
            VerifyCommand.Create(),
            ReportCommand.Create(),
            InspectCommand.Create(),
            ConvertCommand.Create(),
            DataCommand.Create(),
            NotebooksCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not ExampleCommand.Help)
        {
            string command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
            string message = string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            Console.Error.WriteLine($"error: {message} See merclip {command}--help");
            return WrongUsage;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // Ctrl-C is the commands' own business: they leave things in order
            });
        }
        catch (InputException e)
        {
            return Fail(e.Message, e, parsed.GetValue(Verbose));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail($"{FirstLine(e)}; check the path, the permissions and the space on the disk", e,
                parsed.GetValue(Verbose));
        }
        catch (Exception e)
        {
            return Fail($"{e.GetType().Name}: {FirstLine(e)} (a defect of the kit; --verbose shows where)",
                e, parsed.GetValue(Verbose));
        }
    }

    static string FirstLine(Exception e) => e.Message.ReplaceLineEndings("\n").Split('\n')[0]; // libtorch's have many

    /// <summary>For files and pipes: no colours, and wide enough that tables need not break.</summary>
    static IAnsiConsole PlainConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Width = 120;
        return console;
    }

    static int Fail(string message, Exception e, bool verbose)
    {
        Console.Error.WriteLine($"error: {message}");
        if (verbose) Console.Error.WriteLine(e);
        return Failed;
    }
}
