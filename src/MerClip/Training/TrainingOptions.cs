namespace MerClip.Training;

/// <summary>How weights are fitted.</summary>
public sealed record TrainingOptions
{
    /// <summary>Most passes over the training split.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Training stops after so many epochs without a better validation score.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>Share of the training utterances that are learned from, (0, 1]; which, is drawn by the seed. For learning curves.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Utterances a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Step size after the warm-up; falls along a half cosine to 0 at the last epoch.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Step sizes of weights by patterns of their names in the checkpoint, such as <c>encoders.vision.clip.*</c>; the last
    /// pattern that fits decides, 0 freezes, other weights take <see cref="LearningRate"/>. A CLIP is trained with the model if
    /// a pattern starts with its name, <c>encoders.MODALITY.clip</c>; of it only what a pattern names is changed.</summary>
    public IReadOnlyDictionary<string, double> Tune { get; init; } = new Dictionary<string, double>();

    /// <summary>Share of all steps over which the step size rises from 0.</summary>
    public double Warmup { get; init; } = 0.05;

    /// <summary>Decoupled weight decay of matrices.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Longest global norm of a step's gradient.</summary>
    public double Clip { get; init; } = 1;

    /// <summary>Share that the running average of the weights keeps at each step; the average is what is validated, saved and
    /// tested. 0 uses the weights themselves.</summary>
    public double Averaging { get; init; } = 0.98;

    /// <summary>Threads of one operation. One is fastest for small models, and results depend on it in the last bits.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The step size at a step.</summary>
    /// <param name="step">From 0.</param>
    /// <param name="steps">Steps of all epochs.</param>
    public double LearningRateAt(long step, long steps)
    {
        double warm = Math.Max(1, Warmup * steps);
        double rise = Math.Min(1, (step + 1) / warm);
        return LearningRate * rise * 0.5 * (1 + Math.Cos(Math.PI * step / steps));
    }

    /// <summary>Checks ranges.</summary>
    /// <exception cref="InputException">A setting is out of range.</exception>
    public void Validate()
    {
        void Require(bool holds, string what)
        {
            if (!holds) throw new InputException($"training.{what}");
        }

        Require(Epochs >= 1, $"epochs is {Epochs}: use at least 1");
        Require(Patience >= 1, $"patience is {Patience}: use at least 1");
        Require(BatchSize >= 1, $"batchSize is {BatchSize}: use at least 1");
        Require(LearningRate is > 0 and <= 10, $"learningRate is {LearningRate}: use a number in (0, 10]");
        Require(Warmup is >= 0 and < 1, $"warmup is {Warmup}: use a share in [0, 1)");
        Require(WeightDecay >= 0, $"weightDecay is {WeightDecay}: use 0 or more");
        Require(Clip > 0, $"clip is {Clip}: use a positive number");
        Require(Share is > 0 and <= 1, $"share is {Share}: use a share in (0, 1]");
        foreach (var (pattern, rate) in Tune)
            Require(rate is >= 0 and <= 10, $"tune: '{pattern}' has the step size {rate}: use a number in [0, 10]");
        Require(Averaging is >= 0 and < 1, $"averaging is {Averaging}: use a share in [0, 1)");
        Require(Threads >= 1, $"threads is {Threads}: use at least 1");
    }
}
