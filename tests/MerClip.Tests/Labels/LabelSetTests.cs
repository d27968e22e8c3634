using System.Text;
using MerClip.Labels;

namespace MerClip.Tests.Labels;

public sealed class LabelSetTests : IDisposable
{
    const string Two = """{"name": "a", "value": 1}, {"name": "b", "value": 2}""";

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string> Shipped => [.. LabelSet.Shipped];

    static LabelSet Read(string json) => LabelSetFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "FILE");

    static string Error(string json) => Assert.Throws<InputException>(() => Read(json)).Message;

    [Fact]
    public void The_promised_sets_are_shipped() => Assert.Subset(LabelSet.Shipped.ToHashSet(),
        new HashSet<string> { "sentiment7", "sentiment5", "sentiment3", "sentiment2", "scores7", "intervals7", "emotions6" });

    [Theory, MemberData(nameof(Shipped))]
    public void A_shipped_set_is_valid_and_survives_a_round_trip(string name)
    {
        var set = LabelSet.Load(name);

        Assert.Equal(name, set.Name);
        Assert.All(set.Labels, l => Assert.All(set.Prompts(l), p => Assert.False(string.IsNullOrWhiteSpace(p))));
        AssertSame(set, Read(LabelSetFile.Write(set)));
        if (set.Kind == LabelKind.Ordinal) Assert.Equal(set.Values.Order(), set.Values);
        if (char.IsDigit(name[^1])) Assert.Equal(name[^1] - '0', set.Count);
    }

    [Fact]
    public void The_emotions_are_those_of_MOSEI_in_its_order() => Assert.Equal(
        ["happy", "sad", "anger", "surprise", "disgust", "fear"], LabelSet.Load("emotions6").Labels.Select(l => l.Name));

    [Fact]
    public void Every_member_survives_a_round_trip()
    {
        var set = new LabelSet
        {
            Name = "mine",
            Kind = LabelKind.Ordinal,
            Templates = ["it is {}", "“{}”, said she"],
            Labels = [new("a", ["one", "two"], -1.25), new("ü,\"", ["three"], 0)],
        };

        AssertSame(set, Read(LabelSetFile.Write(set)));
        Assert.Equal(["it is one", "“one”, said she", "it is two", "“two”, said she"], set.Prompts(set.Labels[0]));
        Assert.Equal([-1.25f, 0], set.Values);
    }

    [Fact]
    public void A_text_is_a_string_or_an_array_or_the_name()
    {
        var set = Read("""
            // comments and trailing commas are allowed
            {"name": "x", "kind": "single", "labels": [
                {"name": "a", "text": "one"}, {"name": "b", "text": ["two", "three"]}, {"name": "c"}, {"name": "d", "text": null},
            ]}
            """);

        Assert.Equal([["one"], ["two", "three"], ["c"], ["d"]], set.Labels.Select(l => l.Texts));
        Assert.Equal(["{}"], set.Templates);
        Assert.Equal(LabelKind.Single, set.Kind);
    }

    [Fact]
    public void A_set_is_loaded_from_a_file()
    {
        File.WriteAllText(folder["mine.json"], LabelSetFile.Write(SyntheticCorpus.Multi));

        AssertSame(SyntheticCorpus.Multi, LabelSet.Load(folder["mine.json"]));
    }

    [Fact]
    public void A_name_that_does_not_exist_lists_those_that_do()
    {
        string message = Assert.Throws<InputException>(() => LabelSet.Load("sentiment77")).Message;

        Assert.StartsWith("no label set 'sentiment77': give a JSON file or one of emotions6, ", message);
        Assert.All(LabelSet.Shipped, name => Assert.Contains(name, message));
    }

    [Theory]
    [InlineData("""{"kind": "ordinal", "labels": [#]}""", "needs a name")]
    [InlineData("""{"name": " ", "kind": "ordinal", "labels": [#]}""", "needs a name")]
    [InlineData("""{"name": "x", "labels": [#]}""", "needs a kind: ordinal, single or multi")]
    [InlineData("""{"name": "x", "kind": "single"}""", "has 0 label(s), needs at least two to choose among")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a"}]}""",
        "has 1 label(s), needs at least two to choose among")]
    [InlineData("""{"name": "x", "kind": "ordinal", "templates": [], "labels": [#]}""",
        "has an empty list of templates; leave it out to use the plain texts")]
    [InlineData("""{"name": "x", "kind": "ordinal", "templates": ["{}", "none"], "labels": [#]}""",
        "template 'none' needs {} exactly once")]
    [InlineData("""{"name": "x", "kind": "ordinal", "templates": ["{} and {}"], "labels": [#]}""",
        "template '{} and {}' needs {} exactly once")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a"}, {"text": "b"}]}""", "has a label without a name")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a"}, {"name": "b|c"}]}""",
        "label 'b|c' has a '|' in its name, which separates labels in results")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a"}, {"name": "b", "text": []}]}""",
        "label 'b' needs a text that is not empty")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a"}, {"name": "b", "text": ["c", " "]}]}""",
        "label 'b' needs a text that is not empty")]
    [InlineData("""{"name": "x", "kind": "multi", "labels": [{"name": "a", "value": 1}]}""",
        "label 'a' has a value, which only ordinal sets use")]
    [InlineData("""{"name": "x", "kind": "ordinal", "labels": [{"name": "a"}, {"name": "b", "value": 1}]}""",
        "label 'a' needs a finite value, because the set is ordinal")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a"}, {"name": "b"}, {"name": "a"}]}""",
        "has the label 'a' twice")]
    [InlineData("""{"name": "x", "kind": "ordinal", "labels": [{"name": "a", "value": 1.5}, {"name": "b", "value": 1.5}]}""",
        "value 1.5 of 'b' does not rise above 1.5 before it")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a"}, null]}""", "has a label that is null")]
    [InlineData("""{"name": "x", "kind": "ordinal", "templates": [null], "labels": [#]}""", "has a template that is null")]
    public void What_is_wrong_is_said(string json, string message) =>
        Assert.Equal($"label set FILE: {message}", Error(json.Replace("#", Two)));

    [Theory]
    [InlineData("""{"name": "x", "kind": "ordinal", "colour": 1, "labels": [#]}""", "colour")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a", "txet": "b"}, {"name": "c"}]}""", "txet")]
    [InlineData("""{"name": "x", "kind": "plural", "labels": [#]}""", "$.kind")]
    [InlineData("""{"name": "x", "kind": 1, "labels": [#]}""", "$.kind")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a", "text": 5}, {"name": "c"}]}""", "$.labels[0].text")]
    [InlineData("""{"name": "x", "kind": "single", "labels": [{"name": "a", "text": ["b", 5]}]}""", "$.labels[0].text")]
    [InlineData("""{"name": "x", "kind": """, "LineNumber")]
    [InlineData("null", "it is null")]
    [InlineData("", "JSON")]
    public void Broken_JSON_and_unknown_members_are_refused_in_one_line(string json, string part)
    {
        string message = Error(json.Replace("#", Two));

        Assert.StartsWith("label set FILE: ", message);
        Assert.Contains(part, message);
        Assert.DoesNotContain('\n', message);
    }

    static void AssertSame(LabelSet expected, LabelSet actual)
    {
        Assert.Equal((expected.Name, expected.Kind), (actual.Name, actual.Kind));
        Assert.Equal(expected.Templates, actual.Templates);
        Assert.Equal(expected.Labels.Select(l => (l.Name, l.Value, string.Join('/', l.Texts))),
            actual.Labels.Select(l => (l.Name, l.Value, string.Join('/', l.Texts))));
    }
}
