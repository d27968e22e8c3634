using System.Text.Json;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Explain;
using MerClip.Runs;
using MerClip.Tests.Runs;

namespace MerClip.Tests.Explain;

public class ExplainerTests : RunBench
{
    [Fact]
    public void A_prediction_of_a_run_is_explained_as_it_was_saved()
    {
        var run = new TrainedRun(Train("run").Path);
        var corpus = MmsaReader.Read(Data);
        using var explainer = new Explainer(run, corpus, seed: 1);

        foreach (var row in run.Saved(1).Rows.Where(r => r.Split == Split.Test))
        {
            var utterance = corpus[Split.Test].First(u => u.Id == row.Id);
            var explanation = explainer.Explain(row.Id);

            Assert.Equal((row.Id, row.Truth, 1, "score", utterance.Text), (explanation.Id, explanation.Truth,
                explanation.Seed, explanation.Quantity, explanation.Text));
            // Alone in its batch, an utterance is rounded otherwise than among others.
            Assert.Equal(PredictionCell.Number(row.Prediction)!.Value, PredictionCell.Number(explanation.Prediction)!.Value, 1e-5);
            Assert.All(row.Probabilities.Zip(explanation.Probabilities.Values), p => Assert.Equal(p.First, p.Second, 1e-5));
            Assert.Equal(PredictionCell.Number(row.Prediction)!.Value, explanation.Shapley.Full, 1e-5);
            Assert.Equal(utterance.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                explanation.Steps.Where(s => s.Step.Modality == Modality.Text).Select(s => s.Step.Name));
            Assert.Equal(explanation.Shapley.Values.Keys, explanation.Steps.Select(s => s.Step.Modality).Distinct());
            Assert.Equal(5, explanation.NearestUtterances.Count);
            Assert.All(explanation.NearestUtterances, n => Assert.StartsWith("train", n.Id));
        }
    }

    [Fact]
    public void Another_label_set_and_a_chosen_label_are_explained_the_same_twice()
    {
        var run = new TrainedRun(Train("run", Config with { Seeds = [0] }).Path);
        string Explained()
        {
            using var explainer = new Explainer(run, MmsaReader.Read(Data), labels: SyntheticCorpus.Single, neighbours: 2);
            var explanation = explainer.Explain("test0$_$0", "negative", logit: true);
            Assert.Equal("logit of negative", explanation.Quantity);
            Assert.Equal("probability of " + explanation.Prediction, explainer.Explain("test0$_$0").Quantity);
            return JsonSerializer.Serialize(explanation, EvaluationJson.Options);
        }

        Assert.Equal(Explained(), Explained());
    }

    [Fact]
    public void Truth_that_is_not_known_is_left_out_and_what_is_not_there_is_told()
    {
        var run = new TrainedRun(Train("run", Config with { Seeds = [0] }).Path);
        var corpus = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>> { [Split.Test] = [new() { Id = "a", Text = "zub ka" }] });
        using var explainer = new Explainer(run, corpus);

        var explanation = explainer.Explain("a");
        Assert.Null(explanation.Truth);
        Assert.Empty(explanation.NearestUtterances);
        Assert.Equal([Modality.Text], explanation.Shapley.Values.Keys);

        Assert.Equal("the data has no utterance 'b': merclip errors RUN lists ids",
            Assert.Throws<InputException>(() => explainer.Explain("b")).Message);
        Assert.Equal("the run has no seed 7: use one of 0", Assert.Throws<InputException>(() => new Explainer(run, corpus, 7)).Message);
    }
}
