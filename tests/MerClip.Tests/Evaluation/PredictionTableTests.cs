using FsCheck.Xunit;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Labels;

namespace MerClip.Tests.Evaluation;

public sealed class PredictionTableTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static PredictionTable Ordinal(params (Split Split, double Truth, double Prediction)[] rows)
    {
        var table = new PredictionTable(LabelKind.Ordinal, ["negative", "positive"]);
        foreach (var (split, truth, prediction) in rows)
            table.Add(new(split, $"v$_${table.Rows.Count}", PredictionCell.Of(truth), PredictionCell.Of(prediction),
                [0.25, 0.75]));
        return table;
    }

    [Fact]
    public void TheFileIsThis()
    {
        var table = Ordinal((Split.Valid, 1 / 3.0, -1e-20), (Split.Test, 0, 2));
        table.Add(new(Split.Test, "a,\"b\"", "1", "-3", [0, 1]));
        table.Write(folder["p.csv"]);
        Assert.Equal("""
            split,id,truth,prediction,p_negative,p_positive
            valid,v$_$0,0.3333333333333333,-1E-20,0.25,0.75
            test,v$_$1,0,2,0.25,0.75
            test,"a,""b""\",1,-3,0,1

            """.Replace("\\", "", StringComparison.Ordinal), File.ReadAllText(folder["p.csv"]));
    }

    [Theory]
    [InlineData(LabelKind.Single, "sad", "happy")]
    [InlineData(LabelKind.Multi, "", "happy|sad")]
    [InlineData(LabelKind.Multi, "sad|happy, very", "")]
    [InlineData(LabelKind.Ordinal, "-0.1", "1E+300")]
    public void RoundTrip(LabelKind kind, string truth, string prediction)
    {
        var table = new PredictionTable(kind, ["happy", "sad", "happy, very"]);
        table.Add(new(Split.Test, "zwölf \n \"x\"", truth, prediction, [1 / 3.0, double.Epsilon, 1]));
        table.Add(new(Split.Train, " b ", prediction, prediction, [0, 0, 0]));
        table.Write(folder["p.csv"]);

        var read = PredictionTable.Read(folder["p.csv"], kind);
        Assert.Equal(table.Labels, read.Labels);
        Assert.Equal(table.Rows.Select(r => (r.Split, r.Id, r.Truth, r.Prediction)),
            read.Rows.Select(r => (r.Split, r.Id, r.Truth, r.Prediction)));
        Assert.Equal(table.Rows.Select(r => r.Probabilities), read.Rows.Select(r => r.Probabilities));
    }

    [Property]
    public void EveryNumberComesBack(double number) =>
        Assert.Equal(double.IsFinite(number) ? number : null, PredictionCell.Number(PredictionCell.Of(number)));

    [Fact]
    public void ScoresBySplit()
    {
        var table = Ordinal((Split.Test, 1, 1), (Split.Valid, 1, -1), (Split.Test, -1, -2), (Split.Valid, 2, 2));
        Assert.Equal([Split.Valid, Split.Test], table.Splits);
        Assert.Equal(["v$_$0", "v$_$2"], table[Split.Test].Select(r => r.Id));
        Assert.Equal(SentimentMetrics.Score([1, -2], [1, -1]), table.Score(Split.Test));
        Assert.Equal(SentimentMetrics.Score([-1, 2], [1, 2]), table.Score(Split.Valid));
        Assert.Equal(0, table.Score(Split.Train).N);
        Assert.Contains("train mean", table.Floors(Split.Test, ["1", "2"]).Cards.Keys);
    }

    [Fact]
    public void ScoresClassesAndSetsOfLabels()
    {
        var single = new PredictionTable(LabelKind.Single, ["a", "b"]);
        single.Add(new(Split.Test, "1", "a", "a", [1, 0]));
        single.Add(new(Split.Test, "2", "b", "a", [1, 0]));
        Assert.Equal([[1, 0], [1, 0]], Assert.IsType<ClassCard>(single.Score(Split.Test)).Confusion);
        Assert.Equal(0.5, single.Floors(Split.Test, ["b"]).Best("accuracy")!.Value);

        var multi = new PredictionTable(LabelKind.Multi, ["a", "b"]);
        multi.Add(new(Split.Test, "1", "b|a", "a", [1, 0]));
        multi.Add(new(Split.Test, "2", "", "b", [1, 0]));
        Assert.Equal(0.25, Assert.IsType<MultiLabelCard>(multi.Score(Split.Test)).Accuracy);
        Assert.Equal(["none", "b", "a|b"], multi.Floors(Split.Test, ["b", "", "a|b"]).Cards.Keys);
    }

    [Fact]
    public void SplitsHaveTheirOwnIds()
    {
        var table = new PredictionTable(LabelKind.Ordinal, []);
        table.Add(new(Split.Test, "a", "1", "1", []));
        table.Add(new(Split.Valid, "a", "1", "1", []));
        Assert.Throws<ArgumentException>(() => table.Add(new(Split.Test, "a", "1", "1", [])));
        Assert.Equal(2, table.Rows.Count);
    }

    [Fact]
    public void ARowThatWasRefusedCanBeAddedCorrected()
    {
        var table = new PredictionTable(LabelKind.Ordinal, []);
        Assert.Throws<ArgumentException>(() => table.Add(new(Split.Test, "a", "x", "1", [])));
        table.Add(new(Split.Test, "a", "1", "1", []));
        Assert.Single(table.Rows);
    }

    [Theory]
    [InlineData(LabelKind.Single)]
    [InlineData(LabelKind.Single, "a", "a")]
    [InlineData(LabelKind.Multi, "a|b")]
    [InlineData(LabelKind.Ordinal, "")]
    public void RefusesLabels(LabelKind kind, params string[] labels) =>
        Assert.Throws<ArgumentException>(() => new PredictionTable(kind, labels));

    const string Header = "split,id,truth,prediction,p_a,p_b\n";

    [Theory]
    [InlineData(LabelKind.Ordinal, "", 1, "empty")]
    [InlineData(LabelKind.Ordinal, "id,truth,prediction\n", 1, "begin with split,id,truth,prediction")]
    [InlineData(LabelKind.Ordinal, "split,id,truth\n", 1, "begin with")]
    [InlineData(LabelKind.Ordinal, "split,id,truth,prediction,a\n", 1, "'a' is not called p_")]
    [InlineData(LabelKind.Ordinal, "split,id,truth,prediction,p_a,p_a\n", 1, "'a' is empty, there twice")]
    [InlineData(LabelKind.Single, "split,id,truth,prediction\n", 1, "no labels")]
    [InlineData(LabelKind.Ordinal, Header + "test,1,0,0,0,1\ntest,2,0,0,0\n", 3, "5 cells for 6 columns")]
    [InlineData(LabelKind.Ordinal, Header + "test,1,0,0,0,1,2\n", 2, "7 cells for 6 columns")]
    [InlineData(LabelKind.Ordinal, Header + "dev,1,0,0,0,1\n", 2, "'dev' is not train, valid or test")]
    [InlineData(LabelKind.Ordinal, Header + "Test,1,0,0,0,1\n", 2, "'Test' is not")]
    [InlineData(LabelKind.Ordinal, Header + "test,,0,0,0,1\n", 2, "id is empty")]
    [InlineData(LabelKind.Ordinal, Header + "test,1,x,0,0,1\n", 2, "truth 'x' is not a finite number")]
    [InlineData(LabelKind.Ordinal, Header + "test,1,0,NaN,0,1\n", 2, "prediction 'NaN' is not a finite number")]
    [InlineData(LabelKind.Ordinal, Header + "test,1,0,\"1,5\",0,1\n", 2, "prediction '1,5' is not")]
    [InlineData(LabelKind.Ordinal, Header + "test,1,0,0,0,\n", 2, "p_b '' is not a finite number")]
    [InlineData(LabelKind.Ordinal, Header + "test,1,0,0,∞,1\n", 2, "p_a '∞' is not")]
    [InlineData(LabelKind.Single, Header + "test,1,a,b,0,1\n\ntest,2,a,c,0,1\n", 4, "'c' is not one of the labels")]
    [InlineData(LabelKind.Single, Header + "test,1,,b,0,1\n", 2, "truth '' is not one")]
    [InlineData(LabelKind.Multi, Header + "test,1,a|a,,0,1\n", 2, "truth 'a|a' is not a list of labels")]
    [InlineData(LabelKind.Multi, Header + "test,1,a|,,0,1\n", 2, "truth 'a|' is not")]
    [InlineData(LabelKind.Ordinal, Header + "test,\"1\n\",0,0,0,1\ntest,\"1\n\",0,0,0,1\n", 4, "already there")]
    [InlineData(LabelKind.Ordinal, Header + "test,1,0,0,0,1\ntest,2,0,0,0,\"1\n", 3, "quotes do not match")]
    [InlineData(LabelKind.Ordinal, Header + "test,\"1\"2,0,0,0,1\n", 2, "quotes do not match")]
    public void RefusesAFile(LabelKind kind, string text, int line, string because)
    {
        File.WriteAllText(folder["p.csv"], text);
        var e = Assert.Throws<InputException>(() => PredictionTable.Read(folder["p.csv"], kind));
        Assert.StartsWith($"{folder["p.csv"]}, line {line}: ", e.Message);
        Assert.Contains(because, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void RefusesWhatIsNotAFileOrNotText()
    {
        Assert.Throws<InputException>(() => PredictionTable.Read(folder["none.csv"], LabelKind.Ordinal));
        Assert.Throws<InputException>(() => PredictionTable.Read(Path.GetTempPath(), LabelKind.Ordinal));
        File.WriteAllBytes(folder["p.csv"], [0xFF, 0xFE, 0x41]);
        Assert.Throws<InputException>(() => PredictionTable.Read(folder["p.csv"], LabelKind.Ordinal));
    }

    [Fact]
    public void ReadsWhatASpreadsheetSaves()
    {
        File.WriteAllText(folder["p.csv"], "\uFEFFsplit,id,truth,prediction\r\ntest,1,0.5,1\r\n");
        Assert.Equal("0.5", PredictionTable.Read(folder["p.csv"], LabelKind.Ordinal).Rows.Single().Truth);
    }
}
