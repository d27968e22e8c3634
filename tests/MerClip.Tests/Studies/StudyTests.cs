using MerClip.Data;
using MerClip.Runs;
using MerClip.Studies;
using MerClip.Training;

namespace MerClip.Tests.Studies;

public class StudyTests : TorchTest
{
    readonly Study study;

    public StudyTests()
    {
        string words = SyntheticCorpus.WriteWords(Folder["words.txt"]), data = SyntheticCorpus.WriteData(Folder["data.pkl"], SyntheticCorpus.Make());
        study = Study.Open(data, words, device: "cpu", folder: Folder["runs"]);
    }

    // The made-up words know nothing of sentiment7.
    RunConfig Quick(RunConfig config) => config with
    {
        Labels = study.Keep(SyntheticCorpus.Ordinal(3)),
        Model = SyntheticCorpus.Tiny,
        Training = SyntheticCorpus.Quick(2),
    };

    [Fact]
    public void A_variation_is_trained_once_and_then_opened()
    {
        var watcher = new Recorder();
        var first = study.Train("first", Quick, watcher);
        var again = study.Train("first", Quick, watcher);
        Assert.Equal(2, watcher.Epochs);
        Assert.Equal(2, watcher.Starts); // the second time it is told what is there already
        Assert.Equal(first.Path, again.Path);
        Assert.NotEqual(first.Path, study.PathOf("first", Quick(study.Config) with { Seeds = [1] }));
    }

    [Fact]
    public void What_is_forgotten_is_trained_anew_and_nothing_else_is()
    {
        var watcher = new Recorder();
        study.Train("kept", Quick, watcher);
        string path = study.Train("first", Quick, watcher).Path;
        study.Forget("first", Quick);
        Assert.False(Directory.Exists(path));
        study.Forget("first", Quick); // there is nothing any more
        study.Train("first", Quick, watcher);
        study.Train("kept", Quick, watcher);
        Assert.Equal(6, watcher.Epochs);
    }

    [Fact]
    public void An_interrupted_variation_goes_on_and_ends_with_the_same_predictions()
    {
        var whole = study.Train("whole", Quick, new Recorder());
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => study.Train("broken", Quick, new Recorder { AfterEpoch = stop.Cancel }, stop.Token));
        var gone = study.Train("broken", Quick, new Recorder());
        Assert.Equal(File.ReadAllText(new RunFolder(whole.Path).Predictions(0)), File.ReadAllText(new RunFolder(gone.Path).Predictions(0)));
    }

    [Fact]
    public void A_label_set_of_ones_own_is_kept_and_decides_the_run()
    {
        string file = study.Keep(SyntheticCorpus.Ordinal(3));
        string before = study.PathOf("own", study.Config with { Labels = file });
        study.Keep(SyntheticCorpus.Ordinal(3) with { Templates = ["it was {}"] });
        Assert.NotEqual(before, study.PathOf("own", study.Config with { Labels = file }));
    }

    [Fact]
    public void Other_labels_are_scored_beside_floors_and_variations_are_compared()
    {
        var (a, b) = (study.Train("a", Quick, new Recorder()), study.Train("b", c => Quick(c) with { Order = "text" }, new Recorder()));
        var evaluated = study.Evaluate(a, SyntheticCorpus.Ordinal(3));
        Assert.Equal(Split.Test, evaluated.Summary.Split);
        Assert.NotNull(evaluated.Summary["mae"].Floor);
        Assert.Null(evaluated.Ranking);
        var comparison = Study.Compare([("a", a), ("b", b)], ["mae"]);
        Assert.Equal("b", Assert.Single(comparison.Differences).With);
        Assert.Equal(a.Summary["mae"].Mean - b.Summary["mae"].Mean, comparison.Differences[0].Difference, 1e-9);
    }

    [Fact]
    public void An_utterance_is_predicted_as_in_the_table()
    {
        var run = study.Train("a", Quick, new Recorder());
        var utterance = study.Corpus[Split.Test][0];
        var said = run.Predict(utterance);
        Assert.Equal(float.Parse(run.Saved(0)[Split.Test][0].Prediction), float.Parse(said.Answer), 1e-5f);
        Assert.Contains("most likely", said.ToString());
        Assert.Contains(Modality.Text, said.Modalities);
    }

    [Fact]
    public void Without_data_a_corpus_is_made_up_once()
    {
        var made = Study.Open(device: "cpu", folder: Folder["made"]);
        Assert.True(made.IsMadeUp);
        Assert.Equal((420, 60, 120), (made.Corpus[Split.Train].Count, made.Corpus[Split.Valid].Count, made.Corpus[Split.Test].Count));
        Assert.Equal(made.File.Sha256, Study.Open(device: "cpu", folder: Folder["made"]).File.Sha256);
    }

    sealed class Recorder : ITrainingWatcher
    {
        public int Starts { get; private set; }

        public int Epochs { get; private set; }

        public Action AfterEpoch { get; init; } = () => { };

        public void SeedStarted(int seed, TrainingState state) => Starts++;

        public void Progressed(int seed, double share) { }

        public void EpochEnded(int seed, EpochRecord epoch, TrainingState state)
        {
            Epochs++;
            AfterEpoch();
        }
    }
}
