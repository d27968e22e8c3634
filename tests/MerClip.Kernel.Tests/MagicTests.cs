using MerClip.Kernel.Display;

namespace MerClip.Kernel.Tests;

public sealed class MagicTests : IDisposable
{
    readonly Notebook notebook = new();
    readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Imports_cs_csx_dib_and_ipynb()
    {
        notebook.Run($"#!import {Write("a.cs", "static int FromCs() => 1;")}");
        notebook.Run($"#load \"{Write("b.csx", "var fromCsx = 2;")}\"");
        notebook.Run($"#!import \"{Write("c.dib", "#!markdown\n\n# Title\n\n#!csharp\n\nvar fromDib = 3;\n\n#!fsharp\n\nlet x = 1\n")}\"");
        notebook.Run("#!import " + Write("d.ipynb",
            """{"cells": [{"cell_type": "markdown", "source": "x"}, {"cell_type": "code", "source": ["var fromNotebook ", "= 4;"]}]}"""));
        Assert.Equal("10", notebook.Text("FromCs() + fromCsx + fromDib + fromNotebook"));
    }

    [Fact]
    public void Paths_in_an_import_are_relative_to_it()
    {
        Write("inner.csx", "var inner = 5;");
        notebook.Run($"#!import {Write("outer.csx", "#load \"inner.csx\"\nvar outer = inner + 1;")}");
        Assert.Equal("6", notebook.Text("outer"));
    }

    [Fact]
    public void A_cell_that_fails_to_import_fails()
    {
        Assert.Contains("is not there", notebook.Fail("#!import /no/such/file.cs").Value);
        Assert.Contains("does not compile", notebook.Fail($"#!import {Write("bad.cs", "int x = ;")}\nvar after = 1;").Value);
        Assert.Contains("CS0103", notebook.Fail("after").Value);
        Assert.Contains("imports itself", notebook.Fail($"#!import {Write("loop.csx", "#load \"loop.csx\"")}").Value);
    }

    [Fact]
    public void References_an_assembly_with_what_it_depends_on()
    {
        string library = typeof(FactAttribute).Assembly.Location;
        Assert.Equal("FactAttribute", notebook.Text($"#r \"{library}\"\nnew Xunit.FactAttribute().GetType()"));
        Assert.Contains("is not there", notebook.Fail("#r \"nothing.dll\"").Value);
    }

    [Fact]
    public void Restores_a_package()
    {
        Assert.Equal("34", notebook.Text("#r \"nuget: CsvHelper, 34.0.0\"\ntypeof(CsvHelper.CsvReader).Assembly.GetName().Version.Major"));
        Assert.Contains("NU1101", notebook.Fail("#r \"nuget: No.Such.Package.Anywhere.At.All, 1.0.0\"").Value);
    }

    [Fact]
    public void Shows_html_markdown_and_javascript()
    {
        Assert.Equal("<b>x</b>", (string?)notebook.Run("#!html\n<b>x</b>").Displays[0][MimeBundle.Html]);
        Assert.Equal("**x**", (string?)notebook.Run("#!markdown\n**x**").Displays[0][MimeBundle.Markdown]);
        Assert.Equal("f()", (string?)notebook.Run("#!javascript\nf()").Displays[0][MimeBundle.JavaScript]);
    }

    [Theory]
    [InlineData("#!mermaid\ngraph LR")]
    [InlineData("#!fsharp\nlet x = 1")]
    [InlineData("#!nonsense")]
    public void What_is_absent_says_so(string cell) => Assert.Contains("is not a command of this kernel", notebook.Fail(cell).Value);

    [Fact]
    public void Lists_variables_and_commands()
    {
        notebook.Run("var alpha = 1; string beta = \"two\";");
        Assert.Equal("alpha beta", (string?)notebook.Run("#!who").Displays[0][MimeBundle.Plain]);
        Assert.Contains("beta  string  two", (string?)notebook.Run("#!whos").Displays[0][MimeBundle.Plain]);
        Assert.Contains("#!import", (string?)notebook.Run("#!lsmagic").Displays[0][MimeBundle.Plain]);
    }

    [Fact]
    public void Times_the_rest_of_the_cell()
    {
        var output = notebook.Run("#!time\n1 + 1");
        Assert.StartsWith("Wall time: ", (string?)output.Displays[0][MimeBundle.Plain]);
        Assert.Equal("2", (string?)output.Value![MimeBundle.Plain]);
    }
}
