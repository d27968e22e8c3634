using MerClip.Kernel.Magics;

namespace MerClip.Kernel.Tests;

public class CellParserTests
{
    static string[] Parts(string cell) => [.. CellParser.Parse(cell).Select(p => $"{p.Command}|{p.Argument}|{p.Text.Trim()}")];

    [Fact]
    public void Code_alone_is_one_part() => Assert.Equal(["||var x = 1;\nx"], Parts("var x = 1;\nx"));

    [Fact]
    public void A_directive_comes_ahead_of_its_code() =>
        Assert.Equal(["#r|\"nuget: A, 1.0\"|", "||var x = 1;\n\nx"], Parts("var x = 1;\n#r \"nuget: A, 1.0\"\nx"));

    [Fact]
    public void Html_goes_on_until_csharp() =>
        Assert.Equal(["#!html||<b>\n</b>", "#!csharp||", "||1"], Parts("#!html\n<b>\n</b>\n#!csharp\n1"));

    [Fact]
    public void A_command_divides_the_code() => Assert.Equal(["||var x = 1;", "#!who||", "||x"], Parts("var x = 1;\n#!who\nx"));

    [Theory]
    [InlineData("var s = @\"\n#!html\n\";")]
    [InlineData("var s = \"\"\"\n    #r \"x\"\n    \"\"\";")]
    [InlineData("/*\n#!html\n*/ 1")]
    public void Text_that_looks_like_a_command_is_text(string cell) => Assert.Null(Assert.Single(CellParser.Parse(cell)).Command);

    [Fact]
    public void Code_keeps_its_lines() => Assert.Equal("\n\nbad", CellParser.Parse("#!who\n\nbad")[1].Text);

    [Fact]
    public void Preprocessor_lines_are_code() => Assert.Equal(["||#if A\n1\n#endif\n2"], Parts("#if A\n1\n#endif\n2"));
}
