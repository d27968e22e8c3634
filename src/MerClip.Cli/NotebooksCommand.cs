using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MerClip.Cli;

/// <summary>`merclip notebooks`: the kernel for this user, Jupyter, and notebooks run without a front end.</summary>
static partial class NotebooksCommand
{
    const int DefaultTimeout = 600;

    /// <summary>The command for the program's command line.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "With --execute: notebooks to run (default: all in notebooks/)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var execute = new Option<bool>("--execute") { Description = "Run notebooks without a front end, and keep their outputs" };
        var timeout = new Option<int>("--timeout")
        {
            Description = "Seconds that one cell may take",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultTimeout,
        };
        var output = new Option<string?>("--out")
        {
            Description = "Folder for the executed notebooks (default: in place)",
            HelpName = "DIR",
        };
        var install = new Option<bool>("--install") { Description = "Install the kernel for this user and start nothing" };
        var uninstall = new Option<bool>("--uninstall") { Description = "Remove the kernel from this user's Jupyter" };
        var command = new ExampleCommand("notebooks", "Install the C# kernel for this user and open Jupyter, or run notebooks.",
            "merclip notebooks",
            "merclip notebooks --execute notebooks/mine.ipynb --timeout 120 --out executed",
            "merclip notebooks --uninstall")
        {
            files, execute, timeout, output, install, uninstall,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(uninstall)) return Uninstall();
            string folder = KernelSpec.Install();
            Console.Error.WriteLine($"kernel installed in {folder}");
            if (parsed.GetValue(install)) return 0;
            string[] chosen = parsed.GetValue(files) ?? [];
            if (parsed.GetValue(execute)) return Execute(chosen, parsed.GetValue(timeout), parsed.GetValue(output));
            string root = chosen.FirstOrDefault() ?? (Directory.Exists("notebooks") ? "notebooks" : ".");
            bool isRoot = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess; // as in a container
            string[] asRoot = isRoot ? ["--allow-root"] : [];
            return Jupyter.Run(["notebook", root, .. asRoot], passErrorsOn: true).ExitCode;
        });
        return command;
    }

    static int Uninstall()
    {
        Console.Error.WriteLine(KernelSpec.Uninstall() ? "kernel removed" : "no kernel was installed");
        return 0;
    }

    static int Execute(string[] files, int timeout, string? output)
    {
        if (files.Length == 0)
            files = Directory.Exists("notebooks")
                ? [.. Directory.GetFiles("notebooks", "*.ipynb").Order()]
                : throw new InputException("notebooks: no such folder here; name the notebooks to run");
        if (files.Length == 0) throw new InputException("notebooks: there is none in that folder; name the notebooks to run");
        if (files.FirstOrDefault(f => !File.Exists(f)) is { } missing) throw new InputException($"{missing}: no such notebook");
        int failed = 0;
        foreach (string file in files)
        {
            string[] place = output is null ? ["--inplace"] : ["--output-dir", output];
            var (exitCode, errors) = Jupyter.Run(
                ["nbconvert", "--to", "notebook", "--execute", "--log-level=ERROR",
                 $"--ExecutePreprocessor.timeout={timeout.ToString(CultureInfo.InvariantCulture)}", .. place, file], passErrorsOn: false);
            if (exitCode == 0)
            {
                Console.WriteLine($"{file}: ok");
                continue;
            }
            failed++;
            Console.Error.WriteLine($"error: {file}: {ReasonIn(errors, timeout)}");
        }
        return failed == 0 ? 0 : 1;
    }

    /// <summary>What matters of the Python traceback that a failed run ends in.</summary>
    static string ReasonIn(string errors, int timeout)
    {
        if (errors.Contains("CellTimeoutError")) return $"a cell took longer than {timeout} s; --timeout allows more";
        if (errors.Contains("DeadKernelError")) return "the kernel died; a cell crashed native code or ran out of memory";
        string[] lines = errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? "jupyter nbconvert failed" : AnsiColour().Replace(lines[^1], "");
    }

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex AnsiColour();
}
