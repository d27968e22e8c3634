using System.Text.Json;

namespace MerClip.Cli;

/// <summary>
/// Tells Jupyter of the C# kernel beside this program, under the name that .NET Interactive used, so that notebooks
/// opened elsewhere find theirs and notebooks made elsewhere find this.
/// </summary>
static class KernelSpec
{
    const string Name = ".net-csharp";

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    static string Folder => Path.Combine(DataFolder(), "kernels", Name);

    /// <summary>Where Jupyter looks for what a user has installed.</summary>
    static string DataFolder()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } given) return given;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        return OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Jupyter")
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? data
                : Path.Combine(home, ".local", "share"), "jupyter");
    }

    /// <summary>Installs the specification for this user; the folder it went to.</summary>
    public static string Install()
    {
        string here = AppContext.BaseDirectory;
        string kernel = Path.Combine(here, "MerClip.Kernel.dll");
        if (!File.Exists(kernel)) throw new InputException($"{kernel} is not there: build the whole solution");
        var spec = new Dictionary<string, object>
        {
            ["argv"] = new[]
            {
                DotnetProgram(), kernel, "{connection_file}",
                "--preload", Path.Combine(here, "MerClip.dll"),
                "--preload", Path.Combine(here, "Plotly.NET.CSharp.dll"), // to restyle charts, which the library does not
            },
            ["display_name"] = ".NET (C#)",
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            // Threads that spin while they wait cost ten times where another process is busy; read when torch loads.
            ["env"] = new Dictionary<string, string> { ["OMP_WAIT_POLICY"] = "passive" },
        };
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "kernel.json"), JsonSerializer.Serialize(spec, Indented) + "\n");
        return Folder;
    }

    /// <summary>Removes the specification; false if there was none.</summary>
    public static bool Uninstall()
    {
        if (!Directory.Exists(Folder)) return false;
        Directory.Delete(Folder, recursive: true);
        return true;
    }

    /// <summary>The program of the runtime that runs this, wherever Jupyter is started from.</summary>
    static string DotnetProgram()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string program = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(program) ? program : "dotnet";
    }
}
