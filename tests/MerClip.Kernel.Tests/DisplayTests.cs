using MerClip.Kernel.Display;
using Microsoft.DotNet.Interactive.Formatting;

namespace MerClip.Kernel.Tests;

public class DisplayTests
{
    sealed record Point(int X, int Y);

    sealed class Node
    {
        public string Name { get; set; } = "n";
        public Node? Next { get; set; }
    }

    /// <summary>Looks like a tensor; walking its properties would never end.</summary>
    sealed class Tensor : IDisposable
    {
        public long[] shape { get; } = [2, 3];
        public string dtype => "Float32";
        public string device => "cpu";
        public Tensor T => new();
        public Tensor Explode => throw new InvalidOperationException("walked");
        public void Dispose() { }
    }

    [AttributeUsage(AttributeTargets.Class)]
    sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type FormatterSourceType => source;
        public string[] PreferredMimeTypes { get; set; } = ["text/html"];
    }

    [TypeFormatterSource(typeof(CardFormatters))]
    sealed class Card;

    sealed class CardFormatters
    {
        public System.Collections.IEnumerable CreateTypeFormatters() => new object[] { new CardFormatter() };
    }

    public sealed class CardFormatter
    {
        public string MimeType => "text/html";

        public bool Format(object value, TextWriter writer)
        {
            writer.Write("<i>card</i>");
            return true;
        }
    }

    static string Plain(object? value) => (string)BundleMaker.Make(value)[MimeBundle.Plain]!;

    static string? Html(object? value) => (string?)BundleMaker.Make(value)[MimeBundle.Html];

    [Fact]
    public void Plain_text_is_there_always()
    {
        Assert.Equal("null", Plain(null));
        Assert.Equal("[ 1, 2 ]", Plain(new[] { 1, 2 }));
        Assert.Equal("{ a: 1 }", Plain(new Dictionary<string, int> { ["a"] = 1 }));
        Assert.Equal("DisplayTests.Point { X: 1, Y: 2 }", Plain(new Point(1, 2)));
        Assert.Equal("{ A: 1, B: x }", Plain(new { A = 1, B = "x" }));
        Assert.Equal("(1, x)", Plain((1, "x")));
        Assert.Equal("Dictionary<string, List<int>>", Plain(typeof(Dictionary<string, List<int>>)));
    }

    [Fact]
    public void Records_become_columns() =>
        Assert.Equal("<table><thead><tr><th><i>index</i></th><th>X</th><th>Y</th></tr></thead><tbody><tr><td>0</td><td>1</td><td>2</td></tr>"
            + "</tbody></table>", Html(new[] { new Point(1, 2) }));

    [Fact]
    public void Scalars_have_no_html() => Assert.Null(Html(5));

    [Fact]
    public void Html_is_encoded() => Assert.Contains("&lt;b&gt;", Html(new[] { "<b>" }));

    [Fact]
    public void Long_sequences_are_cut()
    {
        Assert.EndsWith("19, … (80 more) ]", Plain(Enumerable.Range(0, 100).ToList()));
        Assert.EndsWith("… (more) ]", Plain(Endless()));

        static IEnumerable<int> Endless()
        {
            while (true) yield return 1;
        }
    }

    [Fact]
    public void Cycles_and_depth_end()
    {
        var node = new Node();
        node.Next = node;
        Assert.Equal("DisplayTests.Node { Name: n, Next: … }", Plain(node));
        var deep = new Node();
        for (int i = 0; i < 1000; i++) deep = new Node { Next = deep };
        Assert.InRange(Plain(deep).Length, 10, 500);
        Assert.InRange(Html(deep)!.Length, 10, 5000);
    }

    [Fact]
    public void Tensors_are_summarised_and_not_walked()
    {
        using var tensor = new Tensor();
        Assert.Equal("Tensor [2, 3] Float32 cpu", Plain(tensor));
        Assert.Null(Html(tensor));
        Assert.Contains("Tensor [2, 3]", Html(new { Weights = tensor }));
    }

    [Fact]
    public void A_types_own_formatter_is_found_by_name() => Assert.Equal("<i>card</i>", Html(new Card()));

    [Fact]
    public void Registered_formatters_win_and_can_be_forgotten()
    {
        Formatter.Register<Point>(p => $"at {p.X}");
        Formatter.Register<Point>((p, writer) => writer.Write($"<b>{p.X}</b>"), "text/html");
        Assert.Equal("at 1", Plain(new Point(1, 2)));
        Assert.Equal("<b>1</b>", Html(new Point(1, 2)));
        Formatter.ResetToDefault();
        Assert.Equal("DisplayTests.Point { X: 1, Y: 2 }", Plain(new Point(1, 2)));
    }

    [Fact]
    public void PocketView_writes_html()
    {
        dynamic a = PocketViewTags.a, b = PocketViewTags.b;
        Assert.Equal("<a href=\"x\"><b>&lt;</b></a>", a[href: "x"](b("<")).ToString());
    }

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("a\ufffdb😀", MimeBundle.WellFormed("a\ud800b😀"));

    [Fact]
    public void Exceptions_have_their_own_form() => Assert.Contains("System.Exception: x", Html(new Exception("x")));
}
