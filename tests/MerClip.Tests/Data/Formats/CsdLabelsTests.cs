using MerClip.Data;
using MerClip.Data.Audit;
using MerClip.Data.Formats.Csd;

namespace MerClip.Tests.Data.Formats;

public sealed class CsdLabelsTests
{
    [Fact]
    public void Names_decide_where_there_are_some()
    {
        CsdLabels labels = CsdLabels.Of(7, ["fear", "Anger", "HAPPY", "sadness", "surprise", "disgust", "sentiment"], []);
        Assert.Equal(6, labels.Sentiment);
        Assert.Equal([2, 3, 1, 4, 5, 0], labels.Emotions);
        Assert.Equal(0, CsdLabels.Of(1, ["sentiment"], []).Sentiment);
    }

    [Fact]
    public void Without_names_happiness_is_the_most_frequent()
    {
        IEnumerable<float[]> Rows(int happy) => Enumerable.Range(0, 60)
            .Select(r => Enumerable.Range(0, 6).Select(c => c == happy || r % 6 == c ? 1f : 0f).ToArray());
        Assert.Equal([0, 1, 2, 3, 4, 5], CsdLabels.Of(6, [], Rows(0)).Emotions);
        Assert.Equal([3, 4, 0, 5, 1, 2], CsdLabels.Of(6, [], Rows(3)).Emotions);
        Assert.Equal([0, 1, 2, 3, 4, 5], CsdLabels.Of(6, [], Rows(3).Take(40)).Emotions); // too few to tell
        Assert.Equal(-1, CsdLabels.Of(6, [], Rows(3)).Sentiment);
        Assert.Equal([1, 2, 3, 4, 5, 6], CsdLabels.Of(7, [], []).Emotions);
        Assert.Throws<FormatException>(() => CsdLabels.Of(5, [], []));
    }

    [Fact]
    public void Folds_are_disjoint_and_of_the_published_sizes()
    {
        Assert.Equal(93, Folds.Mosi.Count);
        Assert.Equal(Split.Train, Folds.Mosi["2iD-tVS8NPw"]);
        Assert.Equal(Split.Valid, Folds.Mosi["_dI--eQ6qVU$_$3"]);
        Assert.Equal(Split.Test, Folds.Mosi["c7UH_rxdZv4[12]"]);
        Assert.Null(Folds.Mosi["nobody"]);

        Assert.Equal(2249 + 300 + 678, Folds.Mosei.Count);
        Assert.Equal(Split.Train, Folds.Mosei["hh04W3xXa5s"]);
        Assert.Equal(Split.Valid, Folds.Mosei["VAXhC2U9-2A[3]"]);
        Assert.Equal(Split.Test, Folds.Mosei["vR90Pdx9wxs"]);
    }

    [Fact]
    public void Utterances_of_videos_in_no_fold_are_named()
    {
        using TemporaryFolder folder = new();
        CsdFolder.Write(folder["csd"], 4);
        File.WriteAllText(Path.Combine(folder["csd"], "folds.json"), """{"train": ["v0000"], "valid": ["v0001"], "test": ["v0003"]}""");
        string[] left = ["v0002$_$0", "v0002$_$1"];
        Assert.Equal(left, CorpusReader.Read(folder["csd"]).LeftOut);
        Assert.Equal(left, CorpusReader.ReadAligned(folder["csd"], AlignmentMode.Sdk).LeftOut);
        Assert.Equal(left, CorpusAudit.Run(folder["csd"]).Problems.Single(p => p.Code == "left-out").Examples);
    }

    [Fact]
    public void MOSEIs_folds_are_known_by_the_videos()
    {
        using TemporaryFolder folder = new();
        Folds folds = Folds.For(folder.Path, ["2HP4KedfmSc", "81406", "nobody"]);
        Assert.Same(Folds.Mosei, folds);
    }

    [Theory]
    [InlineData("""{"train": ["a"], "test": ["a"]}""", "in two splits")]
    [InlineData("""{"both": ["a"]}""", "'both' is no split")]
    [InlineData("""{"train": 3}""", "no JSON object of lists")]
    [InlineData("nothing = 1", "names no video")]
    public void Folds_that_make_no_sense_are_refused(string text, string message)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["folds.json"], text);
        Assert.Contains(message, Assert.Throws<InputException>(() => Folds.Read(folder["folds.json"])).Message);
    }
}
