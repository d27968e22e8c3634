using System.Diagnostics;

namespace MerClip.Tests;

/// <summary>Debian's Python, which checks with the field's own tools what is written for them.</summary>
static class Python
{
    const string Program = "/usr/bin/python3";

    /// <summary>What a script prints; the test is skipped where Python or one of the modules is missing.</summary>
    public static string Run(string script, string[] modules, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not there");
        Assert.SkipUnless(Execute($"import {string.Join(',', modules)}", []).Code == 0, $"Python has not {string.Join(", ", modules)}");
        var (code, output, error) = Execute(script, arguments);
        Assert.True(code == 0, error);
        return output.ReplaceLineEndings("\n").TrimEnd();
    }

    static (int Code, string Output, string Error) Execute(string script, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Program, ["-W", "ignore", "-c", script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
