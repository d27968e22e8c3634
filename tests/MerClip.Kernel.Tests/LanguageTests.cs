using System.Diagnostics;
using MerClip.Kernel.Language;

namespace MerClip.Kernel.Tests;

public class LanguageTests
{
    readonly Notebook notebook = new();
    readonly CodeWorkspace workspace;
    readonly Completer completer;

    public LanguageTests()
    {
        workspace = new CodeWorkspace(notebook.Session);
        completer = new Completer(workspace, notebook.Session.Commands);
    }

    async Task<string[]> Complete(string code) =>
        [.. (await completer.CompleteAsync(code, code.Length, TestContext.Current.CancellationToken)).Entries.Select(e => e.Text)];

    [Fact]
    public async Task Completes_members_earlier_variables_usings_and_named_arguments()
    {
        notebook.Run("using System.IO; var earlier = new List<int>(); record Shape(int Sides);");
        Assert.Equal(["Read", "ReadKey", "ReadLine"], await Complete("Console.Rea"));
        Assert.Contains("earlier", await Complete("ear"));
        Assert.Contains("AddRange", await Complete("earlier.Add"));
        Assert.Contains("Select", await Complete("earlier.Sel"));
        Assert.Contains("Path", await Complete("Pat"));
        Assert.Contains("Sides", await Complete("new Shape(3).S"));
        Assert.Contains("separator:", await Complete("string.Join(sepa"));
    }

    [Fact]
    public async Task Completes_commands_and_files()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "library.dll"), "", TestContext.Current.CancellationToken);
        Assert.Equal(["library.dll"], await Complete($"#r \"{folder}/lib"));
        Assert.Equal(["#!import"], await Complete("#!imp"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Inspects_with_signature_and_documentation()
    {
        notebook.Run("var length = 3;");
        var inspector = new Inspector(workspace);
        string? found = await inspector.InspectAsync("Console.WriteLine(", 18, TestContext.Current.CancellationToken);
        Assert.Contains("void Console.WriteLine()", found);
        Assert.Contains("Writes the current line terminator", found);
        Assert.Contains("int length", await inspector.InspectAsync("length", 3, TestContext.Current.CancellationToken));
        Assert.Null(await inspector.InspectAsync("nothing_here", 3, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Is_quick_once_warm()
    {
        await Complete("Console.Wri");
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 5; i++) await Complete("Console.Wri");
        Assert.InRange(watch.ElapsedMilliseconds / 5, 0, 1000); // the bar is 150 ms on a quiet machine; the robustness suite prints it
    }

    [Theory]
    [InlineData("1 + 1", "complete")]
    [InlineData("void F() {", "incomplete")]
    [InlineData("class { }", "invalid")]
    [InlineData("#!time\n1", "complete")]
    public void Knows_what_is_complete(string code, string expected) => Assert.Equal(expected, Completeness.Of(code).Status);
}
