using MerClip.Training;

namespace MerClip.Tests.Training;

public class TrainingOptionsTests
{
    static readonly TrainingOptions Options = new() { LearningRate = 0.5, Warmup = 0.1 };

    [Fact]
    public void The_learning_rate_rises_and_falls_along_a_half_cosine_to_nothing()
    {
        double[] rates = [.. Enumerable.Range(0, 100).Select(step => Options.LearningRateAt(step, 100))];

        for (int step = 0; step < 9; step++) Assert.True(rates[step] < rates[step + 1]);
        for (int step = 10; step < 99; step++) Assert.True(rates[step] > rates[step + 1]);
        Assert.Equal(0.05, rates[0], 1e-12);
        Assert.Equal(0.25, rates[50], 1e-12);
        Assert.InRange(rates[99], 0, 0.5 * 3e-4);
    }

    [Fact]
    public void Without_warm_up_the_first_step_is_the_longest()
    {
        Assert.Equal(0.5, (Options with { Warmup = 0 }).LearningRateAt(0, 100));
        Assert.Equal(0.5, Options.LearningRateAt(0, 1));
    }

    public static TheoryData<TrainingOptions, string> Wrong =>
    [
        (Options with { Epochs = 0 }, "training.epochs is 0: use at least 1"),
        (Options with { Patience = 0 }, "training.patience is 0: use at least 1"),
        (Options with { BatchSize = -3 }, "training.batchSize is -3: use at least 1"),
        (Options with { LearningRate = 0 }, "training.learningRate is 0: use a number in (0, 10]"),
        (Options with { LearningRate = double.PositiveInfinity }, "training.learningRate is Infinity: use a number in (0, 10]"),
        (Options with { Warmup = 1 }, "training.warmup is 1: use a share in [0, 1)"),
        (Options with { WeightDecay = -0.1 }, "training.weightDecay is -0.1: use 0 or more"),
        (Options with { Clip = 0 }, "training.clip is 0: use a positive number"),
        (Options with { Share = 0 }, "training.share is 0: use a share in (0, 1]"),
        (Options with { Averaging = 1 }, "training.averaging is 1: use a share in [0, 1)"),
        (Options with { Threads = 0 }, "training.threads is 0: use at least 1"),
    ];

    [Theory, MemberData(nameof(Wrong))]
    public void A_setting_out_of_range_is_named(TrainingOptions options, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(options.Validate).Message);

    [Fact]
    public void The_defaults_are_valid() => new TrainingOptions().Validate();
}
