using System.CommandLine;
using MerClip.Cli.Notebooks;

namespace MerClip.Cli;

/// <summary>`merclip notebooks`: the kernel for this user, Jupyter, and notebooks run without a front end.</summary>
static class NotebooksCommand
{
    const int DefaultTimeout = 600;
    const string DefaultPages = "notebooks-html";

    /// <summary>The command for the program's command line.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "With --execute, --check and --html: notebooks (default: all in notebooks/)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var execute = new Option<bool>("--execute") { Description = "Run notebooks without a front end, and keep their outputs" };
        var check = new Option<bool>("--check") { Description = "Run notebooks and compare what they say with what their files hold" };
        var html = new Option<bool>("--html") { Description = "Write notebooks as pages to read and print without a network, with an index" };
        var timeout = new Option<int>("--timeout")
        {
            Description = "Seconds that one cell may take",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultTimeout,
        };
        var output = new Option<string?>("--out")
        {
            Description = $"Folder for what --execute (default: in place) or --html (default: {DefaultPages}) writes",
            HelpName = "DIR",
        };
        var data = new Option<string?>("--data")
        {
            Description = "Data for the notebooks instead of made-up ones; needs --out, as outputs would hold its sentences",
            HelpName = "PATH",
        };
        var words = new Option<string?>("--words") { Description = "Word vectors for the notebooks", HelpName = "FILE" };
        var install = new Option<bool>("--install") { Description = "Install the kernel for this user and start nothing" };
        var uninstall = new Option<bool>("--uninstall") { Description = "Remove the kernel from this user's Jupyter" };
        var command = new ExampleCommand("notebooks", "Install the C# kernel for this user and open Jupyter, or run notebooks.",
            "merclip notebooks",
            "merclip notebooks --execute notebooks/mine.ipynb --timeout 120 --out executed",
            "merclip notebooks --execute --data mosi.pkl --out with-mosi",
            "merclip notebooks --check",
            "merclip notebooks --html --out pages",
            "merclip notebooks --uninstall")
        {
            files, execute, check, html, output, data, words, timeout, install, uninstall,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(uninstall)) return Uninstall();
            string[] chosen = parsed.GetValue(files) ?? [];
            if (parsed.GetValue(html))
            {
                string folder = parsed.GetValue(output) ?? DefaultPages;
                NotebookPages.Write(Chosen(chosen), folder);
                Console.WriteLine(Path.Combine(folder, "index.html"));
                return 0;
            }
            string spec = KernelSpec.Install();
            Console.Error.WriteLine($"kernel installed in {spec}");
            if (parsed.GetValue(install)) return 0;
            if (parsed.GetValue(check)) return Check(Chosen(chosen), parsed.GetValue(timeout));
            if (parsed.GetValue(execute))
                return Execute(Chosen(chosen), parsed.GetValue(output), parsed.GetValue(data), parsed.GetValue(words), parsed.GetValue(timeout));
            string root = chosen.FirstOrDefault() ?? (Directory.Exists("notebooks") ? "notebooks" : ".");
            bool isRoot = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess; // as in a container
            string[] asRoot = isRoot ? ["--allow-root"] : [];
            return Jupyter.Run(["notebook", root, .. asRoot]);
        });
        return command;
    }

    static int Uninstall()
    {
        Console.Error.WriteLine(KernelSpec.Uninstall() ? "kernel removed" : "no kernel was installed");
        return 0;
    }

    static int Execute(string[] files, string? output, string? data, string? words, int timeout)
    {
        if (data is not null && output is null)
            throw new InputException("--data: the outputs would hold sentences of the data; name a folder for them with --out");
        foreach (string? path in new[] { data, words })
            if (path is not null && !Path.Exists(path)) throw new InputException($"{path}: no such file or folder");
        return Stoppable(token => NotebookExecution.Run(files, output, new NotebookRunner(data, words, timeout, token)));
    }

    static int Check(string[] files, int timeout) =>
        Stoppable(token => NotebookCheck.Run(files, new NotebookRunner(null, null, timeout, token), token));

    /// <summary>The exit code of work that Ctrl-C ends, which gives how many notebooks failed.</summary>
    static int Stoppable(Func<CancellationToken, int> work)
    {
        using var interrupt = new Interrupt();
        try
        {
            return work(interrupt.Token) == 0 ? 0 : 1;
        }
        catch (OperationCanceledException)
        {
            throw new InputException("stopped; the notebooks that were running are as they were");
        }
    }

    /// <summary>The notebooks to work on: those named, or all of the folder.</summary>
    static string[] Chosen(string[] files)
    {
        if (files.Length == 0)
            files = Directory.Exists("notebooks")
                ? [.. Directory.GetFiles("notebooks", "*.ipynb").Order(StringComparer.Ordinal)]
                : throw new InputException("notebooks: no such folder here; name the notebooks to run");
        if (files.Length == 0) throw new InputException("notebooks: there is none in that folder; name the notebooks to run");
        return files.FirstOrDefault(f => !File.Exists(f)) is { } missing
            ? throw new InputException($"{missing}: no such notebook")
            : files;
    }
}
