using MerClip.Encoders.Clip;

namespace MerClip.Pretraining;

/// <summary>How a small CLIP is made.</summary>
public sealed record PretrainingOptions
{
    /// <summary>Fixes everything: one seed gives the same file twice, on one machine with the same number of threads.</summary>
    public int Seed { get; init; }

    /// <summary>Pairs of pictures and captions that are made up to learn from.</summary>
    public int Pictures { get; init; } = 12_000;

    /// <summary>Share of the pictures that are spectrograms of voices; the others are faces.</summary>
    public double Voices { get; init; } = 0.35;

    /// <summary>Steps of the optimiser.</summary>
    public int Steps { get; init; } = 3000;

    /// <summary>Steps before these in which the text encoder learns alone, from two captions of the same state. Without them neither
    /// encoder has anything to learn from the other at first, and both stay where they are for long.</summary>
    public int TextSteps { get; init; } = 500;

    /// <summary>Pairs a step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Step size after the warm-up.</summary>
    public double LearningRate { get; init; } = 1.5e-3;

    /// <summary>Most merges of the vocabulary.</summary>
    public int Merges { get; init; } = 1000;

    /// <summary>Rows and columns of a picture; a multiple of the patch size.</summary>
    public int ImageSize { get; init; } = 48;

    /// <summary>Rows and columns of a patch.</summary>
    public int PatchSize { get; init; } = 12;

    /// <summary>Features that pictures and texts have in common.</summary>
    public int Joint { get; init; } = 64;

    /// <summary>The text transformer.</summary>
    public ClipTowerOptions Text { get; init; } = new(64, 2, 4, 256);

    /// <summary>The image transformer.</summary>
    public ClipTowerOptions Image { get; init; } = new(64, 3, 4, 256);

    /// <summary>Positions of a text, start and end included.</summary>
    public int Positions { get; init; } = 64;

    /// <summary>Threads of one operation; results depend on it in the last bits.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Checks ranges.</summary>
    /// <exception cref="InputException">A number is out of range.</exception>
    public void Validate()
    {
        void Require(bool holds, string what)
        {
            if (!holds) throw new InputException($"pretraining: {what}");
        }

        Require(Pictures >= BatchSize && BatchSize >= 2, $"{Pictures} pictures in batches of {BatchSize}; use at least 2 a batch, and as many pictures");
        Require(Voices is >= 0 and <= 1, $"{Voices} of the pictures are voices; use a share from 0 to 1");
        Require(Steps >= 1, $"{Steps} steps; use at least 1");
        Require(LearningRate is > 0 and < 1, $"a step size of {LearningRate}; use one in (0, 1)");
        Require(Merges >= 0 && Positions >= 8, $"{Merges} merges and {Positions} positions; use at least 0 and 8");
        Require(ImageSize >= PatchSize && PatchSize >= 1 && ImageSize % PatchSize == 0, $"pictures of {ImageSize} in patches of {PatchSize}; use a multiple");
        Require(Threads >= 1, $"{Threads} threads; use at least 1");
    }
}
