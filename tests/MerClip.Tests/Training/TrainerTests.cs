using MerClip.Data;
using MerClip.Runs;
using MerClip.Training;
using static TorchSharp.torch;

namespace MerClip.Tests.Training;

public class TrainerTests : TorchTest
{
    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_seed_gives_others()
    {
        float[] first = TrainingBench.Train(Folder, seed: 5), again = TrainingBench.Train(Folder, seed: 5);
        float[] other = TrainingBench.Train(Folder, seed: 6);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.All(first, w => Assert.True(float.IsFinite(w)));
    }

    [Theory, InlineData(1), InlineData(3)]
    public void A_training_that_goes_on_from_its_saved_state_ends_as_one_that_was_not_stopped(int stopAfter)
    {
        using var whole = new TrainingBench(Folder, 3, epochs: 4);
        whole.ToTheEnd();

        using (var stopped = new TrainingBench(Folder, 3, epochs: 4))
        {
            for (int i = 0; i < stopAfter; i++) stopped.Trainer.Epoch();
            stopped.Trainer.Save(Folder["state"]);
        }
        using var resumed = new TrainingBench(Folder, 3, epochs: 4);
        resumed.Trainer.Restore(Folder["state"]);
        Assert.Equal(stopAfter, resumed.Trainer.State.History.Count);
        resumed.ToTheEnd();

        Assert.Equal(whole.Weights(), resumed.Weights());
        AssertSameHistory(whole.Trainer.State, resumed.Trainer.State);
    }

    [Fact]
    public void An_epoch_that_was_cancelled_in_the_middle_leaves_no_trace_in_what_is_resumed()
    {
        using var whole = new TrainingBench(Folder, 4, epochs: 3);
        whole.ToTheEnd();

        using (var stopped = new TrainingBench(Folder, 4, epochs: 3))
        {
            stopped.Trainer.Epoch();
            stopped.Trainer.Save(Folder["state"]);
            using var stop = new CancellationTokenSource();
            int steps = 0;
            Assert.Throws<OperationCanceledException>(() => stopped.Trainer.Epoch(_ =>
            {
                if (++steps == 2) stop.Cancel();
            }, stop.Token));
            Assert.Equal(2, steps);
            Assert.Single(stopped.Trainer.State.History);
        }
        using var resumed = new TrainingBench(Folder, 4, epochs: 3);
        resumed.Trainer.Restore(Folder["state"]);
        resumed.ToTheEnd();

        Assert.Equal(whole.Weights(), resumed.Weights());
    }

    [Fact]
    public void Progress_rises_to_one_and_epochs_are_counted_from_one()
    {
        using var bench = new TrainingBench(Folder, 0, epochs: 2);
        var shares = new List<double>();

        var record = bench.Trainer.Epoch(shares.Add);

        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1]);
        Assert.Equal(3, shares.Count); // 48 utterances in batches of 16
        Assert.Equal(1, record.Epoch);
        Assert.Equal(3, bench.Trainer.State.Steps);
        Assert.False(bench.Trainer.Finished);
        bench.Trainer.Epoch();
        Assert.True(bench.Trainer.Finished);
    }

    [Fact]
    public void Training_ends_when_patience_does_and_the_best_epoch_is_the_one_used()
    {
        using var bench = new TrainingBench(Folder, 0, options: SyntheticCorpus.Quick(40) with
        {
            Patience = 3, LearningRate = 0.02, Averaging = 0,
        });
        var saved = new List<float[]>();
        while (!bench.Trainer.Finished)
        {
            bench.Trainer.Epoch();
            saved.Add(bench.Weights());
        }
        var state = bench.Trainer.State;
        bench.Trainer.UseBest();

        Assert.InRange(state.History.Count, 4, 39);
        Assert.Equal(state.BestEpoch + 3, state.History.Count);
        Assert.Equal(state.History.Min(r => r.ValidMae), state.BestScore);
        Assert.Equal(saved[state.BestEpoch - 1], bench.Weights());
    }

    [Fact]
    public void What_is_validated_is_the_running_average_and_training_goes_on_from_the_weights()
    {
        using var averaged = new TrainingBench(Folder, 0, options: SyntheticCorpus.Quick() with { Averaging = 0.95 });
        using var plain = new TrainingBench(Folder, 0, options: SyntheticCorpus.Quick() with { Averaging = 0 });

        var (a, p) = (averaged.Trainer.Epoch(), plain.Trainer.Epoch());
        Assert.Equal(p.TrainLoss, a.TrainLoss);
        Assert.NotEqual(p.ValidLoss, a.ValidLoss);
        Assert.Equal(plain.Weights(), averaged.Weights());
        Assert.Equal(plain.Trainer.Epoch().TrainLoss, averaged.Trainer.Epoch().TrainLoss);

        averaged.Trainer.UseBest();
        Assert.NotEqual(plain.Weights(), averaged.Weights());
    }

    [Fact]
    public void The_validation_error_is_that_of_the_predictions()
    {
        using var bench = new TrainingBench(Folder, 0, options: SyntheticCorpus.Quick() with { Averaging = 0 });

        var record = bench.Trainer.Epoch();
        var valid = bench.Inputs.Examples(Split.Valid);
        var probabilities = Predictions.Probabilities(bench.Model, bench.Labels, bench.Inputs, valid);

        double error = valid.Zip(probabilities).Average(p => Math.Abs(p.First.Target![0]
            - p.Second.Zip(bench.Labels.Set.Values).Sum(q => (double)q.First * q.Second)));
        Assert.Equal(error, record.ValidMae!.Value, 1e-5);
    }

    [Fact]
    public void Everything_is_on_the_device_of_the_model()
    {
        using var bench = new TrainingBench(Folder, 0);
        bench.Trainer.Epoch();

        Assert.All(bench.Model.state_dict().Values, t => Assert.Equal(CPU.ToString(), t.device.ToString()));
        Assert.All(bench.Model.parameters(), p => Assert.Equal(CPU.ToString(), p.grad!.device.ToString()));
    }

    [Fact]
    public void Empty_splits_and_a_loss_that_is_not_finite_are_told()
    {
        var corpus = SyntheticCorpus.Make(valid: 0);
        var error = Assert.Throws<InputException>(() => new TrainingBench(Folder, 0, corpus: corpus));
        Assert.Equal("the valid split is empty: give data with utterances to choose on", error.Message);
        error = Assert.Throws<InputException>(() => new TrainingBench(Folder, 0, corpus: SyntheticCorpus.Make(train: 0)));
        Assert.Equal("the train split is empty: give data with utterances to learn from", error.Message);

        using var bench = new TrainingBench(Folder, 9);
        using (no_grad()) bench.Model.parameters().First().fill_(float.NaN);
        error = Assert.Throws<InputException>(() => bench.Trainer.Epoch());
        Assert.Equal("seed 9, epoch 1: the loss is NaN: lower training.learningRate", error.Message);
    }

    [Fact]
    public void The_state_of_another_model_and_another_kind_of_file_are_refused()
    {
        using (var small = new TrainingBench(Folder, 0)) small.Trainer.Save(Folder["state"]);
        using var bench = new TrainingBench(Folder, 0, SyntheticCorpus.Tiny with { Width = 32 });

        var error = Assert.Throws<ArgumentException>(() => bench.Trainer.Restore(Folder["state"]));
        Assert.StartsWith("saved ", error.Message);
        bench.Model.Save(Folder["model"]);
        var wrong = Assert.Throws<InputException>(() => bench.Trainer.Restore(Folder["model"]));
        Assert.Equal("the file holds no training state: delete the folder 'state' to train that seed anew", wrong.Message);
    }

    static void AssertSameHistory(TrainingState expected, TrainingState actual)
    {
        Assert.Equal(expected.History.Select(r => r with { Seconds = 0 }), actual.History.Select(r => r with { Seconds = 0 }));
        Assert.Equal((expected.BestEpoch, expected.BestScore, expected.Steps), (actual.BestEpoch, actual.BestScore, actual.Steps));
    }
}
