using MerClip.Data;
using MerClip.Report;
using MerClip.Tests.Runs;

namespace MerClip.Tests.Report;

public class ReportReaderTests : RunBench
{
    [Fact]
    public void A_run_comes_with_all_that_there_is_to_show()
    {
        var folder = Train("run");

        var run = new ReportReader().Read(folder.Path);

        Assert.Equal("run", run.Name);
        Assert.Null(run.Missing);
        Assert.Equal([0, 1], run.Summary.Seeds);
        Assert.Equal(run.Summary.Metrics.Keys.Order(), run.Intervals.Keys.Order());
        Assert.InRange(run.Summary["mae"].Mean, run.Intervals["mae"].Low, run.Intervals["mae"].High);
        Assert.Equal([3, 3], run.Histories.Values.Select(h => h.Count));
        Assert.Equal(16, run.Outcomes.Count);
        Assert.Equal(16, run.Space!.Utterances.Count);
        Assert.Equal(3, run.Space.Labels.Count);
        var utterance = SyntheticCorpus.Make(emotions: true)[Split.Test][5];
        Assert.Equal((utterance.Id, utterance.Text), (run.Outcomes[5].Id, run.Outcomes[5].Text));
        Assert.Equal("text,audio,vision", run.Settings["order"]);
        Assert.Equal("0,1", run.Settings["seeds"]);
        Assert.Equal("merclip train", run.Origin["command"]);
    }

    [Fact]
    public void The_largest_errors_and_some_others_are_explained()
    {
        var folder = Train("run", Config with { Seeds = [0] });

        var run = new ReportReader().Read(folder.Path, explain: 6);

        Assert.Null(run.Missing);
        Assert.Equal(6, run.Explanations.Count);
        Assert.Subset(run.Explanations.Keys.ToHashSet(), run.Outcomes.OrderByDescending(o => o.Error).Take(3).Select(o => o.Id).ToHashSet());
        Assert.All(run.Explanations, e => Assert.Equal(e.Key, e.Value.Id));
        Assert.All(run.Explanations.Values, e => Assert.Equal(5, e.NearestUtterances.Count));
        Assert.Equal(16, new ReportReader().Read(folder.Path, explain: 99).Explanations.Count);
    }

    [Fact]
    public void Without_its_data_a_run_is_shown_without_texts_and_map()
    {
        var folder = Train("run", Config with { Seeds = [0] });
        File.Delete(Data);

        var run = new ReportReader().Read(folder.Path);

        Assert.Null(run.Space);
        Assert.Contains("does not exist", run.Missing);
        Assert.Equal(16, run.Outcomes.Count);
        Assert.All(run.Outcomes, o => Assert.Equal("", o.Text));
    }

    [Fact]
    public void Data_that_is_another_now_is_not_taken_for_that_of_the_run()
    {
        var folder = Train("run", Config with { Seeds = [0] });
        SyntheticCorpus.WriteData(Data, SyntheticCorpus.Make(seed: 9, emotions: true));

        var run = new ReportReader().Read(folder.Path);

        Assert.Null(run.Space);
        Assert.Contains("is another file now", run.Missing);
    }

    [Fact]
    public void A_model_that_predicts_otherwise_now_is_not_shown_as_if_it_were_the_run()
    {
        var folder = Train("run", Config with { Seeds = [0, 1] });
        File.Copy(folder.Model(1), folder.Model(0), overwrite: true);

        var run = new ReportReader().Read(folder.Path);

        Assert.Null(run.Space);
        Assert.StartsWith("the model predicts otherwise now", run.Missing);
        Assert.Equal(SyntheticCorpus.Make(emotions: true)[Split.Test][5].Text, run.Outcomes[5].Text);
    }

    [Fact]
    public void A_run_that_is_not_at_its_end_is_refused()
    {
        var folder = Train("run", Config with { Seeds = [0] });
        File.Delete(folder.Summary);

        var error = Assert.Throws<InputException>(() => new ReportReader().Read(folder.Path));

        Assert.Equal($"{folder.Path} is not trained to its end: go on with merclip train --resume {folder.Path}", error.Message);
    }

    [Fact]
    public void Runs_side_by_side_say_in_what_they_differ()
    {
        var reader = new ReportReader();
        var runs = new[] { "text,audio", "audio,text" }
            .Select(order => reader.Read(Train(order, Config with { Seeds = [0], Order = order }).Path)).ToArray();

        var comparison = Comparison.Of(runs);

        Assert.Equal(["order text,audio", "order audio,text"], comparison.Results.Select(r => r.Note));
    }
}
