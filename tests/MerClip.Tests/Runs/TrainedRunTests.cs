using MerClip.Data;
using MerClip.Encoders.Words;
using MerClip.Runs;
using static TorchSharp.torch;

namespace MerClip.Tests.Runs;

public class TrainedRunTests : RunBench
{
    [Fact]
    public void The_models_predict_again_what_training_left()
    {
        var run = new TrainedRun(Train("run").Path);

        var tables = run.Evaluate(MmsaReader.Read(Data), run.Labels, Split.Test);

        Assert.Equal([0, 1], tables.Keys.Order());
        foreach (int seed in run.Seeds)
        {
            var saved = run.Saved(seed).Rows.Where(r => r.Split == Split.Test).ToArray();
            Assert.Equal(saved.Select(r => (r.Id, r.Truth, r.Prediction)),
                tables[seed].Rows.Select(r => (r.Id, r.Truth, r.Prediction)));
        }
    }

    [Theory, InlineData(2), InlineData(5)]
    public void Another_label_set_is_predicted_without_training(int count)
    {
        var run = new TrainedRun(Train("run", Config with { Seeds = [0] }).Path);

        var table = run.Evaluate(MmsaReader.Read(Data), SyntheticCorpus.Ordinal(count), Split.Test)[0];

        Assert.Equal(count, table.Labels.Count);
        Assert.Equal(16, table.Rows.Count);
        Assert.All(table.Rows, r => Assert.Equal(1, r.Probabilities.Sum(), 1e-5));
    }

    [Fact]
    public void A_control_that_knows_only_its_labels_refuses_others()
    {
        var run = new TrainedRun(Train("run", Config with
        {
            Seeds = [0], Model = SyntheticCorpus.Tiny with { LabelEncoder = "learned" },
        }).Path);

        var error = Assert.Throws<InputException>(() => run.Evaluate(MmsaReader.Read(Data), SyntheticCorpus.Ordinal(2), Split.Test));

        Assert.StartsWith("the label encoder 'learned' knows only the labels it was trained on", error.Message);
    }

    [Fact]
    public void Without_the_file_of_word_vectors_known_words_still_work()
    {
        var run = new TrainedRun(Train("run", Config with { Seeds = [0] }).Path);
        var corpus = SyntheticCorpus.Make(train: 0, valid: 0, test: 30, seed: 9);
        string Predicted() => string.Join('\n', run.Evaluate(corpus, SyntheticCorpus.Ordinal(3), Split.Test)[0].Rows
            .Select(r => r.Prediction));
        string with = Predicted();

        File.Delete(Words);

        Assert.Equal(with, Predicted());
    }

    [Fact]
    public void Words_that_training_did_not_meet_are_read_from_the_file()
    {
        var run = new TrainedRun(Train("run", Config with { Seeds = [0] }).Path);
        File.AppendAllText(Words, "quux" + string.Concat(Enumerable.Repeat(" 0.5", SyntheticCorpus.WordWidth)) + "\n");
        var labels = SyntheticCorpus.Ordinal(2) with { Labels = [new("low", ["quux"], -1), new("high", ["zarp"], 1)] };

        Assert.Equal(16, run.Evaluate(MmsaReader.Read(Data), labels, Split.Test)[0].Rows.Count);

        File.Delete(Words);
        var error = Assert.Throws<InputException>(() => run.Evaluate(MmsaReader.Read(Data), labels, Split.Test));
        Assert.Equal("label 'low' of made-up2: no word of 'quux' has a vector; write it in other words", error.Message);
    }

    [Fact]
    public void Words_that_are_tuned_keep_their_rows()
    {
        var path = Train("run", Config with { Seeds = [0] }).Path;
        var run = new TrainedRun(path);
        using var model = run.Model(0, CPU);

        var encoder = (WordTextEncoder)run
            .Inputs(SyntheticCorpus.Make(seed: 5), SyntheticCorpus.Ordinal(2), model.Spec).Encoders.Text!;
        var original = (WordTextEncoder)TrainingRun.Resume(path).Inputs.Encoders.Text!;

        Assert.NotEmpty(original.Tuned);
        Assert.Equal(original.Tuned, encoder.Tuned);
        Assert.Equal(original.Encode("zub ka nilt")!.Values.ToArray(), encoder.Encode("zub ka nilt")!.Values.ToArray());
    }

    [Fact]
    public void Data_without_the_split_and_runs_without_a_seed_are_told()
    {
        var folder = Train("run", Config with { Seeds = [0] });
        var run = new TrainedRun(folder.Path);
        var error = Assert.Throws<InputException>(() => run.Evaluate(SyntheticCorpus.Make(test: 0), run.Labels, Split.Test));
        Assert.Equal("the data has no utterance in the split test", error.Message);

        File.Delete(folder.Metrics(0));
        error = Assert.Throws<InputException>(() => new TrainedRun(folder.Path));
        Assert.Equal($"{folder.Path}: no seed is trained to its end: go on with merclip train --resume {folder.Path}", error.Message);
    }

    [Fact]
    public void Data_with_features_of_another_width_names_an_utterance()
    {
        var run = new TrainedRun(Train("run", Config with { Seeds = [0] }).Path);
        var utterance = new Utterance
        {
            Id = "odd$_$1", Text = "zub", Sentiment = 1,
            Features = new Dictionary<Modality, FeatureSequence> { [Modality.Audio] = new(new float[14], 2, 7) },
        };
        var corpus = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>> { [Split.Test] = [utterance] });

        var error = Assert.Throws<InputException>(() => run.Evaluate(corpus, run.Labels, Split.Test));

        Assert.Equal("utterance odd$_$1: its Audio has 7 features a step, the model reads 5: "
            + "use data with the features that the model was trained on", error.Message);
    }

    [Fact]
    public void Data_without_any_modality_of_the_model_is_predicted_all_the_same()
    {
        var run = new TrainedRun(Train("run", Config with { Seeds = [0] }).Path);
        var corpus = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>>
        {
            [Split.Test] = [new() { Id = "a", Sentiment = 1 }, new() { Id = "b", Sentiment = 0 }],
        });

        var table = run.Evaluate(corpus, run.Labels, Split.Test)[0];

        Assert.Equal(table.Rows[0].Prediction, table.Rows[1].Prediction);
        Assert.All(table.Rows, r => Assert.All(r.Probabilities, p => Assert.True(double.IsFinite(p))));
    }
}
